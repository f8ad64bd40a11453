import base64
import hashlib
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from adapters.soap.envelope import SoapVersion, wrap
from adapters.soap.hostile import parse_untrusted
from adapters.soap.messages.transfer import PutPart
from adapters.soap.namespaces import DS, WSSE, WSU, qualified
from adapters.soap.security import Policy, verify
from adapters.soap.security_header import WSU_ID
from care_platform.reference.catalogue import Entry, soap_sender
from tests.unit.soap.senders import (
    NOON,
    REQUEST,
    TRANSFER,
    Sender,
    a_city,
    a_seal,
    a_town,
    refused,
    sender_with,
)


def one(envelope: etree._Element, namespace: str, local: str) -> etree._Element:
    """The first element of this name."""
    return next(envelope.iter(qualified(namespace, local)))


def arrived(envelope: etree._Element) -> etree._Element:
    """The envelope as the platform would read it from the wire."""
    return parse_untrusted(etree.tostring(envelope))


def refused_as(entry: Entry, envelope: etree._Element) -> None:
    refused(entry, lambda: verify(arrived(envelope), now=NOON))


@pytest.mark.parametrize("version", list(SoapVersion))
@pytest.mark.parametrize("sender", [a_city, a_town])
def test_a_signed_message_names_its_sender(sender: Callable[[], Sender], version: SoapVersion) -> None:
    verified = verify(sender().signs(a_seal(), version=version), now=NOON)
    assert verified.certificate == sender().certificate
    assert len(verified.fingerprint_sha256) == 64
    assert verified.expires_at == NOON + timedelta(minutes=10)


def test_a_key_on_p_384_counts() -> None:
    town = sender_with(ec.generate_private_key(ec.SECP384R1()))
    assert verify(town.signs(a_seal()), now=NOON).certificate == town.certificate


def test_the_same_message_has_the_same_digest_and_another_has_another() -> None:
    first, second = a_city().signs(a_seal()), a_city().signs(a_seal())
    once = verify(first, now=NOON).signature_digest
    again = verify(arrived(first), now=NOON + timedelta(minutes=1)).signature_digest
    assert once == again
    assert verify(second, now=NOON).signature_digest != once


def test_an_elliptic_signature_turned_into_its_twin_keeps_the_digest() -> None:
    message = a_town().signs(a_seal())
    twin = arrived(message)
    value = one(twin, DS, "SignatureValue")
    raw = base64.b64decode(value.text or "")
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    mirrored = order - int.from_bytes(raw[32:], "big")
    value.text = base64.b64encode(raw[:32] + mirrored.to_bytes(32, "big")).decode()
    assert verify(arrived(twin), now=NOON).signature_digest == verify(message, now=NOON).signature_digest


def test_another_certificate_over_the_same_key_keeps_the_digest() -> None:
    renewed = sender_with(a_city().key)
    message = a_city().signs(a_seal())
    exchanged = arrived(message)
    token = one(renewed.signs(a_seal()), WSSE, "BinarySecurityToken")
    one(exchanged, WSSE, "BinarySecurityToken").text = token.text
    before, after = verify(message, now=NOON), verify(exchanged, now=NOON)
    assert after.fingerprint_sha256 != before.fingerprint_sha256
    assert after.signature_digest == before.signature_digest


def test_a_comment_added_on_the_way_changes_nothing() -> None:
    message = etree.tostring(a_city().signs(a_seal())).replace(b"<requestId>", b"<requestId><!-- hello -->")
    envelope = parse_untrusted(message)
    verify(envelope, now=NOON)
    assert envelope.findtext(".//{*}requestId") == str(REQUEST)


# What is not signed, or not by the rules


def test_a_message_without_a_header_is_unsigned() -> None:
    refused_as(soap_sender.UNSIGNED, wrap(SoapVersion.V11, a_seal().to_element()))


@pytest.mark.parametrize(
    ("namespace", "local"),
    [(WSSE, "Security"), (WSU, "Timestamp"), (WSSE, "BinarySecurityToken"), (DS, "Signature")],
)
def test_each_part_of_the_header_must_be_there(namespace: str, local: str) -> None:
    envelope = a_city().signs(a_seal())
    part = one(envelope, namespace, local)
    parent = part.getparent()
    assert parent is not None
    parent.remove(part)
    refused_as(soap_sender.UNSIGNED, envelope)


@pytest.mark.parametrize(
    ("namespace", "local"),
    [(WSSE, "Security"), (WSU, "Timestamp"), (WSSE, "BinarySecurityToken"), (DS, "Signature")],
)
def test_no_part_of_the_header_may_be_there_twice(namespace: str, local: str) -> None:
    envelope = a_city().signs(a_seal())
    part = one(envelope, namespace, local)
    part.addnext(etree.fromstring(etree.tostring(part)))
    refused_as(soap_sender.SIGNATURE_UNSUPPORTED, envelope)


