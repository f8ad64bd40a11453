"""What the platform makes of a municipality's answers; the network is played by `responses`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
import responses

from adapters.municipal.answers import AnswerCheck
from adapters.municipal.client import ChangeSet, ExportService
from adapters.municipal.simulated_faults import FaultName, read_faults
from adapters.municipal.transport import require_address
from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client.service import Patience
from care_platform.reference.catalogue import CataloguedError, Entry, pull, soap_sender
from tests.builders.clock import MovableClock
from tests.builders.municipalities import Town, a_town, people, platform_credentials, town_signer
from tests.builders.records import HIRAKATA

URL = "https://town.test/soap/export/v1"
ANOTHER_INSURER = "131016"
TRIES = 4


@pytest.fixture
def network() -> Iterator[responses.RequestsMock]:
    """Nothing but what a test puts there."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


def insurer_of(fingerprint: str) -> str:
    if fingerprint == fingerprint_sha256(town_signer().certificate):
        return HIRAKATA
    raise CataloguedError(soap_sender.UNKNOWN_CERTIFICATE)


def service(
    clock: MovableClock, insurer: str = HIRAKATA, limit: int = 1 << 20, **patience: Any
) -> ExportService:
    waits = Patience(total=TRIES - 1, first=1, longest=1, sleep=lambda _: None)
    check = AnswerCheck(insurer, insurer_of, clock, timedelta(minutes=5), limit)
    return ExportService(URL, platform_credentials(), check, waits)


def answers(network: responses.RequestsMock, town: Town) -> None:
    system = town.system

    def reply(request: requests.PreparedRequest) -> tuple[int, dict[str, str], bytes]:
        body = request.body if isinstance(request.body, bytes) else str(request.body).encode()
        status, answer = system.answer(body)
        return status, {}, answer

    network.add_callback(responses.POST, URL, callback=reply, content_type="application/soap+xml")


def listed(network: responses.RequestsMock, town: Town, clock: MovableClock) -> ChangeSet:
    answers(network, town)
    return service(clock).list_changes(None).changes[0]


def refusal(entry: Entry, call: Any) -> dict[str, Any]:
    with pytest.raises(CataloguedError) as caught:
        call()
    assert caught.value.entry.code == entry.code
    return caught.value.details


def test_the_list_says_what_there_is_and_who_signed_it(
    network: responses.RequestsMock, clock: MovableClock
) -> None:
    town = a_town(clock)
    exported = town.exports(people(5), initial=True)
    answers(network, town)
    listing = service(clock).list_changes(None)
    assert listing.more is False
    assert listing.signed_by == fingerprint_sha256(town_signer().certificate)
    [changes] = listing.changes
    assert (changes.change_set, changes.cursor, changes.record_count) == (exported.change_set, "1", 5)
    assert changes.page_digests == exported.page_digests
    assert (changes.transfer_kind, changes.record_kind) == ("initial", "copay_certificate")


def test_nothing_new_after_the_last_cursor(network: responses.RequestsMock, clock: MovableClock) -> None:
    town = a_town(clock)
    town.exports(people(1))
    answers(network, town)
    assert service(clock).list_changes("1").changes == ()


def test_a_page_arrives_byte_for_byte(network: responses.RequestsMock, clock: MovableClock) -> None:
    town = a_town(clock)
    exported = town.exports(people(3))
    part = service(clock).fetch_page(listed(network, town, clock), 2)
    assert (part.part_number, part.content, part.compression) == (2, exported.pages[1], "gzip")


@pytest.mark.parametrize("fault", ["wrong-digest", "repeated-page", "fault", "skewed-clock", "old-answer"])
def test_a_passing_trouble_is_tried_again(
    network: responses.RequestsMock, clock: MovableClock, fault: str
) -> None:
    town = a_town(clock)
    exported = town.exports(people(3))
    changes = listed(network, town, clock)
    town.faults.strike(read_faults([f"{fault}:2"]))
    assert service(clock).fetch_page(changes, 2).content == exported.pages[1]
    assert town.faults.left(FaultName(fault)) == 0, "the trouble did strike"


@pytest.mark.parametrize(
    ("fault", "entry", "tries"),
    [
        ("wrong-digest", pull.PAGE_DIFFERS, TRIES),
        ("repeated-page", pull.ANOTHER_ANSWER, TRIES),
        ("fault", pull.BUSY, TRIES),
        ("skewed-clock", pull.CLOCK_SKEW, TRIES),
        ("refusal", pull.REFUSED, 1),
        ("expired-certificate", pull.CERTIFICATE_EXPIRED, 1),
    ],
)
def test_a_trouble_that_stays_is_told_by_its_name(
    network: responses.RequestsMock, clock: MovableClock, fault: str, entry: Entry, tries: int
) -> None:
    town = a_town(clock)
    town.exports(people(3))
    changes = listed(network, town, clock)
    town.faults.strike(read_faults([f"{fault}:always"]))
    before = len(network.calls)
    refusal(entry, lambda: service(clock).fetch_page(changes, 2))
    assert len(network.calls) - before == tries


