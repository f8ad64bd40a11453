"""A municipality's record of every kind, from its file to the desk, and what was known before its correction.

Uploaded by the client over HTTP and SOAP, stored, looked up now, as known before, and on a day before it holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.soap.client.service import MunicipalService, Patience
from adapters.soap.client.uploading import Announcement, Outcome, upload
from adapters.xml.splitting import split_records
from care_platform.audit.log import Action
from care_platform.intake.judging import problems_of, rejects
from care_platform.intake.rows import ReadRow
from care_platform.lookup.answer import KindAnswer, State
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.platform import Platform
from care_platform.records.description import Form, Item, RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.calendar import japan_day, system_clock
from care_platform.reference.people import PersonKey
from care_platform.store.versions import StoredVersion
from care_platform.synthesis.rows import rows as synthetic_rows
from tests.builders.offices import sharing
from tests.builders.records import HIRAKATA
from tests.builders.transfers import xml_of
from tests.integration.soap.senders import registered
from tests.integration.soap.serving import served
from tests.unit.soap.senders import a_city as a_sender
from tests.unit.synthesis.builders import a_city

Row = dict[str, Any]
KINDS = pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=RECORD_KINDS)


class Watch:
    """Nobody looks at the bar."""

    def sent(self, size: int) -> None: ...

    def processed(self, rows: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Municipality:
    """A city's system at work, and the same city's staff who look its own people up."""

    platform: Platform
    service: MunicipalService
    folder: Path

    def uploads(self, kind: RecordKind, row: Row) -> Outcome:
        """Sends one record by SOAP over HTTP; it is processed when this returns."""
        split = split_records([xml_of(kind.name, [row])], kind, self.folder)
        return upload(self.service, _announced(kind), split, Watch())

    def looks_up(
        self, kind: RecordKind, row: Row, on: date, known_at: datetime | None = None
    ) -> tuple[KindAnswer, datetime]:
        """The answer about the row's person for a day, as known at a moment; and the moment it speaks of."""
        request = LookupRequest(
            actor=Actor(kind=ActorKind.INSURER, insurer_number=HIRAKATA),
            people=[PersonKey(HIRAKATA, row["insured_number"])], kinds=[kind.name],
            purpose=Purpose.INSURER_DUTY, action=Action.LOOK_UP, at=system_clock(), correlation_id="test",
            on=on, known_at=known_at,
        )  # fmt: skip
        with self.platform.engine.begin() as connection:
            [answer] = look_up(connection, request)
        return answer.kinds[0], answer.known_at


def _announced(kind: RecordKind) -> Announcement:
    return Announcement(
        insurer_number=HIRAKATA, record_kind=kind.name, transfer_kind="differential",
        base_date=japan_day(system_clock()),
    )  # fmt: skip


@pytest.fixture
def municipality(platform: Platform, tmp_path: Path) -> Iterator[Municipality]:
    """Hirakata, registered and sharing; what it seals is processed at once."""

    def process(transfer_id: int, insurer_number: str, record_kind: str) -> None:
        working.processor().process(transfer_id)

    working = replace(platform, clock=system_clock, enqueue=process)
    sharing(working)
    sender = registered(working, a_sender())
    with capture_logs(), served(working) as address:
        service = MunicipalService(
            f"{address}/soap/v1/municipal", sender.key, sender.certificate, Patience(total=0)
        )
        yield Municipality(working, service, tmp_path)
        service.close()


def a_person_s_record(kind: RecordKind) -> Row:
    """A record of somebody who does not exist."""
    return dict(next(synthetic_rows(a_city(), kind.name)))


def record_and_correction(kind: RecordKind) -> tuple[Row, Row]:
    """The first record of the synthetic city that can be corrected in one item, and the correction."""
    both = ((dict(row), corrected(kind, dict(row))) for row in synthetic_rows(a_city(), kind.name))
    return next((first, second) for first, second in both if second is not None)


def corrected(kind: RecordKind, row: Row) -> Row | None:
    """The same record with the next history number and one item that says something else, if one alone can."""
    for changes in _changes(kind, row):
        changed = {**row, **changes, "history_number": "2"}
        same_record = kind.business_key(changed) == kind.business_key(row)
        if same_record and not rejects(problems_of(ReadRow(1, changed), kind, HIRAKATA)):
            return changed
    return None


def _changes(kind: RecordKind, row: Row) -> Iterator[Row]:
    """One item each, sound or not."""
    own = {"insurer_number", "insured_number", "history_number"}
    for item in kind.items:
        if item.name not in own and (value := _otherwise(item, row.get(item.name))) is not None:
            yield {item.name: value}
    for group in kind.groups:
        first, *others = row.get(group.name) or [{}]
        for item in group.items if first else ():
            if (value := _otherwise(item, first.get(item.name))) is not None:
                yield {group.name: [{**first, item.name: value}, *others]}


def _otherwise(item: Item, value: str | None) -> str | None:
    if item.form is Form.TEXT:
        return f"{value or ''}訂正"
    if item.form is Form.CODE and item.codes is not None:
        return next(code for code in item.codes.values if code != value)
    if item.form is Form.INTEGER:
        return str(int(value or item.minimum or 0) + 1)
    if item.form is Form.DATE and value is not None:
        return str(date.fromisoformat(value) + timedelta(days=1))
    return None


def said(version: StoredVersion) -> Row:
    """A stored version as it was sent."""
    return {name: _as_text(value) for name, value in version.values.items() if value != []}


def _as_text(value: object) -> object:
    if isinstance(value, list):
        return [{name: str(inner) for name, inner in member.items()} for member in value]
    return str(value) if isinstance(value, int) else value


def first_day(kind: RecordKind, row: Row) -> date:
    """The first day the record holds; every kind's records of the synthetic city have one."""
    return date.fromisoformat(kind.in_force(row)[0] or "")


@KINDS
def test_a_record_arrives_at_the_desk_and_what_was_known_before_stays_known(
    municipality: Municipality, kind: RecordKind
) -> None:
    first, second = record_and_correction(kind)
    day = first_day(kind, first)

    inserted = municipality.uploads(kind, first)
    answer, then = municipality.looks_up(kind, first, day)
    assert (inserted.state, inserted.counts["inserted"]) == ("applied", 1)
    assert (answer.state, [said(v) for v in answer.records]) == (State.FOUND, [first])

    superseding = municipality.uploads(kind, second)
    answer, _ = municipality.looks_up(kind, first, first_day(kind, second))
    assert (superseding.state, superseding.counts["superseding"]) == ("applied", 1)
    assert [said(v) for v in answer.records] == [second]
    assert str(answer.records[0].transfer) == superseding.transfer_id

    before, _ = municipality.looks_up(kind, first, day, known_at=then)
    assert [said(v) for v in before.records] == [first]
    assert str(before.records[0].transfer) == inserted.transfer_id


@KINDS
def test_a_record_does_not_hold_before_its_first_day(municipality: Municipality, kind: RecordKind) -> None:
    row = a_person_s_record(kind)
    municipality.uploads(kind, row)

    answer, _ = municipality.looks_up(kind, row, first_day(kind, row) - timedelta(days=1))

    assert answer.state is State.NOT_YET_IN_FORCE
