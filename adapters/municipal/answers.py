"""An answer of a municipality's system is believed when the insurer's registered certificate signed it, just now.

A fault is read without a signature: it changes nothing, and a system whose certificate is the trouble could
not sign it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from lxml import etree

from adapters.municipal.wsdl import validate
from adapters.soap.envelope import SoapRequest, SoapVersion, read_request
from adapters.soap.hostile import Limits, parse_untrusted
from adapters.soap.security import Policy, verify
from care_platform.reference.calendar import Clock
from care_platform.reference.catalogue import CataloguedError, Entry, pull, soap, soap_sender

_LIFETIME: Final = timedelta(minutes=10)
_BROKEN: Final = frozenset({soap.MALFORMED_XML.code})
_EXPIRED: Final = frozenset(
    {soap_sender.CERTIFICATE_EXPIRED.code, soap_sender.CERTIFICATE_NOT_YET_VALID.code}
)


@dataclass(frozen=True, slots=True)
class Checked:
    """An envelope that may be read, and the fingerprint of the certificate that signed it (None: a fault)."""

    envelope: etree._Element
    signed_by: str | None


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """Judges the answers of one insurer's system; `limit` is the largest answer in bytes.

    `insurer_of` gives the insurer a certificate's fingerprint is registered for, or raises `soap.*`.
    """

    insurer_number: str
    insurer_of: Callable[[str], str]
    clock: Clock
    skew: timedelta
    limit: int

    def read(self, body: bytes, expected: str) -> Checked:
        """The whole envelope, once everything about it holds; `expected` is the local name of what it must hold.

        Raises CataloguedError of `pull`.
        """
        envelope = _parsed(body, self.limit)
        answer = _taken_apart(envelope)
        if answer.payload.tag == answer.version.name_of("Fault"):
            return Checked(envelope, None)
        fingerprint = self._signed_by(envelope)
        validate(answer.payload)
        if answer.operation != expected:
            raise CataloguedError(pull.ANOTHER_ANSWER, {"element": expected})
        return Checked(envelope, fingerprint)

    def _signed_by(self, envelope: etree._Element) -> str:
        try:
            signed = verify(envelope, now=self.clock(), policy=Policy(self.skew, _LIFETIME))
            insurer_number = self.insurer_of(signed.fingerprint_sha256)
        except CataloguedError as refusal:
            raise self._in_our_words(refusal.entry) from None
        if insurer_number != self.insurer_number:
            raise CataloguedError(pull.ANSWER_NOT_SIGNED, {"code": soap_sender.ANOTHER_INSURER.code})
        return signed.fingerprint_sha256

    def _in_our_words(self, entry: Entry) -> CataloguedError:
        if entry.code in _EXPIRED:
            return CataloguedError(pull.CERTIFICATE_EXPIRED)
        if entry.code == soap_sender.TIMESTAMP_OUTSIDE_WINDOW.code:
            return CataloguedError(pull.CLOCK_SKEW, {"skew": int(self.skew.total_seconds())})
        return CataloguedError(pull.ANSWER_NOT_SIGNED, {"code": entry.code})


def _parsed(body: bytes, limit: int) -> etree._Element:
    try:
        return parse_untrusted(body, limits=Limits(max_bytes=limit))
    except CataloguedError as refusal:
        if refusal.entry.code in _BROKEN:
            raise CataloguedError(pull.ANSWER_BROKEN) from None
        raise CataloguedError(pull.NOT_THE_SERVICE, {"reason": refusal.entry.code}) from None


def _taken_apart(envelope: etree._Element) -> SoapRequest:
    try:
        answer = read_request(envelope)
    except CataloguedError as refusal:
        raise CataloguedError(pull.NOT_THE_SERVICE, {"reason": refusal.entry.code}) from None
    if answer.version is not SoapVersion.V12:
        raise CataloguedError(pull.NOT_THE_SERVICE, {"reason": soap.VERSION_MISMATCH.code})
    return answer
