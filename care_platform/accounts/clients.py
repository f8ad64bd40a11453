"""What software is registered with beside its keys: addresses it may send a browser back to, certificates."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection, text

from care_platform.reference.catalogue import CataloguedError, access
from care_platform.store.tokens import Client, find_client

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def register_redirect(connection: Connection, client_id: str, redirect_uri: str) -> None:
    """Registers an address of a live client, letter by letter. Raises `access.client_invalid`.

    https, or http to the machine itself (RFC 8252 section 7.3, but with its port); no fragment, user or password.
    """
    if not _is_redirect(redirect_uri):
        raise CataloguedError(access.CLIENT_INVALID, {"item": "redirect_uri"})
    _require_client(connection, client_id)
    connection.execute(
        text("insert into client_redirect values (:client, :uri) on conflict do nothing"),
        {"client": client_id, "uri": redirect_uri},
    )


def register_certificate(connection: Connection, client_id: str, fingerprint: str, at: datetime) -> None:
    """Registers the SHA-256 (hexadecimal) of a live client's TLS certificate.

    Raises `access.client_invalid`, also for a certificate that another client has.
    """
    wanted = fingerprint.replace(":", "").lower()
    if not _FINGERPRINT.fullmatch(wanted):
        raise CataloguedError(access.CLIENT_INVALID, {"item": "fingerprint"})
    _require_client(connection, client_id)
    done = connection.execute(
        text(
            "insert into client_certificate as c (fingerprint, client_id, registered_at) "
            "values (:fingerprint, :client, :at) on conflict (fingerprint) do update set ended_at = null "
            "where c.client_id = excluded.client_id"
        ),
        {"fingerprint": wanted, "client": client_id, "at": at},
    )
    if done.rowcount == 0:
        raise CataloguedError(access.CLIENT_INVALID, {"item": "fingerprint"})


def end_certificate(connection: Connection, fingerprint: str, at: datetime) -> bool:
    """Ends a certificate; False when there is none or it had ended."""
    ended = text(
        "update client_certificate set ended_at = :at where fingerprint = :fingerprint and ended_at is null"
    )
    return connection.execute(ended, {"at": at, "fingerprint": fingerprint}).rowcount > 0


def client_of_certificate(connection: Connection, client_id: str, fingerprint: str) -> Client | None:
    """The live client, if the certificate is registered for it and has not been ended."""
    query = text(
        "select 1 from client_certificate "
        "where fingerprint = :fingerprint and client_id = :client and ended_at is null"
    )
    known = connection.execute(query, {"fingerprint": fingerprint, "client": client_id}).first()
    return find_client(connection, client_id) if known is not None else None


def _require_client(connection: Connection, client_id: str) -> None:
    if find_client(connection, client_id) is None:
        raise CataloguedError(access.CLIENT_INVALID, {"item": "client_id"})


def _is_redirect(address: str) -> bool:
    if not address.isascii() or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    known = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    return (
        known
        and bool(parts.hostname)
        and not parts.fragment
        and "#" not in address
        and "@" not in parts.netloc
    )
