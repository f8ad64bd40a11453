"""Card readers of offices: each known by its public key, each of its sayings used once."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from care_platform.reference.catalogue import CataloguedError, access
from care_platform.store.offices import is_usable_key

_TERMINAL_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")


def register_terminal(
    connection: Connection, terminal_id: str, office_number: str, public_key: Mapping[str, Any], at: datetime
) -> None:
    """Registers a card reader of a registered office, or gives a registered one of the same office a new key.

    `public_key` is a JWK with its `kid`: RSA of 2048 bits or more, or P-256. Raises `access.terminal_invalid`
    naming the item, also for a terminal of another office and a private key.
    """
    if not _TERMINAL_ID.fullmatch(terminal_id):
        raise CataloguedError(access.TERMINAL_INVALID, {"item": "terminal_id"})
    if not is_usable_key(dict(public_key)):
        raise CataloguedError(access.TERMINAL_INVALID, {"item": "public_key"})
    done = connection.execute(
        text(
            "insert into card_terminal (terminal_id, office_number, public_key, registered_at) "
            "select :terminal, o.office_number, cast(:key as jsonb), :at from care_office o "
            "where o.office_number = :office and o.ended_at is null "
            "on conflict (terminal_id) do update set public_key = excluded.public_key, "
            "registered_at = excluded.registered_at, ended_at = null "
            "where card_terminal.office_number = excluded.office_number"
        ),
        {"terminal": terminal_id, "office": office_number, "key": json.dumps(public_key), "at": at},
    )  # fmt: skip
    if done.rowcount == 0:
        raise CataloguedError(access.TERMINAL_INVALID, {"item": "office_number"})


def end_terminal(connection: Connection, terminal_id: str, at: datetime) -> bool:
    """Ends a card reader, for instance one that was stolen; False when there is none or it had ended."""
    ended = text("update card_terminal set ended_at = :at where terminal_id = :terminal and ended_at is null")
    return connection.execute(ended, {"at": at, "terminal": terminal_id}).rowcount > 0


def key_of_terminal(connection: Connection, terminal_id: str, office_number: str) -> Mapping[str, Any] | None:
    """The public key of an office's reader; None for another office's, an ended one, and one not known."""
    query = text(
        "select public_key from card_terminal "
        "where terminal_id = :terminal and office_number = :office and ended_at is null"
    )
    values = {"terminal": terminal_id, "office": office_number}
    found: Mapping[str, Any] | None = connection.execute(query, values).scalar_one_or_none()
    return found


def use_nonce(connection: Connection, terminal_id: str, nonce: str, expires_at: datetime) -> bool:
    """Marks a reader's saying as used; False when it was used before."""
    statement = text(
        "insert into used_card_nonce (terminal_id, nonce, expires_at) values (:terminal, :nonce, :expires) "
        "on conflict do nothing"
    )
    values = {"terminal": terminal_id, "nonce": nonce, "expires": expires_at}
    return connection.execute(statement, values).rowcount > 0
