"""Changes of plan: programmes begun, members, days, vendor, obstacles, expectations. Each leaves its line of history."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, text

from care_platform.migration.history import Act, note, note_days
from care_platform.migration.milestones import PREPARING, Milestone, conflicting, place
from care_platform.migration.programme import Expectation, Programme, find_programme
from care_platform.migration.sharing import plan_sharing
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, migration
from care_platform.reference.check_digits import insurer_check_digit_ok
from care_platform.reference.municipalities import GovernmentKind, local_government

Rhythm = Literal["business_days", "daily"]


def begin_programme(
    connection: Connection,
    insurer_number: str,
    name: str,
    members: Iterable[str],
    act: Act,
    *,
    insured_persons: int | None = None,
) -> None:
    """Begins an insurer's programme with the municipalities (or wards) it insures.

    Raises CataloguedError: the insurer number is wrong or has a programme, a place is unknown or taken.
    """
    if not insurer_check_digit_ok(insurer_number):
        raise CataloguedError(migration.INSURER_INVALID)
    added = connection.execute(
        text(
            "insert into programme (insurer_number, name, insured_persons, state, rhythm, expectations, created_at) "
            "values (:insurer, :name, :persons, :state, 'business_days', '{}', :at) on conflict do nothing"
        ),
        {
            "insurer": insurer_number,
            "name": name,
            "persons": insured_persons,
            "state": PREPARING,
            "at": act.at,
        },
    )
    if added.rowcount == 0:
        raise CataloguedError(migration.PROGRAMME_EXISTS)
    codes = list(members)
    for code in codes:
        _add_member(connection, insurer_number, code)
    note(connection, insurer_number, "begun", act, after={"name": name, "members": codes})


def add_member(connection: Connection, insurer_number: str, lg_code: str, act: Act) -> None:
    """Adds a municipality that joined the union, or a ward whose number the city's certificates print."""
    find_programme(connection, insurer_number, lock=True)
    _add_member(connection, insurer_number, lg_code)
    note(connection, insurer_number, "member_added", act, subject=lg_code)


def remove_member(connection: Connection, insurer_number: str, lg_code: str, act: Act) -> None:
    """Takes a municipality out of an insurer's programme. Raises `migration.place_unknown` if it is not in it."""
    find_programme(connection, insurer_number, lock=True)
    removed = connection.execute(
        text("delete from programme_member where lg_code = :code and insurer_number = :insurer"),
        {"code": lg_code, "insurer": insurer_number},
    )
    if removed.rowcount == 0:
        raise CataloguedError(migration.PLACE_UNKNOWN, {"lg_code": lg_code})
    note(connection, insurer_number, "member_removed", act, subject=lg_code)


def _add_member(connection: Connection, insurer_number: str, lg_code: str) -> None:
    known = local_government(lg_code)
    if known is None or known.kind is GovernmentKind.PREFECTURE:
        raise CataloguedError(migration.PLACE_UNKNOWN, {"lg_code": lg_code})
    values = {"code": lg_code, "insurer": insurer_number}
    statement = text("insert into programme_member values (:code, :insurer) on conflict do nothing")
    if connection.execute(statement, values).rowcount == 0:
        holder = text("select insurer_number from programme_member where lg_code = :code")
        taken_by = str(connection.execute(holder, values).scalar_one())
        raise CataloguedError(migration.PLACE_TAKEN, {"lg_code": lg_code, "insurer": taken_by})


def plan(connection: Connection, insurer_number: str, milestone: Milestone, day: date, act: Act) -> None:
    """Plans the day of a milestone; the days of all milestones stay in their order.

    Raises `migration.milestone_passed` or `migration.plan_out_of_order`.
    """
    plan_days(connection, insurer_number, {milestone: day}, act)


def plan_days(connection: Connection, insurer_number: str, days: Mapping[Milestone, date], act: Act) -> None:
    """Plans several milestones at once, so that a whole plan can slip without being out of order in between.

    Raises what `plan` raises; then nothing is planned.
    """
    programme = find_programme(connection, insurer_number, lock=True)
    _require_fitting(programme, days)
    connection.execute(
        text(
            "insert into programme_milestone (insurer_number, milestone, planned_on) values (:insurer, :m, :day) "
            "on conflict (insurer_number, milestone) do update set planned_on = excluded.planned_on"
        ),
        [{"insurer": insurer_number, "m": milestone.value, "day": day} for milestone, day in days.items()],
    )
    if Milestone.SHARING in days:
        plan_sharing(
            connection, insurer_number, days[Milestone.SHARING], by=act.by, reason=act.reason, now=act.at
        )
    changed = {milestone.value: (programme.planned.get(milestone), day) for milestone, day in days.items()}
    note_days(connection, insurer_number, act, changed)


