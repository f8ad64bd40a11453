"""From which day a new version of a certificate says something different."""

from typing import Any

import pytest

from care_platform.records.effective_days import day_after
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import certification_row, copay_row, insured_row


def effective(kind: str, before: dict[str, Any], after: dict[str, Any]) -> str | None:
    change = RECORD_KINDS[kind].effective_change
    assert change is not None
    return change(before, after)


def period(rate: str, first: str, last: str) -> dict[str, str]:
    return {"rate": rate, "valid_from": first, "valid_to": last}


YEAR = period("1", "2026-08-01", "2027-07-31")


@pytest.mark.parametrize(
    ("periods", "day"),
    [
        ([YEAR], None),
        ([period("1", "2026-08-01", "2026-10-31")], "2026-11-01"),
        ([period("2", "2026-08-01", "2027-07-31")], "2026-08-01"),
        ([period("1", "2026-09-01", "2027-07-31")], "2026-08-01"),
        ([period("1", "2026-08-01", "2026-10-31"), period("2", "2026-11-01", "2027-07-31")], "2026-11-01"),
        ([period("1", "2026-08-01", "2026-10-31"), period("1", "2026-11-01", "2027-07-31")], None),
    ],
)
def test_a_rate_differs_from_the_first_day_it_is_another(
    periods: list[dict[str, str]], day: str | None
) -> None:
    assert effective("copay_certificate", copay_row(), copay_row(periods=periods)) == day
    assert effective("copay_certificate", copay_row(periods=periods), copay_row()) == day


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"care_level": "22"}, "2026-04-01"),
        ({"valid_to": "2026-10-31"}, "2026-11-01"),
        ({"valid_to": "2028-03-31", "limit_to": "2028-03-31"}, "2027-04-01"),
        ({"valid_from": "2026-05-01"}, "2026-04-01"),
        ({"limit_units": "19705"}, "2026-04-01"),
        ({"limit_to": "2026-12-31"}, "2027-01-01"),
        ({"service_limits": [{"service_type": "11", "limit_units": "5000"}]}, "2026-04-01"),
        ({"panel_opinion": "特になし"}, None),
        ({"decided_on": "2026-03-30"}, None),
        ({"history_number": "2"}, None),
    ],
)
def test_a_certification_differs_from_the_first_day_level_validity_or_limit_do(
    changes: dict[str, Any], day: str | None
) -> None:
    assert effective("certification", certification_row(), certification_row(**changes)) == day


def test_a_certification_found_to_be_none_differs_from_its_first_day() -> None:
    gone = certification_row(care_level="01") | dict.fromkeys(("valid_from", "valid_to", "limit_units"))
    assert effective("certification", certification_row(), gone) == "2026-03-27"


REDUCED = {"restriction_kind": "3", "valid_from": "2026-10-01", "valid_to": "2027-03-31"}


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"care_level": "22"}, "2026-04-01"),
        ({"limit_units": "19705"}, "2026-04-01"),
        ({"certification_to": "2026-10-31"}, "2026-11-01"),
        ({"benefit_restrictions": [REDUCED]}, "2026-10-01"),
        ({"benefit_restrictions": [REDUCED], "certification_to": "2026-08-31"}, "2026-09-01"),
        ({"qualified_on": "2005-04-30"}, "2005-03-31"),
        ({"name": "見本　はなこ"}, None),
        ({"address": "大阪府枚方市楠葉1丁目1番1号", "issued_on": "2026-06-01"}, None),
    ],
)
def test_an_insured_certificate_differs_from_the_first_day_level_validity_or_restriction_do(
    changes: dict[str, Any], day: str | None
) -> None:
    assert effective("insured_certificate", insured_row(), insured_row(**changes)) == day


def test_a_restriction_lifted_early_differs_from_the_day_after() -> None:
    before = insured_row(benefit_restrictions=[REDUCED])
    after = insured_row(benefit_restrictions=[REDUCED | {"valid_to": "2026-12-31"}])
    assert effective("insured_certificate", before, after) == "2027-01-01"


def test_a_renewed_certificate_differs_from_the_new_certification_on() -> None:
    renewed = insured_row(
        certified_on="2027-03-20", certification_from="2027-04-01", certification_to="2028-03-31"
    )
    assert effective("insured_certificate", insured_row(), renewed) == "2027-04-01"


def test_a_level_changed_within_the_validity_differs_from_the_new_one_on() -> None:
    changed = insured_row(certified_on="2026-10-20", certification_from="2026-10-01", care_level="23")
    assert effective("insured_certificate", insured_row(), changed) == "2026-10-01"


def test_a_first_level_differs_from_its_first_day() -> None:
    without = insured_row() | dict.fromkeys(
        ("care_level", "certified_on", "certification_from", "certification_to", "limit_units")
    )
    assert effective("insured_certificate", without, insured_row()) == "2026-04-01"
    assert effective("insured_certificate", insured_row(), without) == "2026-04-10"


def test_a_person_no_longer_insured_differs_from_the_first_day_without_insurance() -> None:
    left = insured_row(disqualified_on="2026-09-30")
    last_day = RECORD_KINDS["insured_certificate"].in_force(left)[1]
    assert effective("insured_certificate", insured_row(), left) == day_after(last_day)


@pytest.mark.parametrize(
    ("day", "next_day"),
    [("2026-12-31", "2027-01-01"), ("2028-02-28", "2028-02-29"), (None, None), ("9999-12-31", None)],
)
def test_an_end_that_never_comes_has_no_day_after(day: str | None, next_day: str | None) -> None:
    assert day_after(day) == next_day
