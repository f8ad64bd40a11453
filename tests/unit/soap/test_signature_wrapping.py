"""The classic signature wrapping attacks: the signed part is kept somewhere, another is put in its place.

Each takes a message that a city signed and tries to have the platform act on a forged Body, or count a forged
time. Source of the variants: McIntosh and Austel, "XML Signature Element Wrapping Attacks and
Countermeasures" (2005), and the numbered XSW list that grew from it.
"""

import copy
from collections.abc import Callable

import pytest
from lxml import etree

from adapters.soap.envelope import SoapVersion, read_request
from adapters.soap.hostile import parse_untrusted
from adapters.soap.messages import read_message
from adapters.soap.namespaces import DS, SOAP_11, WSSE, WSU, qualified
from adapters.soap.security import verify
from adapters.soap.security_header import WSU_ID
from adapters.soap.signing import sign_envelope
from care_platform.reference.catalogue import CataloguedError, Entry, soap, soap_sender
from tests.unit.soap.senders import NOON, a_city, a_seal, an_opening, refused


class Attack:
    """A signed message taken apart, and the forged Body that the attacker wants obeyed."""

    def __init__(self) -> None:
        self.envelope = a_city().signs(a_seal())
        self.header = self._one(SOAP_11, "Header")
        self.body = self._one(SOAP_11, "Body")
        self.security = self._one(WSSE, "Security")
        self.timestamp = self._one(WSU, "Timestamp")
        self.signature = self._one(DS, "Signature")
        self.signed_info = self._one(DS, "SignedInfo")
        self.forged = etree.Element(qualified(SOAP_11, "Body"))
        self.forged.append(an_opening().to_element())

    def _one(self, namespace: str, local: str) -> etree._Element:
        return next(self.envelope.iter(qualified(namespace, local)))

    def put_forged_body(self, *, with_id: str | None = None) -> None:
        """Put the forged Body where Body belongs, and take the signed one out."""
        if with_id:
            self.forged.set(WSU_ID, with_id)
        self.envelope.replace(self.body, self.forged)

    @property
    def signed_id(self) -> str:
        return self.body.get(WSU_ID, "")


def wrapped_in_an_unknown_header(attack: Attack) -> None:
    attack.put_forged_body(with_id="forged")
    etree.SubElement(attack.header, "{urn:any}Wrapper").append(attack.body)


def wrapped_directly_in_the_header(attack: Attack) -> None:
    attack.put_forged_body(with_id="forged")
    attack.header.append(attack.body)


def wrapped_in_the_security_header(attack: Attack) -> None:
    attack.put_forged_body(with_id="forged")
    attack.security.append(attack.body)


def wrapped_in_a_child_of_the_security_header(attack: Attack) -> None:
    attack.put_forged_body()
    etree.SubElement(attack.security, "{urn:any}Wrapper").append(attack.body)


def wrapped_in_an_object_of_the_signature(attack: Attack) -> None:
    attack.put_forged_body()
    etree.SubElement(attack.signature, qualified(DS, "Object")).append(attack.body)


def wrapped_in_the_key_info(attack: Attack) -> None:
    attack.put_forged_body()
    attack.signature[2].append(attack.body)


def forged_body_with_the_same_identifier(attack: Attack) -> None:
    signed_id = attack.signed_id
    attack.put_forged_body(with_id=signed_id)
    etree.SubElement(attack.header, "{urn:any}Wrapper").append(attack.body)


def forged_body_with_the_same_identifier_under_another_name(attack: Attack) -> None:
    signed_id = attack.signed_id
    attack.put_forged_body()
    attack.forged.set("Id", signed_id)
    etree.SubElement(attack.header, "{urn:any}Wrapper").append(attack.body)


def forged_body_first_and_the_signed_one_after_it(attack: Attack) -> None:
    attack.body.addprevious(attack.forged)


def forged_body_after_the_signed_one(attack: Attack) -> None:
    attack.body.addnext(attack.forged)


def signed_body_inside_the_forged_one(attack: Attack) -> None:
    attack.put_forged_body()
    attack.forged.append(attack.body)


def forged_envelope_around_the_signed_one(attack: Attack) -> None:
    outer = etree.Element(qualified(SOAP_11, "Envelope"))
    header = etree.SubElement(outer, qualified(SOAP_11, "Header"))
    header.append(attack.envelope)
    outer.append(attack.forged)
    attack.envelope = outer


