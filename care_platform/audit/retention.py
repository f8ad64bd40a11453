"""Forgetting whole months when their time is over: only sealed ones that still verify, and on the record.

How long: the platform's own rule of at least five years, in want of a legal period (handbook 6).
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, text

from care_platform.audit.chain import Content, append, lock_chain, sealed_end
from care_platform.audit.months import KEEP_MONTHS, first_of_month, months, partition_of
from care_platform.audit.verifying import verify
from care_platform.reference.calendar import add_months
from care_platform.reference.catalogue import CataloguedError, audit
from care_platform.store.tables import SealKind


@dataclass(frozen=True, slots=True)
class DroppedMonth:
    """A month that is gone, and how many rows it had."""

    month: date
    row_count: int


def drop_old_months(engine: Engine, now: datetime, keep_months: int = KEEP_MONTHS) -> list[DroppedMonth]:
    """Drops the months that ended `keep_months` or more months ago, each leaving a seal that says so.

    Raises KEPT_TOO_SHORT below five years, and NOT_SEALED or NOT_AS_SEALED for the first month that has rows
    without a seal or differs from its seals; earlier months are gone by then, that one and later ones stay.
    """
    if keep_months < KEEP_MONTHS:
        raise CataloguedError(audit.KEPT_TOO_SHORT, {"months": KEEP_MONTHS})
    kept_from = add_months(first_of_month(now), -keep_months)
    with engine.connect() as connection:
        old = [month for month in months(connection) if month < kept_from]
    return [_drop(engine, month, now) for month in old]


def _drop(engine: Engine, month: date, now: datetime) -> DroppedMonth:
    named: dict[str, str | int] = {"month": f"{month:%Y-%m}"}
    if not verify(engine, month=month).sound:
        raise CataloguedError(audit.NOT_AS_SEALED, named)
    with engine.begin() as connection:
        connection.execute(text("set local lock_timeout = '5s'"))
        if not lock_chain(connection):
            raise CataloguedError(audit.SEALING_UNDER_WAY)
        end = sealed_end(connection)
        if _has_unsealed(connection, month, end):
            raise CataloguedError(audit.NOT_SEALED, named)
        content = _last_words(connection, month, end)
        connection.execute(text(f"drop table {partition_of(month)}"))
        append(connection, [content], now)
    return DroppedMonth(month, content.row_count)


def _has_unsealed(connection: Connection, month: date, end: int) -> bool:
    query = text(f"select exists (select 1 from {partition_of(month)} where transaction_number >= :end)")
    return bool(connection.execute(query, {"end": end}).scalar_one())


def _last_words(connection: Connection, month: date, end: int) -> Content:
    """The seal of a dropped month: its digest is taken over the content digests of the month's seals."""
    query = text(
        "select coalesce(min(from_id), 0), coalesce(max(to_id), 0), coalesce(sum(row_count), 0), "
        "coalesce(string_agg(content_digest, '' order by seal_number), '') "
        "from audit_seal where kind = 'rows' and month = :month"
    )
    from_id, to_id, row_count, digests = connection.execute(query, {"month": month}).one()
    return Content(
        kind=SealKind.DROPPED, month=month, from_transaction=end, to_transaction=end, from_id=from_id,
        to_id=to_id, row_count=int(row_count), content_digest=sha256(digests.encode()).hexdigest(),
    )  # fmt: skip
