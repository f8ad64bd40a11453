"""A city uploads its certificates in parts and reads what became of them."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from adapters.soap.envelope import SoapVersion
from adapters.soap.messages.transfer import (
    CancelTransfer,
    CancelTransferResponse,
    OpenTransferResponse,
    PutPartResponse,
)
from care_platform.platform import Platform
from tests.builders.contents import contents
from tests.builders.records import copay_row
from tests.builders.transfers import parts_of
from tests.integration.soap.senders import CitySystem, on, opening, putting, variant

COPAY = "copay_certificate"


def people(count: int, first: int = 1) -> list[dict[str, object]]:
    return [copay_row(f"{number:010}") for number in range(first, first + count)]


def test_every_row_is_accounted_for(city: CitySystem) -> None:
    rows = [*people(4), copay_row("0000000005", sex="9")]
    transfer_id = city.uploads(COPAY, parts_of(COPAY, rows, rows_per_part=2), record_count=5)
    assert city.status(transfer_id).state == "sealed"
    assert city.works(transfer_id) == "applied"
    status, report = city.status(transfer_id), city.report(transfer_id)
    assert status.counts == report.counts
    counts = report.counts
    assert counts.received == counts.inserted + counts.superseding + counts.unchanged + counts.rejected
    assert (counts.received, counts.inserted, counts.rejected) == (5, 4, 1)
    assert (status.total_records, status.processed_records, status.missing_parts) == (5, 5, ())
    assert status.finished_at is not None


def test_a_finding_names_part_row_and_item_and_what_to_do(city: CitySystem) -> None:
    rows = [*people(2), copay_row("0000000003", sex="9")]
    transfer_id = city.uploads(COPAY, parts_of(COPAY, rows, rows_per_part=2))
    city.works(transfer_id)
    (finding,) = city.report(transfer_id).findings
    assert (finding.part_number, finding.row_number, finding.item) == (2, 1, "sex")
    assert (finding.severity, finding.code, finding.found) == ("rejection", "row.schema", None)
    assert finding.remedy_ja
    assert finding.remedy_en


@pytest.mark.parametrize("version", list(SoapVersion))
def test_both_soap_versions_are_answered_in_kind(city: CitySystem, version: SoapVersion) -> None:
    message = opening(COPAY, parts_of(COPAY, people(1)), city.platform)
    response = city.asks(message, version)
    assert response.status_code == 200
    assert response.content_type == version.content_type
    assert version.value in response.get_data(as_text=True)


def test_parts_may_come_in_any_order_and_twice(city: CitySystem) -> None:
    first, second, third = parts_of(COPAY, people(3), rows_per_part=1)
    transfer_id = city.opens(COPAY, [first, second, third]).transfer_id
    city.puts(transfer_id, third)
    city.puts(transfer_id, first)
    again = city.puts(transfer_id, third)
    assert (again.received_part_count, again.missing_part_count) == (2, 1)
    assert city.status(transfer_id).missing_parts == (2,)
    city.puts(transfer_id, second)
    city.seals(transfer_id)
    assert city.works(transfer_id) == "applied"


def test_an_upload_goes_on_after_a_restart(city: CitySystem) -> None:
    parts = parts_of(COPAY, people(3), rows_per_part=1)
    begun = city.opens(COPAY, parts)
    city.puts(begun.transfer_id, parts[1])
    resumed = city.opens(COPAY, parts)
    assert (resumed.transfer_id, resumed.repeated) == (begun.transfer_id, False)
    assert resumed.received_parts == (2,)


def test_the_same_content_again_gives_the_first_result_and_changes_nothing(city: CitySystem) -> None:
    parts = parts_of(COPAY, people(2))
    first = city.uploads(COPAY, parts)
    city.works(first)
    before = contents(city.platform.engine)
    again = city.opens(COPAY, parts)
    after = contents(city.platform.engine)
    assert (again.transfer_id, again.repeated, again.state) == (first, True, "applied")
    assert {**after, "sender_request": None} == {**before, "sender_request": None}


def test_sealing_asks_for_a_worker_once_it_is_committed(city: CitySystem, platform: Platform) -> None:
    asked: list[tuple[int, str, str]] = []

    def enqueue(transfer_id: int, insurer_number: str, record_kind: str) -> None:
        with platform.engine.connect() as connection:
            query = text("select state from transfer where id = :id")
            assert connection.execute(query, {"id": transfer_id}).scalar_one() == "sealed"
        asked.append((transfer_id, insurer_number, record_kind))

    on(replace(platform, enqueue=enqueue)).uploads(COPAY, parts_of(COPAY, people(1)))
    assert asked == [(1, "272104", COPAY)]


def test_a_queue_that_is_down_does_not_spoil_the_sealing(city: CitySystem, platform: Platform) -> None:
    def broken(transfer_id: int, insurer_number: str, record_kind: str) -> None:
        raise ConnectionError

    transfer_id = on(replace(platform, enqueue=broken)).uploads(COPAY, parts_of(COPAY, people(1)))
    assert city.status(transfer_id).state == "sealed"


def test_a_repeated_request_gets_its_first_answer(city: CitySystem) -> None:
    parts = parts_of(COPAY, people(2), rows_per_part=1)
    message = opening(COPAY, parts, city.platform)
    first = city.told(message, OpenTransferResponse)
    city.puts(first.transfer_id, parts[0])
    assert city.told(message, OpenTransferResponse) == first
    put = putting(first.transfer_id, parts[1])
    taken = city.told(put, PutPartResponse)
    assert city.told(put, PutPartResponse) == taken


def test_a_withdrawn_transfer_keeps_no_content(city: CitySystem) -> None:
    parts = parts_of(COPAY, people(2), rows_per_part=1)
    transfer_id = city.opens(COPAY, parts).transfer_id
    city.puts(transfer_id, parts[0])
    cancel = CancelTransfer(request_id=uuid4(), transfer_id=transfer_id, reason="抽出条件の誤り")
    assert city.told(cancel, CancelTransferResponse).state == "cancelled"
    with city.platform.engine.connect() as connection:
        kept = connection.execute(text("select count(*) from transfer_part where content is not null"))
        assert kept.scalar_one() == 0
    assert city.opens(COPAY, parts).transfer_id != transfer_id


def test_a_long_report_comes_in_pages(city: CitySystem, platform: Platform) -> None:
    rows = [copay_row(f"{number:010}", sex="9") for number in range(1, 6)]
    transfer_id = city.uploads(COPAY, parts_of(COPAY, rows, rows_per_part=2))
    city.works(transfer_id)
    small = variant(platform, report_page_size=2)
    pages = [small.report(transfer_id, page) for page in (1, 2, 3)]
    assert [len(page.findings) for page in pages] == [2, 2, 1]
    assert {page.page_count for page in pages} == {3}
    assert [(f.part_number, f.row_number) for page in pages for f in page.findings] == [
        (1, 1), (1, 2), (2, 1), (2, 2), (3, 1),
    ]  # fmt: skip


def test_a_sender_who_names_the_transfer_before_is_held_to_it(city: CitySystem) -> None:
    first = city.uploads(COPAY, parts_of(COPAY, people(1)))
    city.works(first)
    parts = parts_of(COPAY, people(1, first=2))
    assert isinstance(city.opens(COPAY, parts, previous_transfer_id=first).transfer_id, UUID)
