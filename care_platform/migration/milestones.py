"""The milestones of a programme, in their order, and what may follow what. Pure.

Source of the order: 介護情報基盤 の移行の順序 ①標準化 ②連携改修 ③データ移行, then 情報共有開始 (handbook 0 and 1.8).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

PREPARING: Final = "preparing"
"""The state before the first milestone."""
LEGAL_DEADLINE: Final = date(2028, 4, 1)
"""The day on which every municipality must share (handbook 1.2)."""


class Milestone(StrEnum):
    """What a programme passes, each behind a gate; the values are also its states."""

    STANDARD = "standard"
    ADAPTED = "adapted"
    CONNECTION_TEST = "connection_test"
    INITIAL_LOAD = "initial_load"
    RECONCILIATION = "reconciliation"
    SHARING = "sharing"


LABELS: Final[Mapping[str, tuple[str, str]]] = {
    PREPARING: ("準備中", "preparing"),
    Milestone.STANDARD: ("①標準化", "system meets the standard"),
    Milestone.ADAPTED: ("②連携改修", "adapted to send"),
    Milestone.CONNECTION_TEST: ("接続試験", "connection test"),
    Milestone.INITIAL_LOAD: ("③初期セットアップ", "initial load"),
    Milestone.RECONCILIATION: ("突合", "reconciliation"),
    Milestone.SHARING: ("情報共有開始", "sharing"),
}
ORDER: Final = tuple(Milestone)


def place(state: str) -> int:
    """How many milestones are passed in a state: 0 for `preparing`, 6 for `sharing`."""
    return 0 if state == PREPARING else ORDER.index(Milestone(state)) + 1


def following(state: str) -> Milestone | None:
    """The milestone whose gate comes next; None once sharing."""
    passed = place(state)
    return ORDER[passed] if passed < len(ORDER) else None


def conflicting(planned: Mapping[Milestone, date], milestone: Milestone, day: date) -> Milestone | None:
    """The first milestone whose planned day would be on the wrong side of this one; None when all fit."""
    at = ORDER.index(milestone)
    for index, other in enumerate(ORDER):
        known = planned.get(other)
        if known is None or other is milestone:
            continue
        if (index < at and known > day) or (index > at and known < day):
            return other
    return None


def days_late(planned: Mapping[Milestone, date], state: str, today: date) -> int:
    """Days since the oldest planned day that has gone by without its milestone being passed; 0 if none has."""
    open_days = [day for milestone, day in planned.items() if ORDER.index(milestone) >= place(state)]
    return max((today - day).days for day in [*open_days, today] if day <= today)
