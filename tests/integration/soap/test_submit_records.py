"""A day's corrections in one call: checked, stored and answered at once."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

import pytest
from lxml import etree
from sqlalchemy import text

from adapters.soap.messages.records import Records, SubmitRecords, SubmitRecordsResponse
from adapters.xml.names import RECORDS
from care_platform.intake import submitting
from care_platform.platform import Platform
from care_platform.reference.catalogue import intake, soap, soap_sender
from care_platform.reference.numbers import InsurerNumber
from care_platform.store.engine import raw
from care_platform.store.ledger import lock_records
from tests.builders.contents import contents
from tests.builders.records import HIRAKATA, certification_row, copay_row
from tests.builders.transfers import sent, xml_of
from tests.integration.soap.senders import CitySystem, assert_refused

COPAY = "copay_certificate"


def submission(rows: Sequence[dict[str, Any]], kind: str = COPAY, **changes: Any) -> SubmitRecords:
    """The message that carries these records."""
    elements = tuple(etree.fromstring(xml_of(kind, rows)))
    values: dict[str, Any] = {
        "request_id": uuid4(), "insurer_number": InsurerNumber(HIRAKATA), "record_kind": kind,
        "records": Records(elements),
    }  # fmt: skip
    return SubmitRecords(**(values | changes))


def submitted(city: CitySystem, rows: Sequence[dict[str, Any]]) -> SubmitRecordsResponse:
    return city.told(submission(rows), SubmitRecordsResponse)


def test_the_answer_says_what_became_of_each_record(city: CitySystem) -> None:
    rows = [copay_row("0000000001"), copay_row("0000000002", sex="9"), copay_row("0000000003")]
    told = submitted(city, rows)
    assert (told.counts.received, told.counts.inserted, told.counts.rejected) == (3, 2, 1)
    (finding,) = told.findings
    assert (finding.part_number, finding.row_number, finding.item, finding.code) == (
        1,
        2,
        "sex",
        "row.schema",
    )


def test_it_is_a_transfer_like_any_other(city: CitySystem) -> None:
    told = submitted(city, [copay_row()])
    status = city.status(told.transfer_id)
    assert (status.state, status.part_count, status.counts) == ("applied", 1, told.counts)
    assert city.report(told.transfer_id).counts == told.counts
    with city.platform.engine.connect() as connection:
        query = text("select transfer_kind, carrier, base_date::text, apply_sequence from transfer")
        assert connection.execute(query).one() == ("submission", "typed", "2026-11-24", 1)


def test_a_correction_supersedes_what_an_upload_brought(city: CitySystem, platform: Platform) -> None:
    sent(platform, COPAY, [copay_row(rate="1")])
    told = submitted(city, [copay_row(history_number="2", issued_on="2026-09-01")])
    assert told.counts.superseding == 1


def test_the_same_records_in_a_new_request_change_no_row(city: CitySystem) -> None:
    submitted(city, [copay_row()])
    again = submitted(city, [copay_row()])
    assert (again.counts.unchanged, again.counts.inserted) == (1, 0)


def test_a_repeated_request_stores_nothing_and_gets_its_first_answer(city: CitySystem) -> None:
    rows = [copay_row("0000000001"), copay_row("0000000002", sex="9")]
    request_id = uuid4()
    first = city.told(submission(rows, request_id=request_id), SubmitRecordsResponse)
    before = contents(city.platform.engine)
    again = city.told(submission(rows, request_id=request_id), SubmitRecordsResponse)
    assert again == first
    assert contents(city.platform.engine) == before


def test_a_thousand_records_are_taken_and_one_more_is_too_many(city: CitySystem) -> None:
    rows = [copay_row(f"{number:010}") for number in range(1, 1002)]
    assert submitted(city, rows[:1000]).counts.inserted == 1000
    before = contents(city.platform.engine)
    assert_refused(city.asks(submission(rows)), soap.SCHEMA_INVALID)
    assert contents(city.platform.engine) == before


def test_records_of_another_kind_refuse_the_request(city: CitySystem) -> None:
    before = contents(city.platform.engine)
    message = submission([certification_row()], "certification", record_kind=COPAY)
    assert_refused(city.asks(message), intake.WRONG_SCHEMA)
    assert contents(city.platform.engine) == before


def test_an_unknown_kind_and_another_insurer_are_refused(city: CitySystem) -> None:
    before = contents(city.platform.engine)
    assert_refused(city.asks(submission([copay_row()], record_kind="pension")), intake.RECORD_KIND_UNKNOWN)
    message = submission([copay_row()], insurer_number=InsurerNumber("131011"))
    assert_refused(city.asks(message), soap_sender.ANOTHER_INSURER)
    assert contents(city.platform.engine) == before


def test_a_record_from_another_namespace_never_gets_in(city: CitySystem) -> None:
    (element,) = etree.fromstring(xml_of(COPAY, [copay_row()]).replace(RECORDS.encode(), b"urn:other"))
    message = submission([], records=Records((element,)))
    assert_refused(city.asks(message), soap.SCHEMA_INVALID)


@pytest.fixture
def other_work(platform: Platform) -> Iterator[None]:
    """A long transfer of the same insurer and kind is being processed."""
    with platform.engine.begin() as connection:
        with raw(connection) as raw_connection:
            lock_records(raw_connection, HIRAKATA, COPAY)
        yield


@pytest.mark.usefixtures("other_work")
def test_who_cannot_be_served_soon_is_told_to_come_again(
    city: CitySystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitting, "_LONGEST_WAIT", "50ms")
    before = contents(city.platform.engine)
    response = city.asks(submission([copay_row()]))
    assert assert_refused(response, intake.BUSY).retry is True
    assert response.headers["Retry-After"]
    assert contents(city.platform.engine) == before
