"""資格異動: insurance begins and ends, moves, and facilities elsewhere."""

from typing import Any

import pytest

from tests.unit.records.builders import found

EVENT = "insured_event"
LOST = {
    "event_kind": "2", "change_reason": "02", "qualification_reason": "6", "previous_insurer_number": None,
    "level_carried_over": None, "carried_level": None, "carry_over_applied_on": None,
}  # fmt: skip
ELSEWHERE = {
    **LOST, "event_kind": "4", "change_reason": "99", "qualification_reason": None, "facility_kind": "1",
    "facility_name": "見本苑", "facility_municipality_code": "271004",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"previous_insurer_number": "141003"}, "check_digit", "previous_insurer_number", True),
        ({"municipality_code": "272104"}, "municipality_check_digit", "municipality_code", True),
        ({"ward_code": "271022"}, "municipality_check_digit", "ward_code", True),
        ({"ward_code": "272108"}, "ward_unknown", "ward_code", False),
        ({"qualification_reason": None}, "item_needed", "qualification_reason", True),
        ({"event_kind": "3"}, "item_not_allowed", "qualification_reason", True),
        ({"qualification_reason": "7"}, "item_not_allowed", "qualification_reason", True),
        ({**LOST, "qualification_reason": "1"}, "item_not_allowed", "qualification_reason", True),
        ({"next_insurer_number": "131045"}, "item_not_allowed", "next_insurer_number", True),
        ({**LOST, "previous_insurer_number": "141002"}, "item_not_allowed", "previous_insurer_number", True),
        ({"previous_insurer_number": None}, "item_needed", "previous_insurer_number", True),
        ({"carried_level": None}, "item_needed", "carried_level", True),
        ({"level_carried_over": "2"}, "item_not_allowed", "carried_level", True),
        ({"carry_over_applied_on": None}, "item_needed", "carry_over_applied_on", True),
        ({"carry_over_applied_on": "2026-04-16"}, "carried_over_late", "carry_over_applied_on", False),
        ({**ELSEWHERE, "facility_kind": None}, "item_needed", "facility_kind", True),
        ({**ELSEWHERE, "facility_name": None}, "item_needed", "facility_name", True),
        ({**ELSEWHERE, "facility_kind": "7"}, "item_not_allowed", "facility_kind", True),
    ],
)
def test_a_wrong_event_is_noticed(changes: dict[str, Any], code: str, item: str, rejects: bool) -> None:
    assert (f"row.{code}", item, rejects) in found(EVENT, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"carry_over_applied_on": "2026-04-15"},
        {"level_carried_over": "2", "carried_level": None, "carry_over_applied_on": "2026-06-01"},
        {"ward_code": None, "municipality_code": None},
        {**LOST, "next_insurer_number": "131045"},
        {**LOST, "qualification_reason": "10"},
        ELSEWHERE,
        {**ELSEWHERE, "event_kind": "6", "facility_kind": None, "facility_name": None},
    ],
)
def test_a_right_event_passes(changes: dict[str, Any]) -> None:
    assert found(EVENT, **changes) == []
