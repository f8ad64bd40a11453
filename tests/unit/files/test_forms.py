"""The form check of rows that any carrier delivers; what CSV cannot even express is here."""

from typing import Any

import pytest

from care_platform.records.forms import form_problems
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import Entry, rows
from tests.builders.records import certification_row, copay_row, insured_row

COPAY = RECORD_KINDS["copay_certificate"]
PERIOD = {"rate": "1", "valid_from": "2026-08-01", "valid_to": "2027-07-31"}


def found(row: dict[str, Any]) -> list[tuple[Entry, str]]:
    return [(problem.entry, problem.item) for problem in form_problems(row, COPAY)]


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("copay_certificate", copay_row()),
        ("insured_certificate", insured_row()),
        ("certification", certification_row()),
    ],
)
def test_a_sound_row_has_no_problems(kind: str, row: dict[str, Any]) -> None:
    assert form_problems(row, RECORD_KINDS[kind]) == []


@pytest.mark.parametrize(
    ("changes", "entry", "item"),
    [
        ({"nickname": "花ちゃん"}, rows.ITEM_UNKNOWN, "nickname"),
        ({"periods": [{**PERIOD, "note": "x"}]}, rows.ITEM_UNKNOWN, "periods[1].note"),
        ({"periods": [PERIOD] * 3}, rows.ITEM_UNKNOWN, "periods"),
        (
            {"periods": [PERIOD, {"rate": "2", "valid_from": "2026-08-01"}]},
            rows.ITEM_MISSING,
            "periods[2].valid_to",
        ),
        ({"name": ""}, rows.SCHEMA, "name"),
        ({"history_number": 1}, rows.SCHEMA, "history_number"),
        ({"issued_on": "2026-07-10\n"}, rows.SCHEMA, "issued_on"),
        ({"issued_on": "2026-02-30"}, rows.DAY_INVALID, "issued_on"),
    ],
)
def test_what_is_wrong_is_named_by_item_and_without_its_value(
    changes: dict[str, Any], entry: Entry, item: str
) -> None:
    assert found(copay_row(**changes)) == [(entry, item)]


def test_each_item_has_its_own_problem_and_each_problem_its_words() -> None:
    problems = form_problems(copay_row(sex="3", birth_date="1940", name=None), COPAY)

    assert [problem.item for problem in problems] == ["name", "birth_date", "sex"]
    for problem in problems:
        assert problem.entry.vendor_ja.format_map(dict(problem.details))
        assert problem.found is None


def test_the_constraint_is_told_in_signs() -> None:
    problems = form_problems(copay_row(sex="3", postal_code="1", birth_date="x", history_number="0"), COPAY)

    assert {problem.item: problem.details["constraint"] for problem in problems} == {
        "history_number": "1-999999999",
        "birth_date": "YYYY-MM-DD",
        "sex": "1|2",
        "postal_code": "[0-9]{3}-[0-9]{4}",
    }
