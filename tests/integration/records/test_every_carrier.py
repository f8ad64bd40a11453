"""One record, however it travels: as a typed record by SOAP, in XML parts, in CSV parts of either encoding.

Random records of every kind, sound and unsound, must meet the same fate by each carrier: the same stored row, or the
same findings. CARE_PROPERTY_EXAMPLES=500 makes a long campaign of it; see CONTRIBUTING.md.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from adapters.files.records_csv.writer import write_records_csv
from adapters.soap.messages.records import SubmitRecordsResponse
from app import READERS, create_app
from care_platform.platform import Platform
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.characters import Repertoire, is_within
from tests.builders.records import HIRAKATA
from tests.builders.transfers import part_of, sealed, xml_of
from tests.integration.soap.senders import CitySystem, registered
from tests.integration.soap.test_submit_records import submission
from tests.unit.files.random_rows import ANY_TEXT, MS932_TEXT, changes_of, row_of
from tests.unit.records.builders import a_row
from tests.unit.soap.senders import a_city

Row = dict[str, Any]
EXAMPLES = int(os.environ.get("CARE_PROPERTY_EXAMPLES", "2"))
_SLOW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
KINDS = pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=RECORD_KINDS)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the rows sent: the stored rows, and the findings about the others."""

    stored: list[Any]
    findings: list[Any]


class Town:
    """A town that can send by every carrier, and forgets everything between two of them."""

    def __init__(self, platform: Platform) -> None:
        self.platform = replace(platform, readers=READERS)
        client = create_app(self.platform).test_client()
        self._city = CitySystem(client, self.platform, registered(self.platform, a_city()))

    def fate(self, kind: RecordKind, rows: Sequence[Row], carrier: str) -> Fate:
        """Sends the rows by the carrier, looks at what became of them, and clears it all away."""
        _CARRIERS[carrier](self, kind, rows)
        with self.platform.engine.begin() as connection:
            query = f"select to_jsonb(v) - 'transfer_id' from {kind.name} v order by part_number, row_number"
            stored = list(connection.execute(text(query)).scalars())
            query = "select row_number, item, code, rejects, found, details::text from finding order by 1, 2, 3, 4, 5"
            findings = [tuple(row) for row in connection.execute(text(query))]
            connection.execute(text(f"delete from {kind.name}"))
            connection.execute(text("delete from transfer"))
        return Fate(stored, findings)

    def typed(self, kind: RecordKind, rows: Sequence[Row]) -> None:
        """By SubmitRecords."""
        self._city.told(submission(rows, kind.name), SubmitRecordsResponse)

    def parts(self, kind: RecordKind, content: bytes, carrier: str) -> None:
        """By a transfer of one part."""
        transfer = sealed(self.platform, kind.name, [part_of(1, content)], carrier=carrier)
        assert transfer.id is not None
        assert self.platform.processor().process(transfer.id) == "applied"


def csv_of(kind: RecordKind, rows: Sequence[Row], encoding: str) -> bytes:
    return "".join(write_records_csv(rows, kind)).encode(encoding)


_CARRIERS: dict[str, Callable[[Town, RecordKind, Sequence[Row]], None]] = {
    "typed": Town.typed,
    "xml": lambda town, kind, rows: town.parts(kind, xml_of(kind.name, rows), "xml"),
    "csv": lambda town, kind, rows: town.parts(kind, csv_of(kind, rows, "utf-8"), "csv"),
    "csv_ms932": lambda town, kind, rows: town.parts(kind, csv_of(kind, rows, "cp932"), "csv_ms932"),
}


@pytest.fixture
def town(platform: Platform) -> Town:
    """The town of Hirakata."""
    return Town(platform)


def numbered(rows: Sequence[Row]) -> list[Row]:
    """Different people of one insurer, so that no row is another's double."""
    return [
        {**row, "insurer_number": HIRAKATA, "insured_number": f"{n:010}"} for n, row in enumerate(rows, 1)
    ]


def changed_examples(kind: RecordKind, alphabet: str) -> st.SearchStrategy[list[Row]]:
    """The kind's own example, each time with a few items changed or left out; some become unsound."""
    changed = changes_of(kind, alphabet).map(lambda changes: _laid_over(a_row(kind.name), changes))
    return st.lists(changed, min_size=8, max_size=12).map(lambda rows: numbered([a_row(kind.name), *rows]))


def _laid_over(row: Row, changes: Row) -> Row:
    return {name: value for name, value in {**row, **changes}.items() if value not in (None, [])}


def random_rows(kind: RecordKind, alphabet: str) -> st.SearchStrategy[list[Row]]:
    """Rows of a sound form and no sense."""
    return st.lists(row_of(kind, alphabet), min_size=2, max_size=4).map(numbered)


def texts_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [found for each in inner for found in texts_of(each)]


@KINDS
def test_every_carrier_leads_to_the_same_fate(town: Town, kind: RecordKind) -> None:
    seen = {"stored": 0, "findings": 0}

    @_SLOW
    @given(changed_examples(kind, ANY_TEXT))
    def same(rows: list[Row]) -> None:
        by_xml = town.fate(kind, rows, "xml")
        assert town.fate(kind, rows, "csv") == by_xml
        assert town.fate(kind, rows, "typed") == by_xml
        seen["stored"] += len(by_xml.stored)
        seen["findings"] += len(by_xml.findings)

    same()
    assert seen["stored"]
    assert seen["findings"]


@KINDS
def test_ms932_leads_to_the_same_fate_where_it_can_write_the_texts(town: Town, kind: RecordKind) -> None:
    @_SLOW
    @given(changed_examples(kind, MS932_TEXT))
    def same(rows: list[Row]) -> None:
        written = [row for row in rows if all(is_within(t, Repertoire.MS932) for t in texts_of(row))]
        assert town.fate(kind, written, "csv_ms932") == town.fate(kind, written, "xml")

    same()


@KINDS
def test_rows_without_sense_are_stored_alike_when_nobody_judges_them(
    town: Town, kind: RecordKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checks of the kind are left out, so that rows reach the store that no sender would think of."""
    monkeypatch.setitem(RECORD_KINDS, kind.name, replace(kind, checks=()))

    @_SLOW
    @given(random_rows(kind, ANY_TEXT))
    def same(rows: list[Row]) -> None:
        by_xml = town.fate(kind, rows, "xml")
        assert len(by_xml.stored) == len(rows), by_xml.findings
        assert town.fate(kind, rows, "csv") == by_xml
        assert town.fate(kind, rows, "typed") == by_xml

    same()
