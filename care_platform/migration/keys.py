"""The secret agreed with each insurer for its checksums: made here, handed over once, replaced at will.

Without it a control file's digests would let anybody who has one test guesses about people's records.
"""

import secrets
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from care_platform.migration.history import Act, note
from care_platform.migration.programme import find_programme
from care_platform.reference.catalogue import CataloguedError, migration

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class AgreedKey:
    """A key and the name it goes by in control files."""

    key_id: str
    secret: bytes = field(repr=False)


def agree_key(connection: Connection, insurer_number: str, act: Act) -> AgreedKey:
    """Makes a new key of 256 random bits; the earlier ones of the insurer end with it."""
    find_programme(connection, insurer_number, lock=True)
    made = AgreedKey(f"{insurer_number}-{secrets.token_hex(4)}", secrets.token_bytes(_KEY_BYTES))
    connection.execute(
        text(
            "update reconciliation_key set ended_at = :at where insurer_number = :insurer and ended_at is null"
        ),
        {"at": act.at, "insurer": insurer_number},
    )
    connection.execute(
        text(
            "insert into reconciliation_key (key_id, insurer_number, secret, agreed_at) "
            "values (:id, :insurer, :secret, :at)"
        ),
        {"id": made.key_id, "insurer": insurer_number, "secret": made.secret, "at": act.at},
    )
    note(connection, insurer_number, "key_agreed", act, subject=made.key_id)
    return made


def secret_of(connection: Connection, insurer_number: str, key_id: str) -> bytes:
    """The secret of a key in use of this insurer. Raises `migration.key_unknown`."""
    found = connection.execute(
        text(
            "select secret from reconciliation_key "
            "where key_id = :id and insurer_number = :insurer and ended_at is null"
        ),
        {"id": key_id, "insurer": insurer_number},
    ).scalar()
    if found is None:
        raise CataloguedError(migration.KEY_UNKNOWN, {"key_id": key_id})
    return bytes(found)
