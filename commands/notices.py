"""`care-platform notices`: who is told what, what waits, and sending it now."""

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from care_platform.accounts.secret_box import secret_box
from care_platform.notices.outbox import latest, retry
from care_platform.notices.parcel import Channel, Language, Rhythm
from care_platform.notices.subscriptions import (
    KINDS_OF_ORGANISATION,
    NewRecipient,
    recipients,
    subscribe,
    unsubscribe,
)
from care_platform.notices.watching import watch
from care_platform.reference.calendar import JAPAN
from care_platform.reference.notices import NoticeKind
from commands.choices import one_of
from commands.context import plain_errors, platform
from commands.notice_work import courier

_WIDE = 160


def _show(columns: list[str], rows: list[list[str]]) -> None:
    console = Console()
    table = Table(*columns)
    for row in rows:
        table.add_row(*row)
    (console if console.is_terminal else Console(width=_WIDE)).print(table)


@click.group()
def notices() -> None:
    """Notices by mail and webhook: steps due and late, gates, held transfers, certificates, emergencies."""


@notices.command("list")
@click.option("--subject", help="Insurer or office number.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@plain_errors
def list_(subject: str | None, limit: int, *, as_json: bool) -> None:
    """The newest notices, and how many of their deliveries wait, arrived or were given up."""
    with platform().engine.connect() as connection:
        lines = latest(connection, limit, subject)
    if as_json:
        click.echo(json.dumps([_line(one) for one in lines], ensure_ascii=False))
        return
    rows = [[str(value) for value in _line(one).values()] for one in lines]
    _show(["id", "when (JST)", "kind", "of", "subject", "waiting", "delivered", "given up"], rows)


def _line(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "at": one.created_at.astimezone(JAPAN).isoformat(timespec="minutes"), "kind": one.kind,
        "addressee": one.addressee, "subject": one.subject, "waiting": one.waiting,
        "delivered": one.delivered, "given_up": one.given_up,
    }  # fmt: skip


@notices.command("recipients")
@plain_errors
def recipients_() -> None:
    """Who is told, with the number that `unsubscribe` and `retry` take."""
    with platform().engine.connect() as connection:
        found = recipients(connection)
    rows = [
        [str(one.id), one.organisation_kind, one.organisation, one.channel, one.address, one.language, one.rhythm,
         " ".join(one.kinds) or "all", "yes" if one.confirmed_at else "not yet"]
        for one in found
    ]  # fmt: skip
    _show(
        ["id", "kind", "organisation", "channel", "address", "language", "rhythm", "notices", "confirmed"],
        rows,
    )


@notices.command("subscribe")
@click.option("--kind", type=click.Choice(KINDS_OF_ORGANISATION), required=True)
@click.option(
    "--organisation", required=True, help="Insurer or office number, JP, a prefecture, an account id."
)
@click.option("--mail", "mail_address", help="A mail address.")
@click.option("--webhook", "url", help="A web address that takes signed JSON.")
@click.option("--language", type=one_of(Language), default=Language.JAPANESE.value, show_default=True)
@click.option("--rhythm", type=one_of(Rhythm), default=Rhythm.AT_ONCE.value, show_default=True)
@click.option("--notice", "kinds", type=one_of(NoticeKind), multiple=True, help="Default: all.")
@plain_errors
def subscribe_(
    kind: str, organisation: str, mail_address: str | None, url: str | None, language: str, rhythm: str,
    kinds: tuple[str, ...],
) -> None:  # fmt: skip
    """Tell an address from now on. A webhook's signing secret is printed this once."""
    if (mail_address is None) == (url is None):
        raise click.UsageError("Name --mail or --webhook.")
    new = NewRecipient(
        organisation_kind=kind, organisation=organisation, address=mail_address or url or "",
        channel=Channel.MAIL if mail_address else Channel.WEBHOOK, language=Language(language),
        rhythm=Rhythm(rhythm), kinds=kinds,
    )  # fmt: skip
    made = platform()
    with made.engine.begin() as connection:
        number, secret = subscribe(connection, new, secret_box(made.settings), made.clock())
    told = "is told" if url else "is told once the address is confirmed by the mail that is sent to it"
    click.echo(f"Recipient {number} {told}." + (f"\nSigning secret: {secret}" if secret else ""))


@notices.command("unsubscribe")
@click.argument("recipient", type=int)
@plain_errors
def unsubscribe_(recipient: int) -> None:
    """Tell a recipient nothing more."""
    made = platform()
    with made.engine.begin() as connection:
        unsubscribe(connection, recipient, made.clock())
    click.echo(f"Recipient {recipient} is told nothing more.")


@notices.command("retry")
@click.argument("recipient", type=int)
@plain_errors
def retry_(recipient: int) -> None:
    """Try what was given up for a recipient anew."""
    made = platform()
    with made.engine.begin() as connection:
        count = retry(connection, recipient, made.clock())
    click.echo(f"{count} notices are tried anew.")


@notices.command()
@plain_errors
def send() -> None:
    """Look what is due and send it now, as a worker does every few seconds. Exit code 0 whatever arrived."""
    made = platform()
    with made.engine.begin() as connection:
        watch(connection, made.clock())
    click.echo(f"{courier(made, made.engine).round()} notices arrived.")
