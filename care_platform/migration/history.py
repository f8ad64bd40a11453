"""Who changed what in a programme, when and why: written with every change, never changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

from care_platform.reference.catalogue import CataloguedError, migration

_INSERT = text(
    "insert into programme_event (insurer_number, at, changed_by, what, subject, before, after, reason) values "
    "(:insurer, :at, :by, :what, :subject, cast(:before as jsonb), cast(:after as jsonb), :reason)"
)


@dataclass(frozen=True, slots=True)
class Act:
    """Someone's doing: the named person, the reason, the moment. Without a name or a reason there is none.

    Raises `migration.not_signed_for` when made without either.
    """

    by: str
    reason: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reason.strip():
            raise CataloguedError(migration.NOT_SIGNED_FOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a programme's history; `subject` is the milestone, place or record kind it is about."""

    at: datetime
    changed_by: str
    what: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str


def note(
    connection: Connection,
    insurer_number: str,
    what: str,
    act: Act,
    *,
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Adds a line to the history, in the transaction of the change itself."""
    connection.execute(
        _INSERT,
        {"insurer": insurer_number, "at": act.at, "by": act.by.strip(), "what": what, "subject": subject,
         "before": _document(before), "after": _document(after), "reason": act.reason.strip()},
    )  # fmt: skip


def note_days(
    connection: Connection,
    insurer_number: str,
    act: Act,
    days: Mapping[str, tuple[date | None, date]],
) -> None:
    """A line for each milestone whose planned day changed, from the day before to the day after."""
    rows = [
        {"insurer": insurer_number, "at": act.at, "by": act.by.strip(), "what": "planned", "subject": milestone,
         "before": _document({"planned_on": before}), "after": _document({"planned_on": after}),
         "reason": act.reason.strip()}
        for milestone, (before, after) in days.items()
    ]  # fmt: skip
    connection.execute(_INSERT, rows)


def _document(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str)


def history_of(connection: Connection, insurer_number: str) -> Sequence[Event]:
    """Everything that happened to a programme, oldest first."""
    query = text(
        "select at, changed_by, what, subject, before, after, reason from programme_event "
        "where insurer_number = :insurer order by id"
    )
    return [Event(**row) for row in connection.execute(query, {"insurer": insurer_number}).mappings()]
