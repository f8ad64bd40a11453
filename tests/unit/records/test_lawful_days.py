"""Days, limits, rates and categories that law gives: what is sent is compared, and a difference told with both."""

from typing import Any

import pytest

from care_platform.intake.judging import problems_of
from care_platform.intake.rows import ReadRow
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import HIRAKATA, certification_row, copay_row, insured_row
from tests.unit.records.builders import a_row

Told = list[tuple[str, str, str | None, str | int | None]]


def told(kind: str, row: dict[str, Any]) -> Told:
    """Item, code, what was sent and what was computed; nothing of it may reject the row."""
    problems = problems_of(ReadRow(1, row), RECORD_KINDS[kind], HIRAKATA)
    assert [problem for problem in problems if problem.rejects] == []
    return [(p.item, p.entry.code, p.found, p.details.get("expected")) for p in problems]


def lines(*periods: tuple[str, str, str]) -> dict[str, Any]:
    names = ("rate", "valid_from", "valid_to")
    return {"periods": [dict(zip(names, period, strict=True)) for period in periods]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"valid_to": "2027-03-15"}, [("valid_to", "row.day_differs", "2027-03-15", "2027-03-31")]),
        ({"application_kind": "3", "previous_care_level": "13", "valid_to": "2026-08-31"},
         [("valid_from", "row.day_differs", "2026-04-01", "2026-03-02")]),
        ({"application_kind": "1", "previous_care_level": None, "valid_from": "2026-03-02", "valid_to": "2026-09-30"},
         []),
    ],
)  # fmt: skip
def test_a_certification_begins_as_law_says_and_ends_with_a_month(
    changes: dict[str, str], expected: Told
) -> None:
    row = {name: value for name, value in certification_row(**changes).items() if value is not None}
    assert told("certification", row) == expected


@pytest.mark.parametrize(
    ("previous", "last_day", "found"),
    [
        ("21", "2030-03-31", []),
        ("21", "2030-04-30", ["row.validity_outside_law"]),
        ("13", "2029-03-31", []),
        ("13", "2030-03-31", ["row.validity_outside_law"]),
        (None, "2030-03-31", []),
        (None, "2030-04-30", ["row.validity_outside_law"]),
    ],
)
def test_a_renewal_lasts_48_months_at_the_same_level_36_at_another(
    previous: str | None, last_day: str, found: list[str]
) -> None:
    """From 2026-04-01. Where the former level was not sent it may have been the same."""
    row = certification_row(previous_care_level=previous, valid_to=last_day)
    row = {name: value for name, value in row.items() if value is not None}
    assert [code for _, code, _, _ in told("certification", row)] == found


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"certification_to": "2027-03-30"},
         [("certification_to", "row.day_differs", "2027-03-30", "2027-03-31")]),
        ({"limit_units": "19705"}, [("limit_units", "row.limit_units_differ", "19705", 16765)]),
        ({"care_level": "06", "certification_from": None, "certification_to": None, "limit_units": "5031"},
         [("limit_units", "row.limit_units_differ", "5031", 5032)]),
        ({"insured_category": "2"}, [("insured_category", "row.category_age_differs", "2", "1")]),
        ({"qualified_on": "2005-03-30"}, [("insured_category", "row.category_age_differs", "1", "2")]),
    ],
)  # fmt: skip
def test_an_insured_certificate_is_computed_again(changes: dict[str, Any], expected: Told) -> None:
    row = {name: value for name, value in insured_row(**changes).items() if value is not None}
    assert told("insured_certificate", row) == expected


@pytest.mark.parametrize(
    ("kind", "since", "until", "expected"),
    [
        ("3", "2026-04-01", "2027-03-31", []),
        ("3", "2026-04-02", "2027-03-31", [("valid_from", "2026-04-02", "2026-04-01")]),
        ("3", "2026-04-01", "2027-03-30", [("valid_to", "2027-03-30", "2027-03-31")]),
        ("1", "2026-04-02", "2027-03-30", []),
    ],
)
def test_a_reduction_printed_on_a_certificate_runs_over_whole_months(
    kind: str, since: str, until: str, expected: list[tuple[str, str, str]]
) -> None:
    restriction = {"restriction_kind": kind, "valid_from": since, "valid_to": until}
    found = told("insured_certificate", insured_row(benefit_restrictions=[restriction]))
    assert found == [(f"benefit_restrictions[1].{item}", "row.day_differs", a, b) for item, a, b in expected]


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (lines(("1", "2026-08-01", "2027-07-31")), []),
        (lines(("1", "2026-08-01", "2027-06-30")), [("periods[1].valid_to", "row.day_differs", "2027-06-30", "2027-07-31")]),
        (lines(("1", "2026-08-01", "2026-12-31"), ("2", "2027-01-01", "2027-07-30")),
         [("periods[2].valid_to", "row.day_differs", "2027-07-30", "2027-07-31")]),
    ],
)  # fmt: skip
def test_the_last_line_of_a_copay_certificate_ends_with_its_year(
    periods: dict[str, Any], expected: Told
) -> None:
    assert told("copay_certificate", copay_row(**periods)) == expected


@pytest.mark.parametrize(
    ("born", "first_rate", "expected"),
    [
        ("1961-08-02", "2", []),
        ("1961-08-03", "2", [("periods[1].rate", "row.amount_differs", "2", 1)]),
        ("1961-08-03", "1", []),
        ("1976-05-01", "3", [("periods[1].rate", "row.amount_differs", "3", 1)]),
    ],
)
def test_before_65_everybody_pays_one_tenth(born: str, first_rate: str, expected: Told) -> None:
    row = copay_row(birth_date=born, **lines((first_rate, "2026-08-01", "2027-07-31")))
    assert told("copay_certificate", row) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"valid_from": "2026-04-02"}, [("valid_from", "row.day_differs", "2026-04-02", "2026-04-01")]),
        ({"valid_from": "2026-03-01"}, [("valid_from", "row.day_differs", "2026-03-01", "2026-04-01")]),
        ({"valid_from": "2026-05-01"}, []),
        ({"valid_to": "2027-04-01"}, [("valid_to", "row.day_differs", "2027-04-01", "2027-04-30")]),
    ],
)
def test_a_reduction_begins_and_ends_with_a_month(changes: dict[str, str], expected: Told) -> None:
    assert told("benefit_restriction", a_row("benefit_restriction", **changes)) == expected


def test_other_restrictions_begin_and_end_on_any_day() -> None:
    row = a_row(
        "benefit_restriction", "share_under_restriction", restriction_kind="1", restriction_reason="1",
        valid_from="2026-03-20", valid_to="2026-06-10",
    )  # fmt: skip
    assert told("benefit_restriction", row) == []


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [("2027-07-31", []), ("2027-06-30", [("valid_to", "row.day_differs", "2027-06-30", "2027-07-31")])],
)
def test_a_burden_limit_certificate_ends_with_its_year(last_day: str, expected: Told) -> None:
    row = a_row("burden_limit_certificate", valid_to=last_day)
    assert told("burden_limit_certificate", row) == expected


def test_the_former_validity_of_an_application_ends_with_a_month() -> None:
    row = a_row("certification_application", previous_valid_to="2026-04-29")
    assert told("certification_application", row) == [
        ("previous_valid_to", "row.day_differs", "2026-04-29", "2026-04-30")
    ]
