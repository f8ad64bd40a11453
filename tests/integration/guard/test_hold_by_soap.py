"""A city's system sees why its transfer is held, and lets it pass or withdraws it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import Result
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from adapters.soap.messages.guard import GetHold, GetHoldResponse, ReleaseTransfer, ReleaseTransferResponse
from adapters.soap.messages.records import Records, SubmitRecords
from adapters.soap.messages.transfer import CancelTransfer, CancelTransferResponse
from adapters.xml.writer import write_records
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import Entry, guard
from care_platform.reference.numbers import InsurerNumber
from commands.exit_codes import ALL_TAKEN, HELD
from tests.builders.contents import contents
from tests.builders.records import HIRAKATA
from tests.builders.transfers import parts_of, sent
from tests.integration.guard.town import COPAY, Row, copays
from tests.integration.soap.senders import CitySystem, assert_refused, on, registered
from tests.integration.soap.serving import served
from tests.integration.soap.test_upload_command import TownHall
from tests.unit.soap.senders import a_city


@pytest.fixture
def city(client: FlaskClient, platform: Platform) -> CitySystem:
    """A city's system whose certificate is registered."""
    return CitySystem(client, platform, registered(platform, a_city()))


def held(city: CitySystem) -> UUID:
    """A full load of 40 where 300 are usual."""
    for rows, state in ((copays(300), "applied"), (copays(40, first=1_000), "held")):
        transfer_id = city.uploads(COPAY, parts_of(COPAY, rows), transfer_kind="initial")
        assert city.works(transfer_id) == state
    return transfer_id


def releasing(transfer_id: UUID) -> ReleaseTransfer:
    return ReleaseTransfer(
        request_id=uuid4(), transfer_id=transfer_id, released_by="見本　係長", reason="合併により全件確認済み"
    )


def test_the_city_sees_why_with_figures_in_both_voices(city: CitySystem) -> None:
    transfer_id = held(city)
    told = city.told(GetHold(transfer_id=transfer_id), GetHoldResponse)
    (figure,) = told.figures
    assert (told.state, told.released_at, told.released_by) == ("held", None, None)
    assert (figure.code, figure.unit) == ("guard.row_count_departs", "rows")
    assert (figure.expected, figure.found, figure.bound) == ("300", "40", "90")
    assert "いつもは300件、今回は40件" in figure.desk_ja
    assert "Usually 300 rows, now 40" in figure.desk_en
    assert figure.vendor_ja
    assert figure.vendor_en


def test_status_and_report_say_held_and_the_report_has_the_figures(city: CitySystem) -> None:
    transfer_id = held(city)
    status, report = city.status(transfer_id), city.report(transfer_id)
    assert (status.state, status.counts, report.state) == ("held", None, "held")
    assert [figure.code for figure in report.figures] == ["guard.row_count_departs"]


def test_a_release_is_applied_and_can_be_read_afterwards(city: CitySystem, platform: Platform) -> None:
    asked: list[int] = []
    working = on(replace(platform, enqueue=lambda transfer_id, *_: asked.append(transfer_id)))
    transfer_id = held(city)
    message = releasing(transfer_id)
    answer = working.told(message, ReleaseTransferResponse)
    assert (answer.state, len(asked)) == ("sealed", 1)
    assert working.told(message, ReleaseTransferResponse) == answer
    assert city.works(transfer_id) == "applied"
    assert city.report(transfer_id).counts.inserted == 40
    told = city.told(GetHold(transfer_id=transfer_id), GetHoldResponse)
    assert (told.state, told.released_by, told.reason) == (
        "applied", message.released_by, message.reason,
    )  # fmt: skip
    assert len(told.figures) == 1


def test_a_held_transfer_can_be_withdrawn(city: CitySystem) -> None:
    transfer_id = held(city)
    cancel = CancelTransfer(request_id=uuid4(), transfer_id=transfer_id, reason="抽出条件の誤り")
    assert city.told(cancel, CancelTransferResponse).state == "cancelled"
    assert_refused(city.asks(releasing(transfer_id)), guard.NOT_HELD)


@pytest.mark.parametrize(
    ("asking", "entry"),
    [(releasing, guard.NOT_HELD), (lambda t: GetHold(transfer_id=t), guard.NEVER_HELD)],
)
def test_what_was_never_held_is_told_apart(city: CitySystem, asking: Any, entry: Entry) -> None:
    transfer_id = city.uploads(COPAY, parts_of(COPAY, copays(3)))
    city.works(transfer_id)
    assert_refused(city.asks(asking(transfer_id)), entry)


def test_opening_the_same_content_names_the_held_transfer(city: CitySystem) -> None:
    transfer_id = held(city)
    again = city.opens(COPAY, parts_of(COPAY, copays(40, first=1_000)), transfer_kind="initial")
    assert (again.transfer_id, again.state, again.repeated) == (transfer_id, "held", True)


def submitting(rows: Sequence[Row]) -> SubmitRecords:
    from lxml import etree  # noqa: PLC0415

    document = etree.fromstring("".join(write_records(rows, RECORD_KINDS[COPAY])).encode())
    return SubmitRecords(
        request_id=uuid4(), insurer_number=InsurerNumber(HIRAKATA), record_kind=COPAY,
        records=Records(elements=tuple(document)),
    )  # fmt: skip


def test_a_submission_that_would_be_held_is_refused_and_changes_nothing(
    city: CitySystem, platform: Platform
) -> None:
    sent(platform, COPAY, copays(400, twos=40))
    before = contents(platform.engine)
    assert_refused(city.asks(submitting(copays(250, twos=250, first=1_000))), guard.SUBMISSION_DEPARTS)
    assert contents(platform.engine) == before


# The command line


@pytest.fixture
def town_hall(platform: Platform, tmp_path: Path) -> Iterator[TownHall]:
    """A clerk's desk; a sealed transfer is processed at once."""

    def process(transfer_id: int, insurer_number: str, record_kind: str) -> None:
        platform.processor().process(transfer_id)

    from care_platform.reference.calendar import system_clock  # noqa: PLC0415

    working = replace(platform, clock=system_clock, enqueue=process)
    with capture_logs(), served(working) as address:
        yield TownHall(working, tmp_path, address)


def uploads(town_hall: TownHall, rows: Sequence[Row], *options: str) -> Result:
    return town_hall.uploads(town_hall.file(rows, "rows.xml"), "--transfer-kind", "initial", *options)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ja", ["保留されました", "いつもは300件、今回は40件"]), ("en", ["Held", "Usually 300 rows, now 40"])],
)
def test_a_clerk_reads_why_the_file_is_held(town_hall: TownHall, language: str, words: list[str]) -> None:
    assert uploads(town_hall, copays(300)).exit_code == ALL_TAKEN
    told = uploads(town_hall, copays(40, first=1_000), "--language", language)
    assert told.exit_code == HELD
    assert all(word in told.stdout for word in words), told.stdout


def test_a_script_reads_the_figures(town_hall: TownHall) -> None:
    uploads(town_hall, copays(300))
    told = uploads(town_hall, copays(40, first=1_000), "--json")
    report = json.loads(told.stdout)
    (figure,) = report["hold"]
    assert (report["state"], figure["code"], figure["expected"]) == ("held", "guard.row_count_departs", "300")
