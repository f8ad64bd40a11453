"""The secret agreed with each insurer for its checksums: made here, handed over once, replaced at will.

Without it a control file's digests would let anybody who has one test guesses about people's records. The table
holds it sealed under the platform's key, as all that the platform must be able to read again.
"""

import secrets
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection, text

from care_platform.migration.history import Act, note
from care_platform.migration.programme import find_programme
from care_platform.reference.catalogue import CataloguedError, migration

_KEY_BYTES = 32


class Box(Protocol):
    """What seals and opens: `accounts.secret_box.SecretBox`."""

    def seal(self, secret: str) -> bytes:
        """The secret under the platform's key."""

    def open(self, sealed: bytes) -> str:
        """The secret. Raises `accounts.key_unusable`."""


@dataclass(frozen=True, slots=True)
class AgreedKey:
    """A key and the name it goes by in control files."""

    key_id: str
    secret: bytes = field(repr=False)


def agree_key(connection: Connection, insurer_number: str, act: Act, box: Box) -> AgreedKey:
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
        {"id": made.key_id, "insurer": insurer_number, "secret": box.seal(made.secret.hex()), "at": act.at},
    )
    note(connection, insurer_number, "key_agreed", act, subject=made.key_id)
    return made


def secret_of(connection: Connection, insurer_number: str, key_id: str, box: Box) -> bytes:
    """The secret of a key in use of this insurer. Raises `migration.key_unknown` or `accounts.key_unusable`."""
    found = connection.execute(
        text(
            "select secret from reconciliation_key "
            "where key_id = :id and insurer_number = :insurer and ended_at is null"
        ),
        {"id": key_id, "insurer": insurer_number},
    ).scalar()
    if found is None:
        raise CataloguedError(migration.KEY_UNKNOWN, {"key_id": key_id})
    if len(found) == _KEY_BYTES:  # a sealed one is several times as long
        seal_bare_keys(connection, box)
        return bytes(found)
    return bytes.fromhex(box.open(bytes(found)))


def seal_bare_keys(connection: Connection, box: Box) -> int:
    """Seals what was agreed before secrets were sealed, ended keys too; gives how many. The caller commits.

    Not a step of the schema's upgrade, which may run where the platform's key file is not.
    """
    bare = f"octet_length(secret) = {_KEY_BYTES}"
    found = connection.execute(text(f"select key_id, secret from reconciliation_key where {bare} for update"))
    seal = text("update reconciliation_key set secret = :sealed where key_id = :id")
    rows = [{"id": key_id, "sealed": box.seal(bytes(secret).hex())} for key_id, secret in found]
    if rows:
        connection.execute(seal, rows)
    return len(rows)