@pytest.mark.parametrize(
    ("local", "algorithm"),
    [
        ("SignatureMethod", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        ("SignatureMethod", "http://www.w3.org/2000/09/xmldsig#hmac-sha1"),
        ("SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"),
        ("SignatureMethod", "http://www.w3.org/2000/09/xmldsig#dsa-sha1"),
        ("DigestMethod", "http://www.w3.org/2000/09/xmldsig#sha1"),
        ("DigestMethod", "http://www.w3.org/2001/04/xmldsig-more#md5"),
        ("CanonicalizationMethod", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
        ("CanonicalizationMethod", "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"),
        ("Transform", "http://www.w3.org/2000/09/xmldsig#enveloped-signature"),
        ("Transform", "http://www.w3.org/TR/1999/REC-xpath-19991116"),
        ("Transform", "http://www.w3.org/TR/1999/REC-xslt-19991116"),
        ("Transform", "http://www.w3.org/2000/09/xmldsig#base64"),
    ],
)
def test_an_algorithm_outside_the_list_is_refused(local: str, algorithm: str) -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, DS, local).set("Algorithm", algorithm)
    refused_as(soap_sender.ALGORITHM_REFUSED, envelope)


def test_a_reference_without_a_transform_is_refused() -> None:
    envelope = a_city().signs(a_seal())
    transforms = one(envelope, DS, "Transforms")
    transforms.remove(transforms[0])
    refused_as(soap_sender.SIGNATURE_UNSUPPORTED, envelope)


def test_an_object_inside_the_signature_is_refused() -> None:
    envelope = a_city().signs(a_seal())
    etree.SubElement(one(envelope, DS, "Signature"), qualified(DS, "Object"))
    refused_as(soap_sender.SIGNATURE_UNSUPPORTED, envelope)


@pytest.mark.parametrize(
    "uri", ["", "#xpointer(/)", "#xpointer(id('a'))", "http://127.0.0.1/", "cid:part", "#a')|//*|id('b"]
)
def test_a_reference_must_be_a_plain_identifier(uri: str) -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, DS, "Reference").set("URI", uri)
    refused_as(soap_sender.SIGNATURE_UNSUPPORTED, envelope)


def test_a_key_that_is_named_in_another_way_is_refused() -> None:
    envelope = a_city().signs(a_seal())
    key_info = one(envelope, DS, "KeyInfo")
    key_info.remove(key_info[0])
    etree.SubElement(key_info, qualified(DS, "KeyName")).text = "city"
    refused_as(soap_sender.SIGNATURE_UNSUPPORTED, envelope)


def test_a_key_reference_to_something_else_than_the_token_is_refused() -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, WSSE, "Reference").set("URI", "#elsewhere")
    refused_as(soap_sender.SIGNATURE_UNSUPPORTED, envelope)


@pytest.mark.parametrize("index", [0, 1])
def test_body_and_timestamp_must_both_be_covered(index: int) -> None:
    envelope = a_city().signs(a_seal())
    references = list(envelope.iter(qualified(DS, "Reference")))
    one(envelope, DS, "SignedInfo").remove(references[index])
    refused_as(soap_sender.SIGNATURE_COVERAGE, envelope)


def test_a_changed_value_breaks_the_signature() -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, "urn:care-platform:municipal:v1", "transferId").text = str(REQUEST)
    refused_as(soap_sender.SIGNATURE_INVALID, envelope)


def test_a_changed_timestamp_breaks_the_signature() -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, WSU, "Expires").text = "2026-08-01T03:06:00Z"
    refused_as(soap_sender.SIGNATURE_INVALID, envelope)


def test_another_sender_s_certificate_breaks_the_signature() -> None:
    envelope, other = a_city().signs(a_seal()), sender_with(rsa.generate_private_key(65537, 2048))
    token = one(other.signs(a_seal()), WSSE, "BinarySecurityToken")
    one(envelope, WSSE, "BinarySecurityToken").text = token.text
    refused_as(soap_sender.SIGNATURE_INVALID, envelope)


# Keys and certificates


@pytest.mark.parametrize(
    "key",
    [rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP521R1())],
    ids=["rsa1024", "p521"],
)
def test_a_key_outside_the_list_is_refused(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> None:
    refused_as(soap_sender.KEY_REFUSED, sender_with(key).signs(a_seal()))


def test_a_method_that_does_not_fit_the_key_is_refused() -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, DS, "SignatureMethod").set(
        "Algorithm", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
    )
    refused_as(soap_sender.KEY_REFUSED, envelope)