def signature_in_a_second_security_header(attack: Attack) -> None:
    second = etree.SubElement(attack.header, qualified(WSSE, "Security"))
    second.append(attack.signature)


def forged_timestamp_beside_the_signed_one(attack: Attack) -> None:
    forged = copy.deepcopy(attack.timestamp)
    forged.set(WSU_ID, "forged")
    attack.timestamp.addprevious(forged)


def signed_timestamp_moved_out_of_the_security_header(attack: Attack) -> None:
    forged = copy.deepcopy(attack.timestamp)
    forged.set(WSU_ID, "forged")
    attack.security.replace(attack.timestamp, forged)
    attack.header.append(attack.timestamp)


def signature_of_the_header_instead_of_the_body(attack: Attack) -> None:
    other = copy.deepcopy(attack.signed_info)
    attack.signed_info.addnext(other)


def body_of_the_other_soap_version(attack: Attack) -> None:
    forged = etree.Element(SoapVersion.V12.name_of("Body"))
    forged.append(an_opening().to_element())
    attack.envelope.append(forged)


VARIANTS: list[tuple[Callable[[Attack], None], Entry]] = [
    (wrapped_in_an_unknown_header, soap_sender.SIGNATURE_COVERAGE),
    (wrapped_directly_in_the_header, soap_sender.SIGNATURE_COVERAGE),
    (wrapped_in_the_security_header, soap_sender.SIGNATURE_COVERAGE),
    (wrapped_in_a_child_of_the_security_header, soap_sender.SIGNATURE_COVERAGE),
    (wrapped_in_an_object_of_the_signature, soap_sender.SIGNATURE_UNSUPPORTED),
    (wrapped_in_the_key_info, soap_sender.SIGNATURE_UNSUPPORTED),
    (forged_body_with_the_same_identifier, soap_sender.DUPLICATE_ID),
    (forged_body_with_the_same_identifier_under_another_name, soap_sender.DUPLICATE_ID),
    (forged_body_first_and_the_signed_one_after_it, soap_sender.SIGNATURE_UNSUPPORTED),
    (forged_body_after_the_signed_one, soap_sender.SIGNATURE_UNSUPPORTED),
    (signed_body_inside_the_forged_one, soap_sender.SIGNATURE_COVERAGE),
    (forged_envelope_around_the_signed_one, soap_sender.SIGNATURE_UNSUPPORTED),
    (signature_in_a_second_security_header, soap_sender.SIGNATURE_UNSUPPORTED),
    (forged_timestamp_beside_the_signed_one, soap_sender.SIGNATURE_UNSUPPORTED),
    (signed_timestamp_moved_out_of_the_security_header, soap_sender.SIGNATURE_UNSUPPORTED),
    (signature_of_the_header_instead_of_the_body, soap_sender.SIGNATURE_UNSUPPORTED),
]


@pytest.mark.parametrize(("wrap", "entry"), VARIANTS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_wrapped_signature_is_refused(wrap: Callable[[Attack], None], entry: Entry) -> None:
    attack = Attack()
    wrap(attack)
    arrived = parse_untrusted(etree.tostring(attack.envelope))
    refused(entry, lambda: verify(arrived, now=NOON))


def test_a_second_body_of_the_other_version_never_reaches_the_reader() -> None:
    attack = Attack()
    body_of_the_other_soap_version(attack)
    arrived = parse_untrusted(etree.tostring(attack.envelope))
    refused(soap.NOT_AN_ENVELOPE, lambda: read_request(arrived))


def test_without_an_attack_the_same_message_is_taken() -> None:
    attack = Attack()
    arrived = parse_untrusted(etree.tostring(attack.envelope))
    verify(arrived, now=NOON)
    assert read_message(read_request(arrived).payload) == a_seal()


def test_a_sender_that_signs_only_a_header_block_called_body_is_refused() -> None:
    """The sender itself signs, but a block that is no Body: valid arithmetic, wrong place."""
    city, attack = a_city(), Attack()
    decoy = etree.Element(qualified(SOAP_11, "Envelope"))
    decoy.append(attack.body)
    sign_envelope(decoy, city.key, city.certificate, NOON)
    header, signed_body = decoy[0], decoy[1]
    header.append(signed_body)
    decoy.append(attack.forged)
    with pytest.raises(CataloguedError) as caught:
        verify(parse_untrusted(etree.tostring(decoy)), now=NOON)
    assert caught.value.entry is soap_sender.SIGNATURE_COVERAGE
