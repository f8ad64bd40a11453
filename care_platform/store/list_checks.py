"""Writing and reading an office's monthly checks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check as it stands; `started_by` is the office's own name for the member of staff."""

    id: UUID
    office_number: str
    started_by: str
    started_at: datetime
    since: datetime | None
    total: int
    done: int
    finished_at: datetime | None


_SELECT = (
    "select id, office_number, started_by, started_at, since, total, done, finished_at from list_check "
    "where office_number = :office"
)


def begin_check(connection: Connection, office_number: str, by: str, total: int, at: datetime) -> UUID:
    """A new check of so many users, compared with the office's last finished one."""
    check = uuid4()
    connection.execute(
        text(
            "insert into list_check (id, office_number, started_by, started_at, since, total, done, finished_at) "
            "select :id, :office, :by, :at, max(started_at), :total, 0, case when :total = 0 then :at end "
            "from list_check where office_number = :office and finished_at is not null"
        ),
        {"id": check, "office": office_number, "by": by, "at": at, "total": total},
    )
    return check


def find_check(
    connection: Connection, office_number: str, check: UUID, *, held: bool = False
) -> Check | None:
    """The office's check of that id; `held` until the transaction ends, so that no step is done twice."""
    lock = " for update" if held else ""
    row = connection.execute(
        text(f"{_SELECT} and id = :id{lock}"), {"office": office_number, "id": check}
    ).mappings().one_or_none()  # fmt: skip
    return Check(**row) if row is not None else None


def checks_of(connection: Connection, office_number: str, limit: int) -> list[Check]:
    """The office's checks, newest first."""
    rows = connection.execute(
        text(f"{_SELECT} order by started_at desc limit :limit"), {"office": office_number, "limit": limit}
    ).mappings()
    return [Check(**row) for row in rows]


def note_progress(connection: Connection, check: Check, done: int, at: datetime) -> None:
    """So many are done now; with the last one the check is finished."""
    connection.execute(
        text(
            "update list_check set done = :done, finished_at = case when :done >= total then :at end where id = :id"
        ),
        {"done": done, "at": at, "id": check.id},
    )
