"""The plain form of a record: what one expression takes is what the parser and the schema would have taken."""

import calendar
import re

import pytest

from adapters.xml.names import RECORDS
from adapters.xml.plain import PlainForm, value_pattern
from adapters.xml.writer import record_text
from care_platform.records.description import Form, Item, RecordKind
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import copay_row
from tests.unit.records.builders import a_row

COPAY = RECORD_KINDS["copay_certificate"]


def integer(minimum: int, maximum: int) -> Item:
    return Item(official_name="数", label_en="number", form=Form.INTEGER, minimum=minimum, maximum=maximum)


DAY = Item(official_name="日", label_en="day", form=Form.DATE)


def accepts(item: Item, text: str) -> bool:
    return re.fullmatch(value_pattern(item), text) is not None


@pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=RECORD_KINDS)
def test_the_example_of_every_kind_is_plain(kind: RecordKind) -> None:
    form = PlainForm(kind)
    match = form.match(record_text(a_row(kind.name), kind))
    assert match is not None
    assert form.values(match) == a_row(kind.name)


def test_a_record_that_repeats_the_namespace_is_plain() -> None:
    text = record_text(copay_row(), COPAY).replace(f"<{COPAY.name}>", f'<{COPAY.name} xmlns="{RECORDS}">')
    assert PlainForm(COPAY).match(text)


@pytest.mark.parametrize("change", ["&amp;", "<!-- -->", "\r", "\x01", ">", "\ufffe"])
def test_a_text_that_says_more_than_itself_is_not_plain(change: str) -> None:
    text = record_text(copay_row(name="花子"), COPAY).replace("花子", f"花{change}子")
    assert PlainForm(COPAY).match(text) is None


def test_every_day_of_four_centuries_is_a_day_and_nothing_else_is() -> None:
    expression = re.compile(value_pattern(DAY))
    for year in range(1798, 2202):
        for month in range(14):
            days = calendar.monthrange(year, month)[1] if 1 <= month <= 12 and 1800 <= year < 2200 else 0
            found = [day for day in range(33) if expression.fullmatch(f"{year}-{month:02}-{day:02}")]
            assert found == list(range(1, days + 1))


@pytest.mark.parametrize(
    ("minimum", "maximum"), [(0, 0), (0, 31), (1, 10), (0, 150), (1, 999), (0, 9999), (100, 9999)]
)
def test_a_whole_number_within_its_bounds(minimum: int, maximum: int) -> None:
    expression = re.compile(value_pattern(integer(minimum, maximum)))
    found = [number for number in range(11_000) if expression.fullmatch(str(number))]
    assert found == list(range(minimum, maximum + 1))


def test_of_a_range_whose_length_does_not_tell_the_schema_judges_the_rest() -> None:
    assert accepts(integer(5, 5000), "999")
    assert not accepts(integer(5, 5000), "1000")
    assert not accepts(integer(5, 5000), "9")


@pytest.mark.parametrize("text", ["01", "+1", " 1", "-1", "1.0", "１", ""])
def test_a_number_written_otherwise_is_not_plain(text: str) -> None:
    assert not accepts(integer(0, 9999), text)
