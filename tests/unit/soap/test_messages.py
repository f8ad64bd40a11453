import base64
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from lxml import etree

from adapters.soap.hostile import parse_untrusted
from adapters.soap.messages import OPERATIONS, Message, read_message, validate, write_message
from adapters.soap.messages.guard import GetHold, GetHoldResponse, ReleaseTransfer, ReleaseTransferResponse
from adapters.soap.messages.progress import (
    GetTransferReport,
    GetTransferReportResponse,
    GetTransferStatus,
    GetTransferStatusResponse,
)
from adapters.soap.messages.records import Records, SubmitRecords, SubmitRecordsResponse
from adapters.soap.messages.shared import Counts, Failure, Finding
from adapters.soap.messages.transfer import (
    CancelTransfer,
    CancelTransferResponse,
    OpenTransferResponse,
    PutPart,
    PutPartResponse,
    SealTransferResponse,
)
from adapters.soap.namespaces import MUNICIPAL, RECORDS, qualified
from care_platform.reference.catalogue import soap
from care_platform.reference.numbers import InsurerNumber
from tests.unit.soap.senders import NOON, REQUEST, TRANSFER, a_seal, an_opening, refused

SHINJUKU = InsurerNumber("131045")
COUNTS = Counts(received=10, inserted=4, superseding=3, unchanged=2, rejected=1, warnings=5)
FINDING = Finding(
    part_number=1,
    row_number=3,
    item="負担割合",
    severity="rejection",
    code="row.schema",
    found="4",
    title_ja="項目の形式が仕様と異なります",
    title_en="An item does not have the prescribed form",
    remedy_ja="直して再送してください。",
    remedy_en="Correct it and send it again.",
)
FAILURE = Failure(
    code="transfer.checksum_mismatch",
    title_ja="題",
    title_en="Title",
    desk_ja="窓口",
    desk_en="Desk",
    vendor_ja="業者",
    vendor_en="Vendor",
)


def a_part(content: bytes = b"<records/>") -> PutPart:
    return PutPart(
        request_id=REQUEST,
        transfer_id=TRANSFER,
        part_number=1,
        sha256="0" * 64,
        compression="none",
        content=content,
    )


def a_status() -> GetTransferStatusResponse:
    return GetTransferStatusResponse(
        transfer_id=TRANSFER,
        insurer_number=SHINJUKU,
        record_kind="copay_certificate",
        state="open",
        part_count=3,
        missing_parts=(2, 3),
        processed_records=0,
        opened_at=NOON,
    )


REQUESTS: list[Message] = [
    an_opening(),
    an_opening(record_count=200_000, previous_transfer_id=TRANSFER),
    a_part(),
    a_part(content=b""),
    a_seal(),
    CancelTransfer(request_id=REQUEST, transfer_id=TRANSFER, reason="抽出条件の誤り"),
    GetTransferStatus(transfer_id=TRANSFER),
    GetTransferReport(transfer_id=TRANSFER, page=1, page_size=1000),
    GetHold(transfer_id=TRANSFER),
    ReleaseTransfer(
        request_id=REQUEST, transfer_id=TRANSFER, released_by="見本　係長", reason="全件を確認済み"
    ),
]
RESPONSES: list[Message] = [
    OpenTransferResponse(transfer_id=TRANSFER, state="open", repeated=False),
    OpenTransferResponse(transfer_id=TRANSFER, state="applied", repeated=True, received_parts=(1, 2)),
    PutPartResponse(transfer_id=TRANSFER, part_number=1, received_part_count=1, missing_part_count=1),
    SealTransferResponse(transfer_id=TRANSFER, state="sealed"),
    CancelTransferResponse(transfer_id=TRANSFER, state="cancelled"),
    a_status(),
    replace(a_status(), total_records=10, counts=COUNTS, sealed_at=NOON, finished_at=NOON, failure=FAILURE),
    GetTransferReportResponse(
        transfer_id=TRANSFER,
        state="applied",
        counts=COUNTS,
        page=1,
        page_count=1,
        finding_count=2,
        findings=(FINDING, replace(FINDING, item=None, found=None, severity="warning")),
    ),
    SubmitRecordsResponse(transfer_id=TRANSFER, counts=COUNTS, findings=(FINDING,)),
    GetHoldResponse(transfer_id=TRANSFER, state="held", held_at=NOON),
    ReleaseTransferResponse(transfer_id=TRANSFER, state="sealed"),
]


def wire(message: Message) -> etree._Element:
    """The message's element as it arrives."""
    return parse_untrusted(etree.tostring(write_message(message)))


def with_text(message: Message, element: str, text: str) -> etree._Element:
    """The message with one element's text replaced."""
    written = wire(message)
    found = written.find(qualified(MUNICIPAL, element))
    assert found is not None
    found.text = text
    return written


@pytest.mark.parametrize("message", REQUESTS, ids=lambda message: type(message).__name__)
def test_a_request_arrives_as_it_was_sent(message: Message) -> None:
    assert read_message(wire(message)) == message


@pytest.mark.parametrize("message", RESPONSES, ids=lambda message: type(message).__name__)
def test_a_response_follows_the_schema_and_reads_back(message: Message) -> None:
    written = wire(message)
    validate(written)
    assert type(message).from_element(written) == message