@pytest.mark.parametrize("text", ["", "AAAA", "not base64", "A" * 40_000])
def test_a_token_that_is_no_certificate_is_refused(text: str) -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, WSSE, "BinarySecurityToken").text = text
    refused_as(soap_sender.CERTIFICATE_MALFORMED, envelope)


@pytest.mark.parametrize("attribute", ["ValueType", "EncodingType"])
def test_a_token_of_another_type_is_refused(attribute: str) -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, WSSE, "BinarySecurityToken").set(attribute, "urn:other")
    refused_as(soap_sender.CERTIFICATE_MALFORMED, envelope)


def test_an_expired_certificate_is_refused() -> None:
    city = sender_with(rsa.generate_private_key(65537, 2048), valid_until=NOON - timedelta(seconds=1))
    refused_as(soap_sender.CERTIFICATE_EXPIRED, city.signs(a_seal()))


def test_a_certificate_before_its_time_is_refused() -> None:
    city = sender_with(rsa.generate_private_key(65537, 2048), valid_from=NOON + timedelta(seconds=1))
    refused_as(soap_sender.CERTIFICATE_NOT_YET_VALID, city.signs(a_seal()))


# Time


@pytest.mark.parametrize("minutes", [-5, 0, 9])
def test_a_message_counts_within_the_skew(minutes: int) -> None:
    verify(a_city().signs(a_seal()), now=NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize("seconds", [-301, 600])
def test_a_message_outside_the_window_is_refused(seconds: int) -> None:
    message, now = a_city().signs(a_seal()), NOON + timedelta(seconds=seconds)
    refused(soap_sender.TIMESTAMP_OUTSIDE_WINDOW, lambda: verify(message, now=now))


def test_a_stricter_policy_is_kept() -> None:
    policy, now = Policy(skew=timedelta(0)), NOON + timedelta(minutes=5)
    refused(
        soap_sender.TIMESTAMP_OUTSIDE_WINDOW, lambda: verify(a_city().signs(a_seal()), now=now, policy=policy)
    )


@pytest.mark.parametrize("minutes", [-1, 0, 11])
def test_a_message_may_not_count_for_too_long_or_end_before_it_begins(minutes: int) -> None:
    refused_as(soap_sender.TIMESTAMP_INVALID, a_city().signs(a_seal(), lifetime=timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-08-01", "2026-08-01T03:00:00", "2026-13-01T03:00:00Z"]
)
def test_an_instant_needs_a_date_a_time_and_a_zone(text: str) -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, WSU, "Created").text = text
    refused_as(soap_sender.TIMESTAMP_INVALID, envelope)


def test_a_timestamp_without_expiry_is_refused() -> None:
    envelope = a_city().signs(a_seal())
    timestamp = one(envelope, WSU, "Timestamp")
    timestamp.remove(timestamp[1])
    refused_as(soap_sender.TIMESTAMP_INVALID, envelope)


def test_an_instant_in_japan_time_counts_as_the_same_instant() -> None:
    envelope = a_city().signs(a_seal())
    one(envelope, WSU, "Created").text = "2026-08-01T12:00:00+09:00"
    # It was changed after signing; that it gets as far as the signature shows that the time was taken.
    refused_as(soap_sender.SIGNATURE_INVALID, envelope)


def test_a_part_of_sixteen_mebibytes_is_verified_quickly() -> None:
    part = PutPart(
        request_id=REQUEST,
        transfer_id=TRANSFER,
        part_number=1,
        sha256="0" * 64,
        compression="none",
        content=bytes(16 * 1024 * 1024),
    )
    envelope = a_city().signs(part)
    started = time.perf_counter()
    verify(envelope, now=NOON)
    assert time.perf_counter() - started < 2


def test_identifiers_are_unique_whatever_they_are_called() -> None:
    for name in (WSU_ID, "Id", "ID", "id", "AssertionID", "{http://www.w3.org/XML/1998/namespace}id"):
        envelope = a_city().signs(a_seal())
        taken = one(envelope, WSU, "Timestamp").get(WSU_ID, "")
        one(envelope, "urn:care-platform:municipal:v1", "transferId").set(name, taken)
        refused_as(soap_sender.DUPLICATE_ID, envelope)


def test_the_fingerprint_is_the_digest_of_the_certificate_s_der_form() -> None:
    verified = verify(a_city().signs(a_seal()), now=NOON)
    assert (
        verified.fingerprint_sha256
        == hashlib.sha256(a_city().certificate.public_bytes(Encoding.DER)).hexdigest()
    )
