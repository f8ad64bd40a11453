"""Whether an insurer has named a person as its insured at all."""

from sqlalchemy import Connection, text

from care_platform.reference.people import PersonKey

NAMING_KINDS = ("insured_certificate", "insured_event", "certification_application", "certification")
"""The kinds by which an insurer says whom it insures. Whoever is under 65 has an application before a certificate."""

_ON_RECORD = " or ".join(
    f"exists (select from {kind} where insurer_number = :insurer and insured_number = :person "
    "and superseded_by is null)"
    for kind in NAMING_KINDS
)


def is_on_record(connection: Connection, person: PersonKey) -> bool:
    """Whether one of the insurer's own records names the number.

    Ask only once it is settled that the asker is this very insurer: to nobody else is it told.
    """
    values = {"insurer": person.insurer_number, "person": person.insured_number}
    return bool(connection.execute(text(f"select {_ON_RECORD}"), values).scalar_one())
