"""Who may send for which insurer, and which signatures were seen.

A certificate is known by its fingerprint: the lower-case hexadecimal SHA-256 of its DER form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, text

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import CERTIFICATE_REVOKED, REPLAYED, UNKNOWN_CERTIFICATE

_COLUMNS = "fingerprint, insurer_number, subject, valid_from, valid_to, registered_at, revoked_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredCertificate:
    """A certificate that may sign for one insurer, until it is revoked; `subject` is its RFC 4514 name."""

    fingerprint: str
    insurer_number: str
    subject: str
    valid_from: datetime
    valid_to: datetime
    registered_at: datetime
    revoked_at: datetime | None = None


def register_certificate(connection: Connection, certificate: RegisteredCertificate) -> bool:
    """Registers a certificate; False, and nothing changes, when its fingerprint is known already.

    A revoked certificate stays revoked: its key may be in other hands, so a new one is needed.
    """
    added = connection.execute(
        text(
            f"insert into sender_certificate ({_COLUMNS}) values (:fingerprint, :insurer_number, :subject, "
            ":valid_from, :valid_to, :registered_at, null) on conflict do nothing"
        ),
        {name: getattr(certificate, name) for name in _COLUMNS.split(", ")[:-1]},
    )
    return added.rowcount == 1


def revoke_certificate(connection: Connection, fingerprint: str, now: datetime) -> bool:
    """Revokes from now on; False when there is none in use with this fingerprint."""
    revoked = connection.execute(
        text("update sender_certificate set revoked_at = :now where fingerprint = :f and revoked_at is null"),
        {"now": now, "f": fingerprint},
    )
    return revoked.rowcount == 1


def list_certificates(
    connection: Connection, insurer_number: str | None = None
) -> Sequence[RegisteredCertificate]:
    """Every certificate, or one insurer's, revoked ones too, in the order of their registration."""
    rows = connection.execute(
        text(
            f"select {_COLUMNS} from sender_certificate "
            "where cast(:insurer as text) is null or insurer_number = :insurer "
            "order by insurer_number, registered_at, fingerprint"
        ),
        {"insurer": insurer_number},
    )
    return [RegisteredCertificate(**row) for row in rows.mappings()]


def insurer_of(connection: Connection, fingerprint: str) -> str:
    """The insurer a certificate signs for.

    Raises `soap.unknown_certificate` or `soap.certificate_revoked`.
    """
    query = text("select insurer_number, revoked_at from sender_certificate where fingerprint = :f")
    found = connection.execute(query, {"f": fingerprint}).one_or_none()
    if found is None:
        raise CataloguedError(UNKNOWN_CERTIFICATE)
    if found.revoked_at is not None:
        raise CataloguedError(CERTIFICATE_REVOKED)
    return str(found.insurer_number)


def remember_signature(engine: Engine, digest: bytes, expires_at: datetime) -> None:
    """Remembers what was signed, in a transaction of its own. Raises `soap.replayed` when it was seen before.

    It is committed before the request is acted on, so that a copy sent at the same time finds it.
    """
    with engine.begin() as connection:
        added = connection.execute(
            text("insert into seen_signature (digest, expires_at) values (:d, :e) on conflict do nothing"),
            {"d": digest, "e": expires_at},
        )
    if added.rowcount == 0:
        raise CataloguedError(REPLAYED)
