"""The shape of a value says how it is written and never what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.files.cells import rows_of
from adapters.files.findings import shape_of


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("11", "11"), ("1b", "1b"), ("１１", "字字"), ("2026/08/03", "9999/99/99"), ("見本花子", "字字字字"),
        ("H12345678", "A99999999"), ("令和8年", "字字9字"), ("x" * 30, "A" * 20 + "… (30)"), ("\x07\n", "字字"),
    ],
)  # fmt: skip
def test_the_shape_of_a_value(text: str, shape: str) -> None:
    assert shape_of(text) == shape


@given(st.text(min_size=3))
def test_a_shape_holds_no_digit_letter_or_character_of_the_value(text: str) -> None:
    assert set(shape_of(text)[:20]) <= set("9A字… ()") | {
        char for char in text if char.isascii() and not char.isalnum()
    }


@given(st.lists(st.lists(st.text('a"\n\r,', max_size=4), min_size=2, max_size=4), min_size=1, max_size=4))
def test_quoted_cells_are_split_as_they_were_joined(rows: list[list[str]]) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)

    assert [[cell.text for cell in row.cells] for row in rows_of(text)] == rows


def test_lines_are_counted_through_quoted_line_ends() -> None:
    text = '"a\r\nb",c\r\nd,e\ng,"h\n\n"\n'

    assert [row.line for row in rows_of(text)] == [1, 3, 4]
    assert [row.end for row in rows_of(text)] == ["\r\n", "\n", "\n"]
