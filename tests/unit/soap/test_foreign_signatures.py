"""Signatures as other toolkits write them: every accepted algorithm, prefix lists, more things covered."""

from collections.abc import Callable, Iterable

import pytest
import xmlsec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree

from adapters.soap.hostile import parse_untrusted
from adapters.soap.namespaces import BASE64_BINARY, DS, EXC_C14N, SOAP_11, WSSE, WSU, qualified
from adapters.soap.security import verify
from adapters.soap.security_header import WSU_ID
from adapters.soap.signature_form import DIGEST_METHODS, MOST_REFERENCES, SIGNATURE_METHODS
from care_platform.reference.catalogue import soap_sender
from tests.unit.soap.senders import NOON, Sender, a_city, a_seal, a_town, refused


def all_of(envelope: etree._Element, local: str) -> list[etree._Element]:
    return list(envelope.iter(qualified(DS, local)))


def signed_anew(sender: Sender, change: Callable[[etree._Element], object]) -> etree._Element:
    """A message whose signature was changed in form and then computed again by the sender."""
    envelope = sender.signs(a_seal())
    change(envelope)
    for value in [*all_of(envelope, "DigestValue"), *all_of(envelope, "SignatureValue")]:
        value.text = None
    context = xmlsec.SignatureContext()
    pem = sender.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    context.key = xmlsec.Key.from_memory(pem, xmlsec.constants.KeyDataFormatPem)
    identified = envelope.iterfind(f".//*[@{WSU_ID}]")
    for element in identified:
        context.register_id(element, "Id", WSU)
    context.sign(all_of(envelope, "Signature")[0])
    return parse_untrusted(etree.tostring(envelope))


def set_algorithm(elements: Iterable[etree._Element], algorithm: str) -> None:
    for element in elements:
        element.set("Algorithm", algorithm)


@pytest.mark.parametrize("method", SIGNATURE_METHODS)
def test_every_signature_method_on_the_list_is_verified(method: str) -> None:
    sender = a_city() if SIGNATURE_METHODS[method] == "rsa" else a_town()
    arrived = signed_anew(sender, lambda e: set_algorithm(all_of(e, "SignatureMethod"), method))
    assert verify(arrived, now=NOON).certificate == sender.certificate


@pytest.mark.parametrize("method", sorted(DIGEST_METHODS))
def test_every_digest_method_on_the_list_is_verified(method: str) -> None:
    arrived = signed_anew(a_city(), lambda e: set_algorithm(all_of(e, "DigestMethod"), method))
    assert verify(arrived, now=NOON).certificate == a_city().certificate


def add_prefix_lists(envelope: etree._Element) -> None:
    for place in [*all_of(envelope, "CanonicalizationMethod"), *all_of(envelope, "Transform")]:
        listed = etree.SubElement(place, qualified(EXC_C14N, "InclusiveNamespaces"))
        listed.set("PrefixList", "soap wsu")


def test_a_list_of_prefixes_is_taken() -> None:
    assert verify(signed_anew(a_city(), add_prefix_lists), now=NOON).certificate == a_city().certificate


def also_sign(envelope: etree._Element, element: etree._Element, identifier: str) -> None:
    element.set(WSU_ID, identifier)
    last = all_of(envelope, "Reference")[-1]
    reference = etree.fromstring(etree.tostring(last))
    reference.set("URI", f"#{identifier}")
    last.addnext(reference)


def also_sign_the_token(envelope: etree._Element) -> None:
    token = next(envelope.iter(qualified(WSSE, "BinarySecurityToken")))
    also_sign(envelope, token, token.get(WSU_ID, ""))


def also_sign_a_header_block(envelope: etree._Element) -> None:
    header = next(envelope.iter(qualified(SOAP_11, "Header")))
    also_sign(
        envelope, etree.SubElement(header, "{http://www.w3.org/2005/08/addressing}MessageID"), "message"
    )


@pytest.mark.parametrize("also", [also_sign_the_token, also_sign_a_header_block])
def test_the_token_and_other_headers_may_be_signed_too(also: Callable[[etree._Element], None]) -> None:
    assert verify(signed_anew(a_city(), also), now=NOON).certificate == a_city().certificate


def also_sign_a_part_of_the_body(envelope: etree._Element) -> None:
    also_sign(envelope, next(envelope.iter("{*}transferId")), "part")


def test_nothing_else_may_be_signed() -> None:
    arrived = signed_anew(a_city(), also_sign_a_part_of_the_body)
    refused(soap_sender.SIGNATURE_COVERAGE, lambda: verify(arrived, now=NOON))


def test_the_same_thing_is_signed_once() -> None:
    def twice(envelope: etree._Element) -> None:
        body = next(envelope.iter(qualified(SOAP_11, "Body")))
        also_sign(envelope, body, body.get(WSU_ID, ""))

    arrived = signed_anew(a_city(), twice)
    refused(soap_sender.SIGNATURE_UNSUPPORTED, lambda: verify(arrived, now=NOON))


def test_references_without_end_are_not_followed() -> None:
    def very_many(envelope: etree._Element) -> None:
        header = next(envelope.iter(qualified(SOAP_11, "Header")))
        for number in range(MOST_REFERENCES):
            also_sign(envelope, etree.SubElement(header, "{urn:x}Block"), f"block-{number}")

    arrived = signed_anew(a_city(), very_many)
    refused(soap_sender.SIGNATURE_UNSUPPORTED, lambda: verify(arrived, now=NOON))


def test_a_token_need_not_name_its_encoding() -> None:
    envelope = a_city().signs(a_seal())
    token = next(envelope.iter(qualified(WSSE, "BinarySecurityToken")))
    assert token.attrib.pop("EncodingType", "") == BASE64_BINARY
    assert verify(envelope, now=NOON).certificate == a_city().certificate