def test_every_operation_has_an_example_here() -> None:
    named = {type(message).__name__ for message in [*REQUESTS, *RESPONSES, a_submission("<a/>")]}
    assert named == {
        name for operation in OPERATIONS.values() for name in (operation.name, operation.response.__name__)
    }


# Records sent directly


def a_submission(*records: str) -> SubmitRecords:
    elements = tuple(parse_untrusted(f'<r xmlns="{RECORDS}">{record}</r>'.encode())[0] for record in records)
    return SubmitRecords(
        request_id=REQUEST,
        insurer_number=SHINJUKU,
        record_kind="copay_certificate",
        records=Records(elements),
    )


def test_a_faulty_record_is_left_to_the_record_checks() -> None:
    record = "<copay_certificate><no_such_item>4</no_such_item></copay_certificate>"
    read = read_message(wire(a_submission(record, record)))
    assert isinstance(read, SubmitRecords)
    assert [etree.QName(element).localname for element in read.records.elements] == ["copay_certificate"] * 2


@pytest.mark.parametrize("count", [0, 1001])
def test_one_to_a_thousand_records_are_taken(count: int) -> None:
    refused(soap.SCHEMA_INVALID, lambda: read_message(wire(a_submission(*["<a/>"] * count))))


def test_a_record_of_another_namespace_is_refused() -> None:
    stray = wire(a_submission('<a xmlns="urn:other"/>'))
    refused(soap.SCHEMA_INVALID, lambda: read_message(stray))


# What the schema refuses


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("requestId", "1"),
        ("insurerNumber", "１３１０１６"),
        ("insurerNumber", "13101"),
        ("recordKind", "負担割合証"),
        ("transferKind", "full"),
        ("baseDate", "2026-02-30"),
        ("baseDate", "12026-04-01"),
        ("carrier", "json"),
        ("partCount", "0"),
        ("partCount", "10001"),
        ("contentDigest", "AB" * 32),
    ],
)
def test_a_value_outside_the_schema_is_named_by_element_and_never_quoted(element: str, text: str) -> None:
    opening = with_text(an_opening(), element, text)
    error = refused(soap.SCHEMA_INVALID, lambda: read_message(opening))
    assert error.details.keys() == {"element", "line", "rule"}
    assert error.details["element"] == element
    assert text not in str(error.details["rule"])


def test_a_missing_element_is_refused_with_its_line() -> None:
    opening = etree.tostring(write_message(an_opening())).replace(b"<carrier>xml</carrier>", b"\n\n")
    error = refused(soap.SCHEMA_INVALID, lambda: read_message(parse_untrusted(opening)))
    assert (error.details["element"], error.details["line"]) == ("partCount", 3)


@pytest.mark.parametrize("tag", ["DropEverything", "OpenTransferResponse", "{urn:other}OpenTransfer"])
def test_an_operation_that_does_not_exist_is_refused(tag: str) -> None:
    payload = etree.Element(tag if tag.startswith("{") else qualified(MUNICIPAL, tag))
    refused(soap.UNKNOWN_OPERATION, lambda: read_message(payload))


# What toolkits write differently


def test_a_day_may_come_with_a_time_zone() -> None:
    for written in ("2026-04-01+09:00", "2026-04-01Z", " 2026-04-01 "):
        assert read_message(with_text(an_opening(), "baseDate", written)) == an_opening(
            base_date=date(2026, 4, 1)
        )


def test_base64_may_be_broken_into_lines() -> None:
    content = bytes(range(256)) * 4
    broken = base64.encodebytes(content).decode()
    assert read_message(with_text(a_part(), "content", broken)) == a_part(content)


@pytest.mark.parametrize("text", ["A", "AAA", "AA==AA==", "A-_A", "日本"])
def test_content_that_is_not_base64_is_refused(text: str) -> None:
    part = with_text(a_part(), "content", text)
    refused(soap.BASE64_INVALID, lambda: read_message(part))


def test_content_may_hold_no_element() -> None:
    part = wire(a_part())
    etree.SubElement(part[-1], "x")
    error = refused(soap.SCHEMA_INVALID, lambda: read_message(part))
    assert error.details["element"] in {"content", "x"}


def test_an_instant_keeps_its_moment() -> None:
    in_japan = NOON.astimezone(timezone(timedelta(hours=9)))
    written = replace(a_status(), opened_at=in_japan)
    read = GetTransferStatusResponse.from_element(wire(written))
    assert read.opened_at == datetime(2026, 8, 1, 3, 0, tzinfo=UTC)


def test_an_instant_without_a_time_zone_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="time zone"):
        write_message(replace(a_status(), opened_at=NOON.replace(tzinfo=None)))


def test_a_control_character_from_a_csv_file_can_still_be_reported() -> None:
    told = replace(FINDING, found="4\x01")
    report = SubmitRecordsResponse(transfer_id=TRANSFER, counts=COUNTS, findings=(told,))
    assert SubmitRecordsResponse.from_element(wire(report)).findings[0].found == "4\N{REPLACEMENT CHARACTER}"
