"""`care-platform transfers`: what is held, why, and a named person's decision about it."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from care_platform.intake.guard.comparing import Figure
from care_platform.intake.guard.deciding import HeldTransfer, cancel_held, held_transfers, release_held
from care_platform.intake.guard.holding import Hold, find_hold
from care_platform.intake.guard.words import FigureLine, line_of_figure
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import JAPAN
from commands.context import plain_errors, platform
from commands.record_options import JSON, LANGUAGE
from commands.reporting import Language

_TRANSFER = click.argument("transfer", type=click.UUID)
_INSURER = click.option("--insurer", required=True, help="保険者番号, six digits, for example 272104.")
_BY = click.option("--by", required=True, help="The person who takes the decision.")
_REASON = click.option("--reason", required=True, help="Why; kept with the decision.")
_HEADINGS = {
    "ja": ("送信番号", "保険者", "種類", "区分", "保留日時", "理由"),
    "en": ("transfer", "insurer", "kind", "transfer kind", "held at", "why"),
}
_NONE = {"ja": "保留中の送信はありません。", "en": "Nothing is held."}


@click.group()
def transfers() -> None:
    """See what the guard holds and let a named person release or cancel it. docs/guard.md is the guide."""


@transfers.command()
@click.option("--insurer", help="Only this insurer's. Default: everybody's.")
@JSON
@LANGUAGE
@plain_errors
def held(insurer: str | None, language: Language, *, as_json: bool) -> None:
    """List the transfers that wait for a decision, the longest waiting first."""
    with platform().engine.connect() as connection:
        found = held_transfers(connection, insurer)
    if as_json:
        click.echo(json.dumps([_body(one) for one in found], ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo(_NONE[language])
        return
    table = Table(*_HEADINGS[language], show_lines=True)
    for one in found:
        table.add_row(*map(escape, _row(one, language)))
    Console().print(table)


@transfers.command()
@_INSURER
@_TRANSFER
@JSON
@LANGUAGE
@plain_errors
def show(insurer: str, transfer: UUID, language: Language, *, as_json: bool) -> None:
    """Show why a TRANSFER is or was held, with figures, and who decided about it."""
    with platform().engine.connect() as connection:
        found = find_hold(connection, insurer, transfer)
    if as_json:
        click.echo(json.dumps(_hold_body(found), ensure_ascii=False, indent=2))
        return
    console = Console()
    for name, value in _facts(found).items():
        if value is not None:
            console.print(f"{name}: {escape(value)}", soft_wrap=True)
    for line in _lines(found.figures, found.transfer.record_kind):
        said = asdict(line)
        console.print(f"- {escape(said[f'title_{language}'])} ({line.code})", soft_wrap=True)
        console.print(f"  {escape(said[f'desk_{language}'])}", soft_wrap=True)


@transfers.command()
@_INSURER
@_BY
@_REASON
@_TRANSFER
@plain_errors
def release(insurer: str, by: str, reason: str, transfer: UUID) -> None:
    """Let a held TRANSFER pass; it is processed by the next worker, and the decision stays on record."""
    made = platform()
    with made.engine.begin() as connection:
        released = release_held(connection, insurer, transfer, by=by, reason=reason, now=made.clock())
    assert released.id is not None  # noqa: S101 - it was read from the table
    made.enqueue(released.id, insurer, released.record_kind)
    click.echo(f"{transfer} is released and waits for a worker.")


@transfers.command()
@_INSURER
@_BY
@_REASON
@_TRANSFER
@plain_errors
def cancel(insurer: str, by: str, reason: str, transfer: UUID) -> None:
    """Withdraw a held TRANSFER; nothing of it is kept, and the corrected file is a new transfer."""
    made = platform()
    with made.engine.begin() as connection:
        cancel_held(connection, insurer, transfer, by=by, reason=reason, now=made.clock())
    click.echo(f"{transfer} is cancelled; nothing of it was applied.")


def _lines(figures: list[Figure], record_kind: str) -> list[FigureLine]:
    return [line_of_figure(figure, RECORD_KINDS[record_kind]) for figure in figures]


def _row(one: HeldTransfer, language: Language) -> list[str]:
    kind = RECORD_KINDS[one.record_kind]
    name = kind.official_name if language == "ja" else kind.label_en
    titles = (asdict(line)[f"title_{language}"] for line in _lines(one.figures, one.record_kind))
    since = f"{one.held_at.astimezone(JAPAN):%Y-%m-%d %H:%M}"
    return [str(one.public_id), one.insurer_number, name, one.transfer_kind, since, "\n".join(titles)]


def _body(one: HeldTransfer) -> dict[str, Any]:
    figures = [asdict(line) for line in _lines(one.figures, one.record_kind)]
    return {
        "transfer_id": str(one.public_id), "insurer_number": one.insurer_number, "record_kind": one.record_kind,
        "transfer_kind": one.transfer_kind, "held_at": one.held_at.isoformat(), "figures": figures,
    }  # fmt: skip


def _facts(found: Hold) -> dict[str, str | None]:
    return {
        "transfer_id": str(found.transfer.public_id),
        "record_kind": found.transfer.record_kind,
        "state": str(found.transfer.state),
        "held_at": _moment(found.held.held_at),
        "released_at": _moment(found.held.released_at),
        "released_by": found.held.released_by,
        "reason": found.held.reason,
        "cancelled_by": found.transfer.cancelled_by,
        "cancel_reason": found.transfer.cancel_reason,
    }


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(JAPAN).isoformat() if at else None


def _hold_body(found: Hold) -> dict[str, Any]:
    return {
        **_facts(found),
        "figures": [asdict(line) for line in _lines(found.figures, found.transfer.record_kind)],
    }
