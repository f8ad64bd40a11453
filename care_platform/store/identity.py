"""What an identity check may read of a person nobody is tied to yet; the database gives it to nothing else."""

from datetime import date

from sqlalchemy import Connection, text

from care_platform.records.description import Values
from care_platform.reference.people import PersonKey


def stated_certificate(connection: Connection, person: PersonKey, birth_date: date, sex: str) -> Values:
    """The four items of the newest insured certificate, and when the insurance ended, where it has.

    Empty for an unknown person and for one whose birth date or sex is another: those two must be known already.
    """
    query = text("select * from care.stated_certificate(:insurer, :person, :birth, :sex)")
    values = {
        "insurer": person.insurer_number, "person": person.insured_number, "birth": birth_date, "sex": sex,
    }  # fmt: skip
    row = connection.execute(query, values).mappings().one_or_none()
    return {name: value for name, value in row.items() if value is not None} if row is not None else {}


def insured_until(connection: Connection, person: PersonKey) -> tuple[bool, date | None]:
    """Whether the person is on record with the insurer, and from which day the insurance has ended."""
    query = text("select disqualified_on from care.insured(:insurer, :person)")
    values = {"insurer": person.insurer_number, "person": person.insured_number}
    row = connection.execute(query, values).one_or_none()
    return row is not None, row[0] if row is not None else None
