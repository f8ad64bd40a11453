"""The credential the present request came with, told to the database so that it opens what that opens.

Only its digest is told. The tables keep the digest of that (`kept_form`), so that what is read from a table cannot
be presented.
"""

import hashlib
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection

from care_platform.reference.people import PersonKey
from care_platform.store.engine import raw

Kind = Literal["token", "person", "staff", "sender"]
"""An access token; the session of a person or of a member of staff; a sender's certificate."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What was presented, as the database is told it."""

    kind: Kind
    digest: bytes = field(repr=False)


_present: ContextVar[Credential | None] = ContextVar("presented", default=None)
PRESENT = "care.present(%(presented_kind)s, %(presented)s, {insurers}, {people})"
_ALONE = b"select care.present(%(presented_kind)s, %(presented)s, %(insurers)s::text[], %(people)s::text[])"


def presented_form(secret: str) -> bytes:
    """What the database is told of a random secret."""
    return hashlib.sha256(secret.encode()).digest()


def kept_form(secret: str) -> bytes:
    """What the database keeps of it."""
    return hashlib.sha256(presented_form(secret)).digest()


def present(kind: Kind, secret: str) -> None:
    """From now on this request presents a token or a cookie."""
    _present.set(Credential(kind, presented_form(secret)))


def present_sender(fingerprint: str) -> None:
    """From now on this request presents a certificate, known by its hexadecimal SHA-256 and already verified."""
    _present.set(Credential("sender", bytes.fromhex(fingerprint)))


def present_nothing() -> None:
    """A new request begins."""
    _present.set(None)


def presented() -> Credential | None:
    """What the present request presents."""
    return _present.get()


def present_clause(*, one: bool, prefix: str = "") -> str:
    """A `from` item that presents, naming the people of a `people_source` so that their rows are quickly judged.

    What it opens must be read in the select list, or behind a join that needs it: it must run first.
    """
    names = (f"%({prefix}insurer_number)s::text", f"%({prefix}insured_number)s::text")
    insurers, people = (f"array[{name}]" if one else f"{name}[]" for name in names)
    return PRESENT.format(insurers=insurers, people=people) + " opened"


def present_arguments() -> dict[str, Any]:
    """The arguments of `present_clause` beside those of the people."""
    found = _present.get()
    return {
        "presented_kind": found.kind if found else None, "presented": found.digest if found else None
    }  # fmt: skip


def admit(connection: Connection, people: Sequence[PersonKey]) -> None:
    """Presents in the caller's transaction, for statements about many people that cannot do so themselves."""
    if _present.get() is None:
        return
    names: dict[str, Any] = {
        "insurers": [p.insurer_number for p in people],
        "people": [p.insured_number for p in people],
    }
    with raw(connection) as raw_connection:
        raw_connection.execute(_ALONE, present_arguments() | names)
