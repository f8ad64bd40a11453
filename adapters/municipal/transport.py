"""How answers come in: a bounded read, every check, and only then zeep, which sees what was checked."""

import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import requests
import zeep
from lxml import etree

from adapters.municipal.answers import AnswerCheck
from adapters.soap.envelope import SoapVersion
from care_platform.reference.catalogue import CataloguedError, pull

_PIECE: Final = 1 << 16
_CONNECT_SECONDS: Final = 10.0
_PASSING: Final = frozenset({429, 502, 503, 504})
_SOAP: Final = frozenset({200, 400, 500})
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


def require_address(url: str) -> str:
    """The address when it may be asked: https, or http on this machine. Raises `pull.address_refused`."""
    try:
        parts = urlsplit(url)
        host, named = parts.hostname, parts.username is not None or parts.password is not None
        _ = parts.port
    except ValueError:
        raise CataloguedError(pull.ADDRESS_REFUSED) from None
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if not secure or not host or named or parts.query or parts.fragment:
        raise CataloguedError(pull.ADDRESS_REFUSED)
    return url


@dataclass(frozen=True, slots=True)
class _Answer:
    """What zeep reads of a response."""

    status_code: int
    content: bytes
    headers: dict[str, str]
    encoding: str = "utf-8"


class CheckedTransport(zeep.Transport):
    """Zeep's transport for one municipality's system; `signed_by` is the last answer's certificate."""

    def __init__(self, session: requests.Session, check: AnswerCheck, seconds: float) -> None:
        """`seconds` is how long one whole answer may take."""
        super().__init__(session=session)  # type: ignore[no-untyped-call]
        self._check = check
        self._seconds = seconds
        self.signed_by: str | None = None
        self._asked = ""

    def post_xml(self, address: str, envelope: etree._Element, headers: dict[str, str]) -> Any:
        """Notes which operation is asked, so that the answer to another one is known."""
        body = envelope.find("{*}Body")
        self._asked = "" if body is None else etree.QName(body[0]).localname
        return super().post_xml(address, envelope, headers)  # type: ignore[no-untyped-call]

    def post(self, address: str, message: bytes, headers: dict[str, str]) -> Any:
        """Sends one request and checks the answer. Raises CataloguedError of `pull` for all that goes wrong."""
        deadline = time.monotonic() + self._seconds
        try:
            with self.session.post(
                address, data=message, headers={**headers, "Accept-Encoding": "identity"}, stream=True,
                timeout=(_CONNECT_SECONDS, self._seconds), allow_redirects=False,
            ) as response:  # fmt: skip
                _refuse_status(response.status_code)
                body = self._read(response, deadline)
        except requests.RequestException as error:
            raise _in_our_words(error) from None
        checked = self._check.read(body, f"{self._asked}Response")
        self.signed_by = checked.signed_by
        return _Answer(
            response.status_code,
            etree.tostring(checked.envelope),
            {"Content-Type": SoapVersion.V12.content_type},
        )

    def _read(self, response: requests.Response, deadline: float) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_content(_PIECE):
            size += len(piece)
            if size > self._check.limit:
                raise CataloguedError(pull.NOT_THE_SERVICE, {"reason": "size"})
            if time.monotonic() > deadline:
                raise CataloguedError(pull.NO_CONNECTION, {"reason": "Timeout"})
            pieces.append(piece)
        return b"".join(pieces)


def _refuse_status(status: int) -> None:
    if status in _PASSING:
        raise CataloguedError(pull.BUSY, {"code": f"HTTP {status}"})
    if status not in _SOAP:
        raise CataloguedError(pull.NOT_THE_SERVICE, {"reason": f"HTTP {status}"})


def _in_our_words(error: requests.RequestException) -> CataloguedError:
    if isinstance(error, requests.exceptions.SSLError):
        return CataloguedError(pull.TLS_UNTRUSTED)
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return CataloguedError(pull.ANSWER_BROKEN)
    if isinstance(error, requests.exceptions.ConnectionError | requests.exceptions.Timeout):
        return CataloguedError(pull.NO_CONNECTION, {"reason": type(error).__name__})
    return CataloguedError(pull.ADDRESS_REFUSED)
