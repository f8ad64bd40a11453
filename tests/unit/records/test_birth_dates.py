"""Birth dates with unknown parts: what is refused, and that age is spoken of only where it is certain."""

from datetime import date
from typing import Any

import pytest

from adapters.xml.plain import PlainForm
from adapters.xml.writer import write_records
from care_platform.intake.judging import problems_of
from care_platform.intake.rows import ReadRow
from care_platform.records.birth_dates import born_between, partial_in_era, possible_days
from care_platform.records.forms import form_problems
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import HIRAKATA, copay_row, insured_row
from tests.unit.records.builders import a_row, found

PRINTED = ("insured_certificate", "copay_certificate", "burden_limit_certificate", "reduction_certificate")


def born(written: str, whole: str, flag: str | None = "1") -> dict[str, Any]:
    """The items of somebody whose birth date is uncertain."""
    return {"birth_date": whole, "birth_date_uncertain": flag, "birth_date_as_written": written}


def codes(kind: str, row: dict[str, Any]) -> list[str]:
    return [p.entry.code for p in problems_of(ReadRow(1, row), RECORD_KINDS[kind], HIRAKATA)]


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("1938-05-00", "1938-05-01"),
        ("1938-05-00", "1938-05-31"),
        ("1940-02-00", "1940-02-29"),
        ("1938-00-00", "1938-12-31"),
        ("0000-00-00", "1930-01-01"),
    ],
)
def test_an_uncertain_birth_date_is_taken(kind: str, written: str, whole: str) -> None:
    assert found(kind, **born(written, whole)) == []


def test_a_flag_that_says_known_may_stand_alone() -> None:
    assert found("insured_certificate", birth_date_uncertain="0") == []


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize(
    ("changes", "code", "item"),
    [
        (born("1938-05-00", "1938-05-01", None), "flag_differs", "birth_date_uncertain"),
        (born("1938-05-00", "1938-05-01", "0"), "flag_differs", "birth_date_uncertain"),
        ({"birth_date_uncertain": "1"}, "flag_differs", "birth_date_as_written"),
        (born("1938-05-00", "1938-04-30"), "outside_written", "birth_date"),
        (born("1938-05-00", "1938-06-01"), "outside_written", "birth_date"),
        (born("1938-00-00", "1939-01-01"), "outside_written", "birth_date"),
        (born("1938-05-17", "1938-05-17"), "not_partial", "birth_date_as_written"),
        (born("1938-13-00", "1938-12-01"), "not_partial", "birth_date_as_written"),
        (born("1938-00-17", "1938-01-17"), "not_partial", "birth_date_as_written"),
        (born("0000-05-00", "1938-05-01"), "not_partial", "birth_date_as_written"),
        (born("1700-05-00", "1938-05-01"), "not_partial", "birth_date_as_written"),
    ],
)
def test_what_contradicts_itself_is_refused(kind: str, changes: dict[str, Any], code: str, item: str) -> None:
    assert found(kind, **changes) == [(f"row.birth_date_{code}", item, True)]


def test_nothing_that_is_said_of_it_holds_the_birth_date() -> None:
    row = a_row("insured_certificate", **born("1938-05-00", "1938-06-01"))
    [problem] = problems_of(ReadRow(1, row), RECORD_KINDS["insured_certificate"], HIRAKATA)
    assert (problem.found, problem.details) == (None, {})


@pytest.mark.parametrize("text", ["1938-05-00", "1938-00-00", "0000-00-00"])
def test_who_puts_unknown_parts_into_the_whole_day_is_told_how_to_send_them(text: str) -> None:
    [problem] = form_problems(insured_row(birth_date=text), RECORD_KINDS["insured_certificate"])
    assert (problem.entry.code, problem.item) == ("row.day_not_known", "birth_date")
    assert "birth_date_as_written" in problem.entry.vendor_en.format(**problem.details)
    assert "birth_date_as_written" in problem.entry.vendor_ja.format(**problem.details)


@pytest.mark.parametrize(
    ("kind", "row", "item"),
    [
        ("insured_certificate", insured_row(issued_on="2026-05-00"), "issued_on"),
        ("physician_opinion", a_row("physician_opinion", birth_date="1938-05-00"), "birth_date"),
    ],
)
def test_a_day_that_must_be_known_is_a_day_that_does_not_exist(
    kind: str, row: dict[str, Any], item: str
) -> None:
    [problem] = form_problems(row, RECORD_KINDS[kind])
    assert (problem.entry.code, problem.item) == ("row.day_invalid", item)


@pytest.mark.parametrize(
    ("uncertain", "category", "expected"),
    [
        (born("1961-04-00", "1961-04-01"), "2", []),
        (born("1961-00-00", "1961-01-01"), "2", []),
        (born("1961-03-00", "1961-03-31"), "2", ["row.category_age_differs"]),
        (born("1961-00-00", "1961-12-31"), "1", []),
        (born("1962-00-00", "1962-01-01"), "1", ["row.category_age_differs"]),
        (born("0000-00-00", "1990-01-01"), "1", []),
        (born("0000-00-00", "1930-01-01"), "2", []),
    ],
)
def test_category_and_age_are_compared_only_where_every_possible_day_gives_the_same(
    uncertain: dict[str, Any], category: str, expected: list[str]
) -> None:
    """Issued on 2026-04-10; 65 is reached the day before the birthday."""
    qualified = "2026-04-05" if category == "1" else "2025-04-01"
    row = insured_row(insured_category=category, qualified_on=qualified, **uncertain)
    assert codes("insured_certificate", row) == expected


@pytest.mark.parametrize(
    ("uncertain", "expected"),
    [
        (born("1961-08-00", "1961-08-31"), []),
        (born("1961-00-00", "1961-12-31"), []),
        (born("1961-09-00", "1961-09-01"), ["row.amount_differs"]),
    ],
)
def test_the_lowest_rate_before_65_is_asked_for_only_where_that_is_certain(
    uncertain: dict[str, Any], expected: list[str]
) -> None:
    """The rate of 2 begins on 2026-08-01."""
    assert codes("copay_certificate", copay_row(rate="2", **uncertain)) == expected


def test_the_days_on_which_somebody_can_have_been_born() -> None:
    assert born_between(insured_row()) == ("1940-04-01", "1940-04-01")
    assert born_between(insured_row(**born("1940-02-00", "1940-02-01"))) == ("1940-02-01", "1940-02-29")
    assert born_between(insured_row(**born("1940-00-00", "1940-02-01"))) == ("1940-01-01", "1940-12-31")
    first, last = possible_days("0000-00-00") or ("", "")
    assert date.fromisoformat(first) < date.fromisoformat(last)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1938-05-00", "昭和13年5月 日不詳"),
        ("1926-12-00", "1926年12月 日不詳"),
        ("1938-00-00", "昭和13年 月日不詳"),
        ("0000-00-00", "不詳"),
    ],
)
def test_a_certificate_prints_what_is_known(written: str, words: str) -> None:
    assert partial_in_era(written) == words


@pytest.mark.parametrize("kind", PRINTED)
def test_the_fast_reading_of_xml_takes_the_new_items(kind: str) -> None:
    row = a_row(kind, **born("1938-05-00", "1938-05-01"))
    [_, record, _] = write_records([row], RECORD_KINDS[kind])
    plain = PlainForm(RECORD_KINDS[kind])
    match = plain.match(record)
    assert match is not None
    assert plain.values(match) == row
