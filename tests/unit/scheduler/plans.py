"""Plans and times as the tests of the schedule write them."""

from datetime import date, datetime, time
from typing import Any

from care_platform.reference.calendar import JAPAN
from care_platform.store.tables.schedule import RunState
from scheduler.plans import Plan, Run
from scheduler.windows import Hours

HIRAKATA = "272104"


def at(text: str) -> datetime:
    """An instant, written as Japan's clocks show it: `2026-11-24 22:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


def day(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)


def a_plan(**changes: Any) -> Plan:
    """Hirakata's nightly pull from 22:00 for four hours, since 1 November 2026; the initial load is done."""
    hours: dict[str, Any] = {"opens": time(22), "minutes": 240, "first_night": day("2026-11-01")}
    hours |= {name: changes.pop(name) for name in list(changes) if name in {*hours, "business_days_only"}}
    stated: dict[str, Any] = {"insurer_number": HIRAKATA, "hours": Hours(**hours), "loaded": True} | changes
    return Plan(**stated)


def a_load(night: str | None, **changes: Any) -> Plan:
    """Hirakata's initial load, given a night."""
    return a_plan(loaded=False, load_night=day(night) if night else None, **changes)


def ran(*nights: str, state: RunState = RunState.SUCCEEDED) -> dict[date, Run]:
    """Runs of these nights, all in one state."""
    return {day(night): Run(state, 1) for night in nights}


def failed(night: str, attempts: int, retry_at: str) -> dict[date, Run]:
    """A failed run that may be tried again at a time."""
    return {day(night): Run(RunState.FAILED, attempts, at(retry_at), "pull.no_connection")}