def test_the_system_s_own_code_of_a_refusal_is_kept(
    network: responses.RequestsMock, clock: MovableClock
) -> None:
    answers(network, a_town(clock, "refusal"))
    told = refusal(pull.REFUSED, lambda: service(clock).list_changes(None))
    assert told == {"code": "export.closed_for_maintenance"}


@pytest.mark.parametrize(
    ("trouble", "entry"),
    [
        (requests.exceptions.SSLError("certificate has expired"), pull.TLS_UNTRUSTED),
        (requests.exceptions.ConnectTimeout(), pull.NO_CONNECTION),
        (requests.exceptions.ReadTimeout(), pull.NO_CONNECTION),
        (requests.exceptions.ConnectionError(), pull.NO_CONNECTION),
        (requests.exceptions.ChunkedEncodingError(), pull.ANSWER_BROKEN),
        (requests.exceptions.InvalidURL(), pull.ADDRESS_REFUSED),
    ],
)
def test_what_the_network_does_is_said_in_our_words(
    network: responses.RequestsMock, clock: MovableClock, trouble: Exception, entry: Entry
) -> None:
    network.post(URL, body=trouble)
    refusal(entry, lambda: service(clock).list_changes(None))


@pytest.mark.parametrize(
    ("status", "body", "entry"),
    [
        (503, b"", pull.BUSY),
        (404, b"<html/>", pull.NOT_THE_SERVICE),
        (302, b"", pull.NOT_THE_SERVICE),
        (200, b"<html/>", pull.NOT_THE_SERVICE),
        (200, b"<soap:Envelope", pull.ANSWER_BROKEN),
        (200, b"", pull.ANSWER_BROKEN),
        (200, b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x>&e;</x>", pull.NOT_THE_SERVICE),
        (200, b"<x>" + b" " * (1 << 20) + b"</x>", pull.NOT_THE_SERVICE),
    ],
)
def test_an_answer_that_is_none(
    network: responses.RequestsMock, clock: MovableClock, status: int, body: bytes, entry: Entry
) -> None:
    network.post(URL, status=status, body=body, content_type="application/soap+xml")
    refusal(entry, lambda: service(clock).list_changes(None))


def test_an_answer_nobody_signed_changes_nothing(
    network: responses.RequestsMock, clock: MovableClock
) -> None:
    unsigned = (
        b'<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body>'
        b'<ListChangesResponse xmlns="urn:care-platform:municipal-export:v1"/></soap:Body></soap:Envelope>'
    )
    network.post(URL, body=unsigned, content_type="application/soap+xml")
    told = refusal(pull.ANSWER_NOT_SIGNED, lambda: service(clock).list_changes(None))
    assert told == {"code": soap_sender.UNSIGNED.code}


def test_an_earlier_answer_to_the_same_question_does_not_count(
    network: responses.RequestsMock, clock: MovableClock
) -> None:
    town = a_town(clock)
    answers(network, town)
    assert service(clock).list_changes(None).changes == ()
    town.exports(people(1))
    town.faults.strike(read_faults(["old-answer:always"]))
    told = refusal(pull.ANOTHER_ANSWER, lambda: service(clock).list_changes(None))
    assert told == {"element": "requestId"}


def test_one_insurer_s_certificate_does_not_speak_for_another(
    network: responses.RequestsMock, clock: MovableClock
) -> None:
    town = a_town(clock)
    town.city.insurer_number = ANOTHER_INSURER
    answers(network, town)
    told = refusal(pull.ANSWER_NOT_SIGNED, lambda: service(clock, ANOTHER_INSURER).list_changes(None))
    assert told == {"code": soap_sender.ANOTHER_INSURER.code}


def test_a_changed_answer_is_refused(network: responses.RequestsMock, clock: MovableClock) -> None:
    town = a_town(clock)
    town.exports(people(1))
    system = town.system

    def reply(request: requests.PreparedRequest) -> tuple[int, dict[str, str], bytes]:
        status, answer = system.answer(bytes(request.body or b""))  # type: ignore[arg-type]
        return status, {}, answer.replace(b"<export:recordCount>1<", b"<export:recordCount>2<")

    network.add_callback(responses.POST, URL, callback=reply, content_type="application/soap+xml")
    told = refusal(pull.ANSWER_NOT_SIGNED, lambda: service(clock).list_changes(None))
    assert told == {"code": soap_sender.SIGNATURE_INVALID.code}


@pytest.mark.parametrize(
    "url",
    [
        "http://town.example.jp/soap",
        "ftp://127.0.0.1/soap",
        "https://",
        "https://user:word@town.example.jp/soap",
        "https://town.example.jp/soap?insured=1",
        "https://town.example.jp:99999/soap",
        "http://127.0.0.1.example.jp/soap",
    ],
)
def test_an_address_that_may_not_be_asked(url: str) -> None:
    refusal(pull.ADDRESS_REFUSED, lambda: require_address(url))


@pytest.mark.parametrize("url", ["https://town.example.jp/soap", "http://127.0.0.1:8491/soap"])
def test_an_address_that_may_be_asked(url: str) -> None:
    assert require_address(url) == url
