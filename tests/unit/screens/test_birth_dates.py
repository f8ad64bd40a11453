"""Somebody of whom only the year or month of birth is known, wherever a page shows when they were born."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from care_platform.desk.glance import Glance, glance_of
from care_platform.desk.words import WORDS
from care_platform.lookup.answer import KindAnswer, PersonAnswer, State
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import access
from care_platform.reference.codes import Language
from care_platform.reference.people import PersonKey
from care_platform.screens.cards import sheet_of
from care_platform.screens.paper import Cell, paper_of
from care_platform.screens.words import Speech
from care_platform.store.versions import StoredVersion
from tests.unit.records.builders import HIRAKATA, a_row

TODAY, NOW = date(2026, 11, 24), datetime(2026, 11, 24, tzinfo=UTC)
PRINTED = pytest.mark.parametrize(
    "kind", ["insured_certificate", "copay_certificate", "burden_limit_certificate", "reduction_certificate"]
)


def born(written: str, kind: str = "insured_certificate", whole: str = "1938-05-01") -> StoredVersion:
    """A stored certificate of somebody whose birth date is uncertain."""
    values = a_row(kind, birth_date=whole, birth_date_uncertain="1", birth_date_as_written=written)
    return StoredVersion(
        kind=RECORD_KINDS[kind], business_key="-", values=values, in_force_from=None, in_force_to=None,
        transfer=str(UUID(int=1)), part_number=1, row_number=1, recorded_at=NOW, visible_now=True,
        visible_before=True,
    )  # fmt: skip


def at_the_desk(version: StoredVersion) -> Glance:
    found = KindAnswer(
        record_kind=version.kind.name, state=State.FOUND, reason=access.ALLOWED, records=[version]
    )
    person = PersonKey(HIRAKATA, "0000000001")
    return glance_of(
        PersonAnswer(person=person, on=TODAY, known_at=NOW, sequence=1, kinds=[found]), Speech("ja", WORDS)
    )


@PRINTED
@pytest.mark.parametrize(
    ("language", "words"), [("ja", "昭和13年5月 日不詳"), ("en", "May 1938 (S13.5), day unknown")]
)
def test_a_certificate_on_paper_shows_it_as_it_is_written_and_the_flag_nowhere(
    kind: str, language: Language, words: str
) -> None:
    cells = [cell for face in paper_of(born("1938-05-00", kind), language).faces for cell in face]
    shown = {cell.label: cell.value for cell in cells if isinstance(cell, Cell)}
    assert words in shown.values()
    assert not any("不詳" in label or "uncertain" in label or "written" in label for label in shown)
    assert not any("5月1日" in value or "1 May 1938" in value for value in shown.values())


@PRINTED
def test_a_card_shows_it_in_the_row_of_the_birth_date(kind: str) -> None:
    rows = {
        row.label: row.lines for row in sheet_of(born("1938-00-00", kind), TODAY, Speech("ja", WORDS)).rows
    }
    assert rows["生年月日"] == ["昭和13年 月日不詳（1938年）"]
    assert not any("不詳" in label for label in rows)


@pytest.mark.parametrize(
    ("written", "whole", "age", "words"),
    [
        ("1938-05-00", "1938-05-01", 88, "昭和13年5月 日不詳（1938年5月）"),
        ("1938-11-00", "1938-11-01", None, "昭和13年11月 日不詳（1938年11月）"),
        ("1938-00-00", "1938-01-01", None, "昭和13年 月日不詳（1938年）"),
        ("0000-00-00", "1930-01-01", None, "不詳"),
    ],
)
def test_a_desk_sees_an_age_only_where_every_possible_day_gives_it(
    written: str, whole: str, age: int | None, words: str
) -> None:
    seen = at_the_desk(born(written, whole=whole))
    assert (seen.born, seen.age) == (words, age)
