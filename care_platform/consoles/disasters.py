"""Disaster periods, opened by a programme office per municipality and period, with a reason. Never records."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.accounts.events import EventKind, write_event
from care_platform.accounts.kinds import NATION
from care_platform.reference.catalogue import CataloguedError, exceptional
from care_platform.reference.municipalities import municipality_of_insurer
from care_platform.store import exceptional as store

LONGEST = timedelta(days=92)
"""A period that is needed longer is opened again: the platform's own rule, so that none is forgotten."""
LEAST_REASON = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPeriod:
    """For whose people, until when, and why."""

    insurer_number: str
    closes_at: datetime
    reason: str


def open_periods(connection: Connection, acting: Acting) -> list[store.DisasterRow]:
    """The periods of the office's area that are open now, newest first. Raises `accounts.not_yours`."""
    acting.require(Duty.OPEN_DISASTER)
    found = store.disasters_open(connection, acting.at)
    return [one for one in found if _in_area(acting, one.insurer_number)]


def open_period(connection: Connection, acting: Acting, new: NewPeriod) -> int:
    """Opens a period from now on and gives its number.

    Raises `accounts.not_yours` and `exceptional.disaster_invalid`, which names the item.
    """
    acting.require(Duty.OPEN_DISASTER)
    if municipality_of_insurer(new.insurer_number) is None or not _in_area(acting, new.insurer_number):
        raise _invalid("insurer_number")
    if not acting.at < new.closes_at <= acting.at + LONGEST:
        raise _invalid("closes_at")
    if len(new.reason.strip()) < LEAST_REASON:
        raise _invalid("reason")
    number = store.add_disaster(
        connection, new.insurer_number, acting.at, new.closes_at, acting.account.staff_id, new.reason.strip()
    )
    _note(connection, acting, EventKind.DISASTER_OPENED, number)
    return number


def close_period(connection: Connection, acting: Acting, number: int) -> None:
    """Closes a period early, with every window it opened.

    Raises `accounts.not_yours`, and `exceptional.no_such_period` when none of the office's area is open.
    """
    mine = {one.id for one in open_periods(connection, acting)}
    if number not in mine or not store.close_disaster(connection, number, acting.account.staff_id, acting.at):
        raise CataloguedError(exceptional.NO_SUCH_PERIOD)
    _note(connection, acting, EventKind.DISASTER_CLOSED, number)


def _in_area(acting: Acting, insurer_number: str) -> bool:
    return acting.account.organisation in {NATION, insurer_number[:2]}


def _note(connection: Connection, acting: Acting, event: EventKind, number: int) -> None:
    write_event(connection, acting.occasion, event, acting.account.id, period=number)


def _invalid(item: str) -> CataloguedError:
    return CataloguedError(exceptional.DISASTER_INVALID, {"item": item})
