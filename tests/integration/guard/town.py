"""A town's files: a full load of so many people, and the same again with something changed."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import text

from care_platform.intake.guard.comparing import Figure
from care_platform.intake.guard.holding import Release, figures_of, release_transfer
from care_platform.platform import Platform
from care_platform.store.tables import Transfer
from tests.builders.records import HIRAKATA, copay_row, insured_row
from tests.builders.transfers import now, sent

Row = dict[str, Any]
COPAY, INSURED, CERTIFICATION = "copay_certificate", "insured_certificate", "certification"
LIMITS, RESTRICTION = "burden_limit_certificate", "benefit_restriction"
_LIMIT_ITEMS = (
    "meal_facility", "meal_short_stay", "room_unit_private", "room_unit_semi_private", "room_private_welfare",
    "room_private_medical", "room_shared_welfare", "room_shared_medical_charged", "room_shared_medical",
)  # fmt: skip
_STAGES = {
    "2": ("390", "600", "880", "550", "480", "550", "430", "430", "430"),
    "31": ("680", "1030", "1370", "1370", "880", "1370", "430", "430", "430"),
}
"""令和8年8月からの負担限度額."""
TODAY = date(2026, 11, 24)
CHIEF = Release(released_by="見本　係長", reason="法改正による見直し。全件を確認済み")


def copays(count: int, twos: int = 0, first: int = 1) -> list[Row]:
    """Copay certificates; the first `twos` of them at 2割."""
    return [copay_row(f"{n:010}", "2" if n < first + twos else "1") for n in range(first, first + count)]


def insured(count: int, first: int = 1, **items: Any) -> list[Row]:
    return [insured_row(f"{n:010}", **items) for n in range(first, first + count)]


def limit_row(number: int, stage: str, **changes: str) -> Row:
    """A burden limit certificate of a stage, with the stage's limits, from 2026-08-01."""
    printed = {name: value for name, value in copay_row(f"{number:010}").items() if name != "periods"}
    return {
        **printed, "applied_on": "2026-08-05", "issued_on": "2026-08-20", "burden_stage": stage,
        "asset_test": "1", "valid_from": "2026-08-01", "valid_to": "2027-07-31",
        **dict(zip(_LIMIT_ITEMS, _STAGES[stage], strict=True)), **changes,
    }  # fmt: skip


def limits(count: int, twos: int = 0, **changes: str) -> list[Row]:
    """Burden limit certificates; the first `twos` of them at stage 2, the others at stage 3 (1)."""
    return [limit_row(n, "2" if n <= twos else "31", **changes) for n in range(1, count + 1)]


def restrictions(count: int, since: str = "2026-04-01", until: str = "2027-03-31") -> list[Row]:
    """給付額の減額 of so many people."""
    return [
        {
            "insurer_number": HIRAKATA, "insured_number": f"{n:010}", "history_number": "1",
            "restriction_kind": "3", "restriction_reason": "3", "decided_on": "2026-03-10",
            "valid_from": since, "valid_to": until, "copay_rate": "1", "share_under_restriction": "3",
        }
        for n in range(1, count + 1)
    ]  # fmt: skip


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
