"""A town's files: a full load of so many people, and the same again with something changed."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import text

from care_platform.intake.guard.comparing import Figure
from care_platform.intake.guard.holding import Release, figures_of, release_transfer
from care_platform.platform import Platform
from care_platform.store.tables import Transfer
from tests.builders.records import HIRAKATA, certification_row, copay_row, insured_row
from tests.builders.transfers import now, sent

Row = dict[str, Any]
COPAY, INSURED, CERTIFICATION = "copay_certificate", "insured_certificate", "certification"
TODAY = date(2026, 11, 24)
CHIEF = Release(released_by="見本　係長", reason="法改正による見直し。全件を確認済み")


def copays(count: int, twos: int = 0, first: int = 1) -> list[Row]:
    """Copay certificates; the first `twos` of them at 2割."""
    return [copay_row(f"{n:010}", "2" if n < first + twos else "1") for n in range(first, first + count)]


def insured(count: int, first: int = 1, **items: Any) -> list[Row]:
    return [insured_row(f"{n:010}", **items) for n in range(first, first + count)]


def certifications(count: int, **items: Any) -> list[Row]:
    return [certification_row(f"{n:010}", **items) for n in range(1, count + 1)]


def reissued(rows: Iterable[Row], change: Callable[[Row], Row | None] = lambda row: row) -> list[Row]:
    """The rows as new versions, each changed; a row for which None is given is left as it was."""
    return [{**row, **changed, "history_number": "2"} if (changed := change(row)) else row for row in rows]


def full_load(platform: Platform, kind: str, rows: list[Row]) -> Transfer:
    return sent(platform, kind, rows, transfer_kind="initial", base_date=TODAY)


def released(platform: Platform, transfer: Transfer, release: Release = CHIEF) -> Transfer:
    """The transfer after its release and its processing."""
    with platform.engine.begin() as connection:
        release_transfer(connection, HIRAKATA, transfer.public_id, release, platform.clock())
    assert transfer.id is not None
    platform.processor().process(transfer.id)
    return now(platform, transfer)


def figures(platform: Platform, transfer: Transfer) -> list[Figure]:
    assert transfer.id is not None
    with platform.engine.connect() as connection:
        return figures_of(connection, transfer.id)


def reasons(platform: Platform, transfer: Transfer) -> list[tuple[str, str, str | None]]:
    """Code, item and value of every figure."""
    return [(f.entry.code, f.item, f.value) for f in figures(platform, transfer)]


def warnings(platform: Platform, transfer: Transfer) -> list[tuple[int, str, str, str | None, str | None]]:
    """Row, item, code, what was found and what was expected of every warning."""
    query = text(
        "select row_number, item, code, found, details->>'expected' from finding "
        "where transfer_id = :t and not rejects order by row_number, item"
    )
    with platform.engine.connect() as connection:
        return [(r[0], r[1], r[2], r[3], r[4]) for r in connection.execute(query, {"t": transfer.id})]
