"""住宅改修費, 福祉用具購入費, 給付実績: amounts that must add up, and those that law gives."""

from typing import Any

import pytest

from care_platform.records.registry import RECORD_KINDS
from tests.unit.records.builders import a_row, example_row, found

HOME, EQUIPMENT, BENEFIT = "home_modification_usage", "equipment_purchase_usage", "benefit_record"


def a_work(**changes: str) -> dict[str, str]:
    work: dict[str, str] = example_row(RECORD_KINDS[HOME])["works"][0]
    return work | changes


def a_purchase(*without: str, **changes: str) -> dict[str, str]:
    purchase: dict[str, str] = example_row(RECORD_KINDS[EQUIPMENT])["purchases"][0] | changes
    return {name: value for name, value in purchase.items() if name not in without}


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"used": "80001", "balance": "119999"}, "sum_differs", "used", True),
        ({"balance": "120001"}, "sum_differs", "balance", True),
        ({"works": [], "used": "80000"}, "sum_differs", "used", True),
        (
            {"works": [a_work(counted_cost="250000", benefit="225000")], "used": "250000", "balance": "0"},
            "sum_differs", "balance", True,
        ),
        ({"ceiling": "180000", "balance": "100000"}, "amount_differs", "ceiling", False),
        ({"works": [a_work(benefit="70000")]}, "amount_differs", "works[1].benefit", False),
        ({"works": [a_work(completed_on="2026-05-31")]}, "earlier_than", "works[1].completed_on", True),
        ({"works": [a_work(description="手すり\ufffd")]}, "text_not_storable", "works[1].description", True),
        ({"ceiling_start": "2", "level_at_first_work": None}, "item_needed", "level_at_first_work", True),
        ({"ceiling_start": "2", "level_at_start": None}, "item_needed", "level_at_start", True),
        ({"ceiling_start": "2", "level_at_start": "22"}, "ceiling_start_unfounded", "ceiling_start", False),
    ],
)  # fmt: skip
def test_a_wrong_use_of_home_modification_is_noticed(
    changes: dict[str, Any], code: str, item: str, rejects: bool
) -> None:
    assert (f"row.{code}", item, rejects) in found(HOME, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"ceiling_start": "2", "level_at_start": "23"},
        {"ceiling_start": "3", "level_at_start": "13", "dwelling_number": "2"},
        {"works": [], "used": "0", "balance": "200000"},
        {"works": [a_work(counted_cost="200000", benefit="180000")], "used": "200000", "balance": "0"},
        {"works": [a_work(copay_rate="3", benefit="56000")]},
        {"works": [a_work(completed_on="2026-06-01")]},
    ],
)
def test_a_right_use_of_home_modification_passes(changes: dict[str, Any]) -> None:
    assert found(HOME, **changes) == []


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"used": "24999", "balance": "75001"}, "sum_differs", "used", True),
        ({"balance": "74999"}, "sum_differs", "balance", True),
        ({"ceiling": "90000", "balance": "65000"}, "amount_differs", "ceiling", False),
        ({"purchases": [a_purchase(bought_on="2027-04-01")]}, "outside_period", "purchases[1].bought_on", True),
        ({"purchases": [a_purchase(benefit="22501")]}, "amount_differs", "purchases[1].benefit", False),
        ({"purchases": [a_purchase(office_number="2775000001")]}, "office_check_digit", "purchases[1].office_number", False),
        ({"purchases": [a_purchase(product_name="椅\ufffd")]}, "text_not_storable", "purchases[1].product_name", True),
        ({"purchases": [a_purchase(reason_again="破\ufffd")]}, "text_not_storable", "purchases[1].reason_again", True),
        (
            {"purchases": [a_purchase(), a_purchase("reason_again")], "used": "50000", "balance": "50000"},
            "bought_again", "purchases[2].equipment_item", False,
        ),
        (
            {"fiscal_year": "2023", "purchases": [a_purchase(equipment_item="8", bought_on="2024-03-31")]},
            "code_not_in_use", "purchases[1].equipment_item", False,
        ),
    ],
)  # fmt: skip
def test_a_wrong_use_of_equipment_purchase_is_noticed(
    changes: dict[str, Any], code: str, item: str, rejects: bool
) -> None:
    assert (f"row.{code}", item, rejects) in found(EQUIPMENT, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"purchases": [a_purchase(bought_on="2026-04-01")]},
        {"purchases": [a_purchase(bought_on="2027-03-31")]},
        {"purchases": [a_purchase("office_number", equipment_item="8")]},
        {"purchases": [a_purchase(), a_purchase()], "used": "50000", "balance": "50000"},
        {
            "purchases": [a_purchase(), a_purchase("reason_again", equipment_item="1")],
            "used": "50000", "balance": "50000",
        },
    ],
)  # fmt: skip
def test_a_right_use_of_equipment_purchase_passes(changes: dict[str, Any]) -> None:
    assert found(EQUIPMENT, **changes) == []


def test_a_fiscal_year_is_in_force_until_march() -> None:
    assert RECORD_KINDS[EQUIPMENT].in_force(a_row(EQUIPMENT)) == ("2026-04-01", "2027-03-31")


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"user_share": "6545"}, "sum_differs", "cost", True),
        ({"office_number": "2775000001"}, "office_check_digit", "office_number", False),
        ({"price_per_unit": None}, "item_needed", "price_per_unit", True),
        ({"price_per_unit": "1000"}, "amount_differs", "cost", False),
        ({"benefit_percent": "80"}, "amount_differs", "benefit", False),
        ({"service_type": "53"}, "code_not_in_use", "service_type", False),
    ],
)
def test_a_wrong_benefit_record_is_noticed(
    changes: dict[str, Any], code: str, item: str, rejects: bool
) -> None:
    assert (f"row.{code}", item, rejects) in found(BENEFIT, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"units": None, "price_per_unit": None},
        {"benefit_percent": None, "benefit": "60000", "user_share": "5458"},
        {"public_funds": "6546", "user_share": "0"},
        {"public_funds": None},
        {"service_type": "53", "service_month": "2024-03"},
    ],
)
def test_a_right_benefit_record_passes(changes: dict[str, Any]) -> None:
    assert found(BENEFIT, **changes) == []


def test_a_warning_about_an_amount_carries_both_values() -> None:
    kind = RECORD_KINDS[BENEFIT]
    problems = [p for check in kind.checks for p in check(a_row(BENEFIT, price_per_unit="1000"))]

    assert [(p.found, dict(p.details)) for p in problems] == [
        ("65458", {"found": "65458", "expected": 62640})
    ]


def test_a_service_month_is_in_force_to_its_last_day() -> None:
    february = a_row(BENEFIT, service_month="2028-02")

    assert RECORD_KINDS[BENEFIT].in_force(february) == ("2028-02-01", "2028-02-29")
