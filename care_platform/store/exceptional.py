"""Reading and writing exceptional access: windows, notices, disaster periods and mismatches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

from care_platform.records.description import Values
from care_platform.reference.people import PersonKey


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWindow:
    """A window to be opened; times are instants, `staff_id` only in an emergency."""

    kind: str
    office_number: str
    staff_id: str | None
    person: PersonKey
    reason_code: str
    reason_text: str
    identity_method: str
    opened_at: datetime
    open_until: datetime
    disaster_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A window as it stands, without the person."""

    id: int
    kind: str
    office_number: str
    staff_id: str | None
    reason_code: str
    reason_text: str
    opened_at: datetime
    open_until: datetime
    review_outcome: str | None


def _names(person: PersonKey) -> dict[str, Any]:
    return {"insurer": person.insurer_number, "person": person.insured_number}


_OF_PERSON = "insurer_number = :insurer and insured_number = :person"


def certificates_matching(
    connection: Connection, insurer_number: str, birth_date: date, sex: str, insured_number: str | None
) -> list[tuple[PersonKey, Values]]:
    """The present insured certificates of the insurer with this birth date and sex, with their four items.

    The insurer narrows the search to one municipality's people; the number, where it is known, to one person.
    """
    query = text(
        "select insured_number, name, birth_date, sex, address "
        "from care.candidates(:insurer, :birth, :sex, cast(:person as text))"
    )
    values = {"insurer": insurer_number, "birth": birth_date, "sex": sex, "person": insured_number}
    rows = connection.execute(query, values).mappings()
    return [(PersonKey(insurer_number, row["insured_number"]), dict(row)) for row in rows]


def is_emergency_hospital(connection: Connection, office_number: str) -> bool:
    """Whether the office may open records in an emergency now."""
    query = text(
        "select exists (select from emergency_hospital h join care_office o using (office_number) "
        "where h.office_number = :office and h.ended_at is null and o.ended_at is null)"
    )
    return bool(connection.execute(query, {"office": office_number}).scalar_one())


def grant_emergency(connection: Connection, office_number: str, privacy_officer: str, at: datetime) -> None:
    """Lets a registered hospital open records in an emergency; `privacy_officer` is told of each."""
    connection.execute(
        text(
            "insert into emergency_hospital (office_number, privacy_officer, granted_at) values (:office, :who, :at) "
            "on conflict (office_number) do update set privacy_officer = excluded.privacy_officer, ended_at = null"
        ),
        {"office": office_number, "who": privacy_officer, "at": at},
    )


def open_window(connection: Connection, window: NewWindow, recipients: Sequence[str]) -> int:
    """Opens the window and writes a notice for each recipient; gives the window's number."""
    values = {
        "kind": window.kind, "office": window.office_number, "staff": window.staff_id,
        **_names(window.person), "code": window.reason_code, "reason": window.reason_text,
        "method": window.identity_method, "at": window.opened_at, "until": window.open_until,
        "disaster": window.disaster_id, "recipients": list(recipients),
    }  # fmt: skip
    query = text(
        "with opened as (insert into exceptional_access (kind, office_number, staff_id, insurer_number, "
        "insured_number, reason_code, reason_text, identity_method, opened_at, open_until, disaster_id) "
        "values (:kind, :office, :staff, :insurer, :person, :code, :reason, :method, :at, :until, :disaster) "
        "returning id), told as (insert into access_notice (access_id, recipient, office_number, insurer_number, "
        "insured_number, created_at) select opened.id, r, :office, :insurer, :person, :at "
        "from opened cross join unnest(cast(:recipients as text[])) r) select id from opened"
    )
    return int(connection.execute(query, values).scalar_one())


_WINDOW = (
    "select id, kind, office_number, staff_id, reason_code, reason_text, opened_at, open_until, review_outcome "
    "from exceptional_access"
)


def windows_about(connection: Connection, person: PersonKey) -> list[Window]:
    """Every exceptional access to the person's records, newest first."""
    rows = connection.execute(
        text(f"{_WINDOW} where {_OF_PERSON} order by id desc"), _names(person)
    ).mappings()
    return [Window(**row) for row in rows]


def windows_to_review(connection: Connection) -> list[Window]:
    """The emergencies nobody has reviewed yet, oldest first."""
    rows = connection.execute(
        text(f"{_WINDOW} where kind = 'emergency' and reviewed_at is null order by opened_at, id")
    ).mappings()
    return [Window(**row) for row in rows]


def review_window(
    connection: Connection, window_id: int, by: str, outcome: str, note: str, at: datetime
) -> bool:
    """Closes a case of the review queue; False when there is none, or its reviewer opened it."""
    statement = text(
        "update exceptional_access set reviewed_at = :at, reviewed_by = :by, review_outcome = :outcome, "
        "review_note = :note where id = :id and kind = 'emergency' and reviewed_at is null "
        "and staff_id is distinct from :by"
    )
    values = {"id": window_id, "by": by, "outcome": outcome, "note": note, "at": at}
    return connection.execute(statement, values).rowcount > 0


