"""What every described kind keeps: examples that fit, carriers that lose nothing, no kind left out."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from adapters.xml.reader import read_records
from adapters.xml.schema import compiled
from adapters.xml.writer import write_records
from care_platform.records.description import Form, Item, ItemGroup, RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.synthesis.rows import SYNTHETIC_KINDS
from tests.unit.records.builders import a_row, example_row, found

KINDS = pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=RECORD_KINDS)
# XML has no other control characters, and reads a carriage return as a line feed.
_TEXTS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")


def _values(item: Item) -> st.SearchStrategy[str]:
    if item.form is Form.TEXT:
        return st.text(_TEXTS, min_size=1, max_size=min(item.max_length or 1, 20))
    if item.form is Form.CODE and item.codes is not None:
        return st.sampled_from(item.codes.codes)
    if item.form is Form.INTEGER:
        return st.integers(item.minimum, item.maximum).map(str)
    if item.form is Form.DATE:
        return st.dates(date(1800, 1, 1), date(2199, 12, 31)).map(lambda day: day.isoformat())
    return st.from_regex(item.pattern or "", fullmatch=True)


def _row(items: tuple[Item, ...], groups: tuple[ItemGroup, ...] = ()) -> st.SearchStrategy[dict[str, Any]]:
    needed: dict[str, st.SearchStrategy[Any]] = {item.name: _values(item) for item in items if item.required}
    optional: dict[str, st.SearchStrategy[Any]] = {
        item.name: _values(item) for item in items if not item.required
    }
    for group in groups:
        # An empty group cannot be told from none at all.
        members = st.lists(_row(group.items), min_size=max(1, group.at_least), max_size=min(2, group.at_most))
        (needed if group.at_least else optional)[group.name] = members
    return st.fixed_dictionaries(needed, optional=optional)


@KINDS
@given(data=st.data())
@settings(max_examples=8)
def test_what_is_written_is_read_again(kind: RecordKind, data: st.DataObject) -> None:
    row = data.draw(_row(kind.items, kind.groups))

    [read] = read_records((piece.encode() for piece in write_records([row], kind)), kind)

    assert read.problems == []
    assert read.values == row


@KINDS
def test_the_examples_of_the_format_are_a_record_of_it(kind: RecordKind) -> None:
    [_, record, _] = write_records([example_row(kind)], kind)
    name = f"<{kind.name} xmlns='urn:care-platform:records:v1'>"

    compiled().assertValid(etree.fromstring(record.replace(f"<{kind.name}>", name, 1)))


@KINDS
def test_the_examples_contradict_nothing(kind: RecordKind) -> None:
    assert found(kind.name) == []


@KINDS
def test_every_item_is_explained_in_both_languages(kind: RecordKind) -> None:
    for part in (*kind.parts, *(item for group in kind.groups for item in group.items)):
        assert part.official_name.strip()
        assert part.label_en.isascii()


@KINDS
def test_names_and_addresses_are_personal(kind: RecordKind) -> None:
    telling = ("name", "kana", "furigana", "birth_date", "address", "postal_code", "insured_number", "phone")
    harmless = ("insurer_name", "clinic_", "office_", "facility_", "product_", "surveyor_office")
    for item in (*kind.items, *(item for group in kind.groups for item in group.items)):
        if item.form is not Form.CODE and item.name.endswith(telling) and not item.name.startswith(harmless):
            assert item.personal, item.name


@KINDS
def test_a_record_in_force_has_first_day_and_key(kind: RecordKind) -> None:
    row = a_row(kind.name)
    first, last = kind.in_force(row)

    assert first is not None
    assert last is None or first <= last
    assert kind.business_key(row)


@KINDS
def test_a_headline_reads_in_both_languages_also_with_stored_numbers(kind: RecordKind) -> None:
    row = a_row(kind.name)
    whole = {item.name for item in kind.items if item.form is Form.INTEGER}
    stored = {name: int(value) if name in whole else value for name, value in row.items()}
    first, _ = kind.in_force(row)

    for headline in kind.headlines(stored, first or "") if kind.headlines else ():
        assert headline.value_ja
        assert headline.value_en


def test_every_kind_has_synthetic_rows() -> None:
    assert set(SYNTHETIC_KINDS) == set(RECORD_KINDS)


def test_a_text_of_a_group_is_looked_at_too() -> None:
    remarks = [{"group_number": "1", "remark": "1-7 歩\ufffd"}]

    assert found("assessment_survey", remarks=remarks) == [
        ("row.text_not_storable", "remarks[1].remark", True)
    ]
