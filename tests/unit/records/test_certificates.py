"""負担限度額認定証, 減免・減額認定証, 給付制限: what a clerk gets back for a wrong row, and what passes."""

from typing import Any

import pytest

from care_platform.records.registry import RECORD_KINDS
from tests.unit.records.builders import a_row, found

BURDEN, REDUCTION, RESTRICTION = "burden_limit_certificate", "reduction_certificate", "benefit_restriction"


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"insurer_number": "272104", "printed_insurer_number": "272108"}, "check_digit", "printed_insurer_number", True),
        ({"valid_from": "2027-07-31", "valid_to": "2027-07-30"}, "period_reversed", "valid_to", True),
        ({"issued_on": "1930-01-01"}, "days_out_of_order", "issued_on", True),
        ({"issued_on": "2026-06-24"}, "earlier_than", "issued_on", True),
        ({"valid_to": "2027-08-01"}, "certificate_across_years", "valid_to", True),
        ({"asset_test": "3"}, "item_not_allowed", "burden_stage", True),
        ({"meal_facility": "650"}, "amount_differs", "meal_facility", False),
        ({"room_shared_medical": "431"}, "amount_differs", "room_shared_medical", False),
        ({"applied_on": "2026-09-10", "issued_on": "2026-09-20"}, "starts_before_application", "valid_from", False),
    ],
)  # fmt: skip
def test_a_wrong_burden_limit_certificate_is_noticed(
    changes: dict[str, Any], code: str, item: str, rejects: bool
) -> None:
    assert (f"row.{code}", item, rejects) in found(BURDEN, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_from": "2027-07-31"},
        {"applied_on": "2026-08-31", "issued_on": "2026-08-31"},
        {"asset_test": "3", "burden_stage": "4", "meal_facility": "1545"},
        {"asset_test": "2", "burden_stage": "1"} | {
            "meal_facility": "300", "meal_short_stay": "300", "room_unit_private": "880",
            "room_unit_semi_private": "550", "room_private_welfare": "380", "room_private_medical": "550",
            "room_shared_welfare": "0", "room_shared_medical_charged": "0", "room_shared_medical": "0",
        },
    ],
)  # fmt: skip
def test_a_right_burden_limit_certificate_passes(changes: dict[str, Any]) -> None:
    assert found(BURDEN, **changes) == []


def test_the_limits_are_those_of_the_first_day() -> None:
    """680 yen for meals are right from 2026-08-01 and wrong the day before."""
    year_before = {"valid_from": "2026-07-31", "valid_to": "2026-07-31", "issued_on": "2026-07-20"}

    assert ("row.amount_differs", "meal_facility", False) in found(BURDEN, **year_before)
    assert found(BURDEN, **year_before, meal_facility="650", meal_short_stay="1000") == []


def test_no_limit_is_compared_where_no_table_is_known() -> None:
    old = {"valid_from": "2020-08-01", "valid_to": "2021-07-31", "applied_on": "2020-06-25"}

    assert found(BURDEN, **old, issued_on="2020-07-20", meal_facility="1") == []


def test_a_certificate_keeps_its_name_when_its_first_day_is_corrected() -> None:
    key = RECORD_KINDS[BURDEN].business_key

    assert key(a_row(BURDEN)) == key(a_row(BURDEN, valid_from="2026-10-01")) == "2026/1"
    assert key(a_row(BURDEN, certificate_branch="2")) == "2026/2"


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"reduced_percent": None}, "item_needed", "reduced_percent", True),
        ({"reduced_to": "15000"}, "item_not_allowed", "reduced_to", True),
        ({"reduced_percent": "30"}, "amount_differs", "reduced_percent", False),
        ({"valid_to": "2026-07-31"}, "period_reversed", "valid_to", True),
        ({"issued_on": "2026-06-24"}, "earlier_than", "issued_on", True),
        ({"services": [{"service_type": "51"}] * 2}, "choice_repeated", "services[2].service_type", True),
    ],
)  # fmt: skip
def test_a_wrong_reduction_certificate_is_noticed(
    changes: dict[str, Any], code: str, item: str, rejects: bool
) -> None:
    assert (f"row.{code}", item, rejects) in found(REDUCTION, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"reduced_percent": "50"},
        {"reduction_kind": "2", "reduced_percent": "30"},
        {"reduction_kind": "3", "reduced_percent": None, "reduced_to": "0"},
        {"services": [{"service_type": "51"}, {"service_type": "15"}]},
        {"services": None},
    ],
)
def test_a_right_reduction_certificate_passes(changes: dict[str, Any]) -> None:
    assert found(REDUCTION, **changes) == []


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"valid_to": "2026-03-31"}, "period_reversed", "valid_to", True),
        ({"notified_on": "2026-03-09"}, "earlier_than", "notified_on", True),
        ({"restriction_reason": "1"}, "item_not_allowed", "restriction_reason", True),
        ({"valid_to": None}, "item_needed", "valid_to", True),
        ({"share_under_restriction": None}, "item_needed", "share_under_restriction", True),
        ({"arrears_months": "23"}, "arrears_too_short", "arrears_months", False),
        ({"share_under_restriction": "4"}, "amount_differs", "share_under_restriction", False),
        ({"copay_rate": "3"}, "amount_differs", "share_under_restriction", False),
    ],
)
def test_a_wrong_restriction_is_noticed(changes: dict[str, Any], code: str, item: str, rejects: bool) -> None:
    assert (f"row.{code}", item, rejects) in found(RESTRICTION, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"restriction_kind": "1", "restriction_reason": "1", "arrears_months": "12", "valid_to": None}
        | {"share_under_restriction": None},
        {"restriction_kind": "1", "restriction_reason": "2", "share_under_restriction": "1"},
        {"copay_rate": "3", "share_under_restriction": "4"},
        {"arrears_months": None, "copay_rate": None},
        {"arrears_months": "24"},
    ],
)
def test_a_right_restriction_passes(changes: dict[str, Any]) -> None:
    assert found(RESTRICTION, **changes) == []
