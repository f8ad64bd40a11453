"""Programme offices that may read every programme: a token each, shown once, known by its SHA-256."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import Connection, text

from care_platform.reference.catalogue import CataloguedError, migration


def add_reader(connection: Connection, name: str, now: datetime) -> str:
    """Registers an office; gives its token of 256 random bits. Raises `migration.reader_exists`."""
    token = secrets.token_urlsafe(32)
    added = connection.execute(
        text(
            "insert into programme_reader (name, token_digest, registered_at) values (:name, :digest, :now) "
            "on conflict (name) do nothing"
        ),
        {"name": name, "digest": _digest(token), "now": now},
    )
    if added.rowcount == 0:
        raise CataloguedError(migration.READER_EXISTS)
    return token


def end_reader(connection: Connection, name: str, now: datetime) -> bool:
    """Ends an office's access with the commit; False when there is none or it had ended."""
    statement = text("update programme_reader set ended_at = :now where name = :name and ended_at is null")
    return connection.execute(statement, {"now": now, "name": name}).rowcount == 1


def is_reader(connection: Connection, token: str) -> bool:
    """Whether the token is one in use."""
    query = text("select 1 from programme_reader where token_digest = :digest and ended_at is null")
    return connection.execute(query, {"digest": _digest(token)}).one_or_none() is not None


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
