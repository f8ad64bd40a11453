"""What the manual for vendors shows is true."""

import re
from hashlib import sha256

import pytest

from adapters.soap.envelope import read_request
from adapters.soap.hostile import parse_untrusted
from adapters.soap.messages import OPERATIONS, read_message
from adapters.soap.messages.transfer import OpenTransfer
from adapters.soap.security import verify
from tests.unit.soap.senders import NOON
from tools.soap_faults import PAGE, render

MANUAL = PAGE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", MANUAL, flags=re.DOTALL)


def test_the_table_of_faults_is_current() -> None:
    assert render(MANUAL) == MANUAL, "stale: run 'python -m tools.soap_faults'"


def test_a_page_without_a_place_for_the_faults_is_an_error() -> None:
    with pytest.raises(ValueError, match="no place"):
        render("# Another page")


def test_the_example_message_is_genuine() -> None:
    [example] = blocks("xml")
    envelope = parse_untrusted(example.encode())
    verify(envelope, now=NOON)
    assert isinstance(read_message(read_request(envelope).payload), OpenTransfer)


def test_every_operation_is_described() -> None:
    for name in OPERATIONS:
        assert f"| {name} |" in MANUAL


def test_the_digest_of_the_whole_is_computed_as_shown() -> None:
    first, _ = blocks("python")
    names: dict[str, object] = {}
    exec(compile(first, "manual", "exec"), names)
    one, two = (sha256(part).hexdigest() for part in (b"<records>1</records>", b"<records>2</records>"))
    assert names["content_digest"] == sha256((one + two).encode()).hexdigest()
