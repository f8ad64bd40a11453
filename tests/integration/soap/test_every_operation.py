"""Every SOAP operation with every kind of sender; an operation without a declared rule fails here."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.envelope import SoapVersion, wrap, write_envelope
from adapters.soap.messages import Message
from adapters.soap.messages.guard import GetHold, ReleaseTransfer
from adapters.soap.messages.progress import GetTransferReport, GetTransferStatus
from adapters.soap.messages.transfer import CancelTransfer, SealTransfer
from adapters.soap.operations.performing import HANDLERS
from adapters.soap.wsdl import wsdl_document
from care_platform.platform import Platform
from care_platform.reference.catalogue import Entry, intake, soap_sender
from care_platform.store.senders import revoke_certificate
from tests.builders.accounts import quick_hashes
from tests.builders.clock import MovableClock
from tests.builders.contents import contents
from tests.builders.records import copay_row
from tests.builders.transfers import parts_of
from tests.integration.access.actors import EVERYBODY, Kind
from tests.integration.soap.senders import CitySystem, assert_refused, opening, putting, registered
from tests.integration.soap.test_submit_records import submission
from tests.unit.soap.senders import a_city, a_town

COPAY = "copay_certificate"
PARTS = parts_of(COPAY, [copay_row()])
OSAKA = "271007"
ABOUT_AN_INSURER, ABOUT_A_TRANSFER = soap_sender.ANOTHER_INSURER, intake.TRANSFER_UNKNOWN

Make = Callable[[Platform, UUID], Message]
OPERATIONS: dict[str, tuple[Entry, Make]] = {
    "OpenTransfer": (ABOUT_AN_INSURER, lambda platform, _: opening(COPAY, PARTS, platform)),
    "SubmitRecords": (ABOUT_AN_INSURER, lambda *_: submission([copay_row()])),
    "PutPart": (ABOUT_A_TRANSFER, lambda _, one: putting(one, PARTS[0])),
    "SealTransfer": (ABOUT_A_TRANSFER, lambda _, one: SealTransfer(request_id=uuid4(), transfer_id=one)),
    "CancelTransfer": (
        ABOUT_A_TRANSFER, lambda _, one: CancelTransfer(request_id=uuid4(), transfer_id=one, reason="誤送信"),
    ),
    "GetTransferStatus": (ABOUT_A_TRANSFER, lambda _, one: GetTransferStatus(transfer_id=one)),
    "GetTransferReport": (
        ABOUT_A_TRANSFER, lambda _, one: GetTransferReport(transfer_id=one, page=1, page_size=10),
    ),
    "GetHold": (ABOUT_A_TRANSFER, lambda _, one: GetHold(transfer_id=one)),
    "ReleaseTransfer": (
        ABOUT_A_TRANSFER,
        lambda _, one: ReleaseTransfer(request_id=uuid4(), transfer_id=one, released_by="係長", reason="確認済み"),
    ),
}  # fmt: skip
"""Each operation with the refusal that keeps another insurer out, and a message of it."""


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def transfer(city: CitySystem) -> UUID:
    """枚方市's open transfer."""
    return city.opens(COPAY, PARTS).transfer_id


def unsigned(system: CitySystem, message: Message, **headers: str) -> TestResponse:
    return system.posts(write_envelope(wrap(SoapVersion.V11, message.to_element())), headers=headers)


def refused(platform: Platform, answer: Callable[[], TestResponse], entry: Entry) -> None:
    """This refusal, and nothing of it changed anything."""
    before = contents(platform.engine)
    assert_refused(answer(), entry)
    assert contents(platform.engine) == before


def test_every_operation_of_the_contract_and_of_the_code_has_a_declared_rule() -> None:
    described = wsdl_document("https://platform.example/soap").decode()

    assert {message.__name__ for message in HANDLERS} == OPERATIONS.keys()
    assert set(re.findall(r'<wsdl:operation name="(\w+)"', described)) == OPERATIONS.keys()


@pytest.mark.parametrize("name", OPERATIONS)
def test_another_insurer_is_kept_out_of_every_operation(
    name: str, city: CitySystem, platform: Platform, transfer: UUID
) -> None:
    entry, make = OPERATIONS[name]
    osaka = CitySystem(city.client, platform, registered(platform, a_town(), OSAKA))

    refused(platform, lambda: osaka.asks(make(platform, transfer)), entry)


@pytest.mark.parametrize("name", OPERATIONS)
def test_nobody_without_a_registered_certificate_enters_an_operation(
    name: str, city: CitySystem, platform: Platform, transfer: UUID, clock: MovableClock
) -> None:
    _, make = OPERATIONS[name]
    unknown = CitySystem(city.client, platform, a_town())

    refused(platform, lambda: unsigned(city, make(platform, transfer)), soap_sender.UNSIGNED)
    refused(platform, lambda: unknown.asks(make(platform, transfer)), soap_sender.UNKNOWN_CERTIFICATE)
    late = clock() - timedelta(hours=1)
    refused(
        platform, lambda: city.asks(make(platform, transfer), at=late), soap_sender.TIMESTAMP_OUTSIDE_WINDOW
    )
    with platform.engine.begin() as connection:
        assert revoke_certificate(connection, fingerprint_sha256(a_city().certificate), clock())
    refused(platform, lambda: city.asks(make(platform, transfer)), soap_sender.CERTIFICATE_REVOKED)


@pytest.mark.parametrize("kind", EVERYBODY, ids=lambda kind: str(kind.name))
def test_what_opens_the_other_interfaces_opens_no_operation(
    kind: Kind, client: FlaskClient, city: CitySystem, platform: Platform, transfer: UUID
) -> None:
    headers = kind.enters(platform, client)
    before = contents(platform.engine)
    for _, make in OPERATIONS.values():
        assert_refused(unsigned(city, make(platform, transfer), **headers), soap_sender.UNSIGNED)
    assert contents(platform.engine) == before
