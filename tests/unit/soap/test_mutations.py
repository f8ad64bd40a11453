"""Whatever is changed in a signed message on its way, either it is refused or it says what was signed."""

from contextlib import suppress
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from adapters.soap.certificates import load_certificate
from adapters.soap.envelope import read_request, write_envelope
from adapters.soap.hostile import parse_untrusted
from adapters.soap.security import verify
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import CERTIFICATE_MALFORMED
from tests.unit.soap.senders import NOON, a_city, an_opening

# A changed byte may make a serial number negative, which cryptography still reads, with a warning.
pytestmark = pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")


@cache
def signed() -> bytes:
    return write_envelope(a_city().signs(an_opening()))


def canonical_body(message: bytes) -> bytes:
    body = read_request(parse_untrusted(message)).payload.getparent()
    assert body is not None
    return etree.tostring(body, method="c14n", exclusive=True)


def what_is_taken(message: bytes) -> bytes | None:
    """The canonical Body if the message is taken, else nothing."""
    try:
        envelope = parse_untrusted(message)
        read_request(envelope)
        verify(envelope, now=NOON)
    except CataloguedError:
        return None
    return canonical_body(message)


def test_the_unchanged_message_is_taken() -> None:
    assert what_is_taken(signed()) == canonical_body(signed())


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_changed_message_is_refused_or_says_the_same(data: st.DataObject) -> None:
    message = bytearray(signed())
    for _ in range(data.draw(st.integers(1, 3), label="changes")):
        place = data.draw(st.integers(0, len(message) - 1), label="place")
        length = data.draw(st.integers(0, 8), label="bytes taken out")
        message[place : place + length] = data.draw(st.binary(max_size=8), label="bytes put in")
    assert what_is_taken(bytes(message)) in {None, canonical_body(signed())}


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_changed_certificate_is_read_or_refused(data: st.DataObject) -> None:
    form = bytearray(a_city().certificate.public_bytes(Encoding.DER))
    place = data.draw(st.integers(0, len(form) - 1), label="place")
    form[place] = data.draw(st.integers(0, 255), label="byte")
    with suppress(CataloguedError):  # any other exception fails the test
        assert load_certificate(bytes(form), CERTIFICATE_MALFORMED).version is x509.Version.v3


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 4000), letter=st.sampled_from(b"0aZ<>&\"'= -/"))
def test_one_changed_letter_is_refused_or_changes_nothing(place: int, letter: int) -> None:
    message = bytearray(signed())
    message[place % len(message)] = letter
    assert what_is_taken(bytes(message)) in {None, canonical_body(signed())}
