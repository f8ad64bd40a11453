"""Rows of records as stored, for tests of what follows from them; the intake has its own tests."""

from datetime import date

from sqlalchemy import Connection, text

from care_platform.reference.people import PersonKey

_LEADING = (
    "insurer_number, insured_number, business_key, history_number, in_force_from, transfer_id, part_number, "
    "row_number"
)
_FIRST = ":insurer, :person, :key, 1, cast(:day as date), 1, 1, 1"


def paid(
    connection: Connection, office: str, person: PersonKey, month: str, superseded_by: int | None = None
) -> None:
    """The office was paid for this person and month (2026-10)."""
    connection.execute(
        text(
            f"insert into benefit_record ({_LEADING}, service_month, service_type, office_number, cost, benefit, "
            f"user_share, superseded_by) values ({_FIRST}, :key, '15', :office, 0, 0, 0, :superseded)"
        ),
        {"insurer": person.insurer_number, "person": person.insured_number, "key": month, "day": f"{month}-01",
         "office": office, "superseded": superseded_by},
    )  # fmt: skip


def applied(connection: Connection, person: PersonKey, institution: str | None, on: date) -> None:
    """The person applied for a renewal that day and named a physician's institution."""
    connection.execute(
        text(
            f"insert into certification_application ({_LEADING}, application_date, application_kind, insured_category, "
            "applicant_kind, medical_code, shares_with_planner, shares_with_physician, waives_delay_notice) "
            f"values ({_FIRST}, cast(:day as date), '2', '1', '1', :institution, '1', '1', '1')"
        ),
        {"insurer": person.insurer_number, "person": person.insured_number, "key": f"{on}/0", "day": on,
         "institution": institution},
    )  # fmt: skip


def asked_for_opinion(
    connection: Connection,
    person: PersonKey,
    applied_on: date,
    asked_on: date,
    kind: str = "opinion_requested",
) -> None:
    """The municipality noted that day that it asked for the opinion (or another event of the application)."""
    connection.execute(
        text(
            f"insert into application_event ({_LEADING}, application_date, event_kind, event_date) "
            f"values ({_FIRST}, cast(:applied as date), :kind, cast(:day as date))"
        ),
        {"insurer": person.insurer_number, "person": person.insured_number, "key": f"{applied_on}/0/{kind}/1",
         "day": asked_on, "applied": applied_on, "kind": kind},
    )  # fmt: skip
