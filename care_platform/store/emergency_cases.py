"""Emergency accesses as cases: who opened, why, and what the later review said. Never the person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

_NEWEST = 2**63 - 1
_CASE = (
    "select a.id, a.office_number, o.name as office_name, a.staff_id, a.reason_code, a.reason_text, a.opened_at, "
    "a.open_until, a.reviewed_at, a.reviewed_by, a.review_outcome, a.review_note "
    "from exceptional_access a left join care_office o on o.office_number = a.office_number "
    "where a.kind = 'emergency'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One emergency access; the review is None while it waits. `office_name` is None for one no longer known."""

    id: int
    office_number: str
    office_name: str | None
    staff_id: str | None
    reason_code: str
    reason_text: str
    opened_at: datetime
    open_until: datetime
    reviewed_at: datetime | None
    reviewed_by: str | None
    review_outcome: str | None
    review_note: str | None


def waiting_cases(connection: Connection, limit: int, skip: int = 0) -> list[Case]:
    """Those nobody has reviewed, oldest first."""
    query = f"{_CASE} and a.reviewed_at is null order by a.opened_at, a.id limit :limit offset :skip"
    return _cases(connection, query, limit=limit, skip=skip)


def reviewed_cases(connection: Connection, limit: int, before: int | None = None) -> list[Case]:
    """Those that were reviewed, the newest emergency first; from below the row `before`."""
    query = f"{_CASE} and a.reviewed_at is not null and a.id < :before order by a.id desc limit :limit"
    return _cases(connection, query, limit=limit, before=before or _NEWEST)


def cases_of_office(
    connection: Connection, office_number: str, limit: int, before: int | None = None
) -> list[Case]:
    """An institution's own, newest first; from below the row `before`."""
    query = f"{_CASE} and a.office_number = :office and a.id < :before order by a.id desc limit :limit"
    return _cases(connection, query, office=office_number, limit=limit, before=before or _NEWEST)


def case_numbered(connection: Connection, number: int) -> Case | None:
    """The case of that number, waiting or reviewed."""
    found = _cases(connection, f"{_CASE} and a.id = :number", number=number) if 0 < number <= _NEWEST else []
    return found[0] if found else None


def _cases(connection: Connection, query: str, **values: object) -> list[Case]:
    return [Case(**row) for row in connection.execute(text(query), values).mappings()]
