"""A table that a spreadsheet opens as it was meant."""

import pytest

from care_platform.screens.csv_text import csv_text


def test_commas_quotes_and_lines_stay_within_their_cell() -> None:
    assert csv_text(["a", "b"], [["見本, 花子", 'say "ja"'], ["one\ntwo", ""]]) == (
        'a,b\r\n"見本, 花子","say ""ja"""\r\n"one\ntwo",\r\n'
    )


@pytest.mark.parametrize("text", ["=1+1", "+81", "-1", "@x", "\tx"])
def test_a_text_that_would_be_computed_is_only_text(text: str) -> None:
    assert csv_text([text], []) == f"'{text}\r\n"