def add_disaster(
    connection: Connection, insurer_number: str, opens_at: datetime, closes_at: datetime, by: str, reason: str
) -> int:
    """Opens a disaster period; gives its number."""
    query = text(
        "insert into disaster_period (insurer_number, opens_at, closes_at, opened_by, reason) "
        "values (:insurer, :opens, :closes, :by, :reason) returning id"
    )
    values = {"insurer": insurer_number, "opens": opens_at, "closes": closes_at, "by": by, "reason": reason}
    return int(connection.execute(query, values).scalar_one())


@dataclass(frozen=True, slots=True, kw_only=True)
class DisasterRow:
    """A disaster period as it stands."""

    id: int
    insurer_number: str
    opens_at: datetime
    closes_at: datetime
    opened_by: str
    reason: str


def disasters_open(connection: Connection, at: datetime) -> list[DisasterRow]:
    """Every period open at the moment, newest first."""
    query = text(
        "select id, insurer_number, opens_at, closes_at, opened_by, reason from disaster_period "
        "where opens_at <= :at and closes_at > :at and closed_at is null order by id desc"
    )
    return [DisasterRow(**row) for row in connection.execute(query, {"at": at}).mappings()]


def disaster_now(connection: Connection, insurer_number: str, at: datetime) -> tuple[int, datetime] | None:
    """The disaster period open for the insurer's people at the moment, and when it closes."""
    query = text(
        "select id, closes_at from disaster_period where insurer_number = :insurer and opens_at <= :at "
        "and closes_at > :at and closed_at is null order by closes_at desc limit 1 for share"
    )
    row = connection.execute(query, {"insurer": insurer_number, "at": at}).one_or_none()
    return (int(row.id), row.closes_at) if row else None


def close_disaster(connection: Connection, disaster_id: int, by: str, at: datetime) -> bool:
    """Closes a period early, and every window it opened; False when it is closed already."""
    closed = connection.execute(
        text(
            "update disaster_period set closed_at = :at, closed_by = :by "
            "where id = :id and closed_at is null and closes_at > :at"
        ),
        {"id": disaster_id, "by": by, "at": at},
    ).rowcount
    connection.execute(
        text(
            "update exceptional_access set open_until = :at where disaster_id = :id and open_until > :at and :closed"
        ),
        {"id": disaster_id, "at": at, "closed": closed > 0},
    )
    return closed > 0


def suspend(connection: Connection, person: PersonKey, by: str, reason: str, at: datetime) -> int:
    """Suspends the person's records; gives the case's number.

    The same report sent twice is the same case while it is open: the insurer would have to settle each.
    """
    key = f"{person.insurer_number}/{person.insured_number}"
    connection.execute(text("select pg_advisory_xact_lock(hashtextextended(:key, 4710007))"), {"key": key})
    query = text(
        "with open as (select id from mismatch where insurer_number = :insurer and insured_number = :person "
        "and reported_by = :by and reason = :reason and settled_at is null limit 1), "
        "made as (insert into mismatch (insurer_number, insured_number, reported_at, reported_by, reason) "
        "select :insurer, :person, :at, :by, :reason where not exists (select from open) returning id) "
        "select id from open union all select id from made"
    )
    return int(
        connection.execute(query, {**_names(person), "at": at, "by": by, "reason": reason}).scalar_one()
    )


def open_mismatches(connection: Connection, insurer_number: str) -> list[tuple[int, datetime, str]]:
    """The insurer's open cases: number, when reported, by whom."""
    query = text(
        "select id, reported_at, reported_by from mismatch where insurer_number = :insurer and settled_at is null "
        "order by id"
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query, {"insurer": insurer_number})]


def open_mismatch_of(connection: Connection, insurer_number: str, case: int) -> PersonKey | None:
    """Whom an open case of the insurer is about; None when it has no such open case."""
    query = text(
        "select insured_number from mismatch where id = :id and insurer_number = :insurer and settled_at is null"
    )
    found = connection.execute(query, {"id": case, "insurer": insurer_number}).scalar_one_or_none()
    return PersonKey(insurer_number, found) if found is not None else None


def settle(
    connection: Connection, insurer_number: str, case: int, by: str, note: str, at: datetime
) -> PersonKey | None:
    """Settles a case of the insurer; gives the person, None when it has no such open case."""
    statement = text(
        "update mismatch set settled_at = :at, settled_by = :by, settled_note = :note "
        "where id = :id and insurer_number = :insurer and settled_at is null returning insured_number"
    )
    values = {"id": case, "insurer": insurer_number, "by": by, "note": note, "at": at}
    found = connection.execute(statement, values).scalar_one_or_none()
    return PersonKey(insurer_number, found) if found is not None else None