def _require_fitting(programme: Programme, days: Mapping[Milestone, date]) -> None:
    together = {**programme.planned, **days}
    for milestone, day in days.items():
        if place(programme.state) >= place(milestone):
            raise CataloguedError(migration.MILESTONE_PASSED, {"milestone": milestone})
        other = conflicting(together, milestone, day)
        if other is not None:
            raise CataloguedError(migration.PLAN_OUT_OF_ORDER, {"milestone": milestone, "other": other})


def set_vendor(connection: Connection, insurer_number: str, vendor: str, act: Act) -> None:
    """Names the vendor of the municipality's system."""
    _set(connection, insurer_number, "vendor", vendor, act)


def set_size(connection: Connection, insurer_number: str, insured_persons: int, act: Act) -> None:
    """States how many people are insured (第1号被保険者)."""
    _set(connection, insurer_number, "insured_persons", insured_persons, act)


def set_rhythm(connection: Connection, insurer_number: str, rhythm: Rhythm, act: Act) -> None:
    """States on which days a differential of each record kind is expected."""
    _set(connection, insurer_number, "rhythm", rhythm, act)


def set_base_date(connection: Connection, insurer_number: str, day: date, act: Act) -> None:
    """Sets the base date of the initial load. Raises `migration.milestone_passed` once it is loaded."""
    _require_not_loaded(find_programme(connection, insurer_number, lock=True))
    _set(connection, insurer_number, "base_date", day, act)


def expect(
    connection: Connection, insurer_number: str, record_kind: str, expectation: Expectation | None, act: Act
) -> None:
    """States what the initial load of a record kind brings; None takes the kind out.

    Raises `migration.record_kind_unknown`, or `migration.milestone_passed` once it is loaded.
    """
    expect_kinds(connection, insurer_number, {record_kind: expectation}, act)


def expect_kinds(
    connection: Connection, insurer_number: str, expected: Mapping[str, Expectation | None], act: Act
) -> None:
    """States what the initial load of several record kinds brings, as `expect` does for one."""
    if not expected.keys() <= RECORD_KINDS.keys():
        raise CataloguedError(migration.RECORD_KIND_UNKNOWN, {"known": ", ".join(RECORD_KINDS)})
    programme = find_programme(connection, insurer_number, lock=True)
    _require_not_loaded(programme)
    stated = {kind: one for kind, one in {**programme.expectations, **expected}.items() if one is not None}
    document = {kind: {"transfers": one.transfers, "records": one.records} for kind, one in stated.items()}
    connection.execute(
        text("update programme set expectations = cast(:all as jsonb) where insurer_number = :insurer"),
        {"all": json.dumps(document), "insurer": insurer_number},
    )
    for kind in expected:
        note(connection, insurer_number, "expected", act, subject=kind, after=document.get(kind))


def raise_obstacle(connection: Connection, insurer_number: str, act: Act) -> int:
    """Notes what stands in the way (the act's reason); gives its number."""
    find_programme(connection, insurer_number, lock=True)
    number = connection.execute(
        text(
            "insert into programme_obstacle (insurer_number, description, raised_at) values (:insurer, :what, :at) "
            "returning id"
        ),
        {"insurer": insurer_number, "what": act.reason.strip(), "at": act.at},
    ).scalar_one()
    note(connection, insurer_number, "obstacle_raised", act, subject=str(number))
    return int(number)


def clear_obstacle(connection: Connection, insurer_number: str, number: int, act: Act) -> bool:
    """Notes that an obstacle is out of the way; False when there is no such open one."""
    find_programme(connection, insurer_number, lock=True)
    cleared = connection.execute(
        text(
            "update programme_obstacle set cleared_at = :at "
            "where id = :id and insurer_number = :insurer and cleared_at is null"
        ),
        {"at": act.at, "id": number, "insurer": insurer_number},
    )
    if cleared.rowcount:
        note(connection, insurer_number, "obstacle_cleared", act, subject=str(number))
    return cleared.rowcount == 1


def _require_not_loaded(programme: Programme) -> None:
    if place(programme.state) >= place(Milestone.INITIAL_LOAD):
        raise CataloguedError(migration.MILESTONE_PASSED, {"milestone": Milestone.INITIAL_LOAD})


def _set(connection: Connection, insurer_number: str, column: str, value: Any, act: Act) -> None:
    """Changes one plain column; `column` is one of this module's own names, never a caller's text."""
    before = getattr(find_programme(connection, insurer_number, lock=True), column)
    statement = text(f"update programme set {column} = :value where insurer_number = :insurer")
    connection.execute(statement, {"value": value, "insurer": insurer_number})
    note(connection, insurer_number, column, act, before={column: before}, after={column: value})
