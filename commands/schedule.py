"""`care-platform schedule`: when insurers' records are loaded and fetched, and why then."""

from datetime import date, datetime, time, timedelta
from typing import Any

import click
from cryptography.hazmat.primitives.serialization import Encoding
from rich.console import Console
from rich.table import Table

from care_platform.platform import Platform
from care_platform.reference.calendar import JAPAN, japan_day
from care_platform.reference.catalogue import CataloguedError, Entry, pull
from care_platform.reference.check_digits import insurer_check_digit_ok
from care_platform.store.tables.schedule import Job
from commands.context import plain_errors, platform
from scheduler import plans_store
from scheduler.explain import Language, explain, job_text, reason_text
from scheduler.plans import Decision, decide
from scheduler.plans_store import NewPlan, Planned
from scheduler.windows import DEFAULT_MINUTES, default_opening

_DAY = click.DateTime(["%Y-%m-%d"])
_HEADINGS = {
    "ja": ("保険者", "作業", "次の開始", "被保険者数", "理由"),
    "en": ("Insurer", "Job", "Begins next", "Insured", "Why"),
}


def _insurer_number(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not insurer_check_digit_ok(value):
        raise click.BadParameter("not an insurer number: six digits with a modulus-10 check digit")
    return value


_insurer = click.argument("insurer", callback=_insurer_number)
_by = click.option("--by", required=True, help="Who decided.")
_reason = click.option("--reason", required=True, help="Why; kept with the change.")
_language = click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)


@click.group()
def schedule() -> None:
    """Plan when insurers are loaded and fetched; see what runs next and why."""


@schedule.command("set")
@_insurer
@_by
@_reason
@click.option("--url", help="The insurer's export service; without it, the insurer sends by itself.")
@click.option(
    "--people", type=click.IntRange(0), required=True, help="Insured persons, for sharing out loads."
)
@click.option(
    "--opens", type=click.DateTime(["%H:%M"]), help="Japan time. Default: spread from 21:00 to 01:59."
)
@click.option("--minutes", type=click.IntRange(15, 720), default=DEFAULT_MINUTES, show_default=True)
@click.option("--every-night", is_flag=True, help="Also when public offices are closed.")
@click.option("--from", "first", type=_DAY, help="First night. Default: today.")
@click.option("--loaded", is_flag=True, help="The initial load is done; only changes are fetched.")
@plain_errors
def set_plan(
    insurer: str,
    by: str,
    reason: str,
    *,
    url: str | None,
    people: int,
    opens: datetime | None,
    minutes: int,
    every_night: bool,
    first: datetime | None,
    loaded: bool,
) -> None:
    """Make or change an insurer's plan."""
    made = platform()
    now = made.clock()
    new = NewPlan(
        insurer_number=insurer, opens=_opening(insurer, opens), minutes=minutes,
        business_days_only=not every_night, first_night=first.date() if first else japan_day(now),
        people=people, loaded_at=now if loaded else None,
    )  # fmt: skip
    with made.engine.begin() as connection:
        plans_store.save_plan(connection, new, by=by, reason=reason, now=now)
        if url is not None:
            _register(connection, insurer, url)
    click.echo(f"{insurer}: {new.opens:%H:%M}, {minutes} min")


def _opening(insurer: str, opens: datetime | None) -> time:
    return opens.time() if opens is not None else default_opening(insurer)


def _register(connection: Any, insurer: str, url: str) -> None:
    from adapters.municipal.progress import save_source  # noqa: PLC0415 - slow to import
    from adapters.municipal.transport import require_address  # noqa: PLC0415

    try:
        save_source(connection, insurer, require_address(url))
    except CataloguedError as refusal:
        raise click.ClickException(f"{refusal.entry.title_ja} / {refusal.entry.vendor_en}") from None


@schedule.command("explain")
@_insurer
@_language
@plain_errors
def explain_plan(insurer: str, language: Language) -> None:
    """Say what runs next for an insurer, when, and why."""
    made = platform()
    found = _decided(made, insurer)
    if not found:
        raise click.ClickException(_said(pull.PLAN_UNKNOWN))
    planned, decision = found[0]
    click.echo(explain(planned.plan, decision, language).text())


@schedule.command("list")
@_language
@plain_errors
def list_plans(language: Language) -> None:
    """List every plan with what it does next."""
    table = Table(*_HEADINGS[language])
    for planned, decision in _decided(platform()):
        job = job_text(planned.plan.job, language)
        table.add_row(
            planned.plan.insurer_number,
            job,
            _begins(decision),
            f"{planned.people:,}",
            reason_text(decision, language),
        )
    Console().print(table)


@schedule.command()
@plain_errors
def alarms() -> None:
    """List windows that passed without their work done; exit code 1 when there are any."""
    with platform().engine.connect() as connection:
        found = plans_store.open_alarms(connection)
    for alarm in found:
        said = job_text(Job(alarm.job), "ja")
        click.echo(f"{alarm.insurer_number}  {alarm.night}  {said}  {alarm.failure_code or '–'}")
    if found:
        raise click.exceptions.Exit(1)
    click.echo("なし / none")


@schedule.command()
@_insurer
@_by
@_reason
@plain_errors
def pause(insurer: str, by: str, reason: str) -> None:
    """Begin nothing for an insurer until it is resumed."""
    _pause(insurer, by, reason, paused=True)


@schedule.command()
@_insurer
@_by
@_reason
@plain_errors
def resume(insurer: str, by: str, reason: str) -> None:
    """Go on with a paused plan from today."""
    _pause(insurer, by, reason, paused=False)


def _pause(insurer: str, by: str, reason: str, *, paused: bool) -> None:
    made = platform()
    with made.engine.begin() as connection:
        known = plans_store.pause_plan(
            connection, insurer, paused=paused, by=by, reason=reason, now=made.clock()
        )
    if not known:
        raise click.ClickException(_said(pull.PLAN_UNKNOWN))
    click.echo(f"{insurer}: {'停止 / paused' if paused else '再開 / resumed'}")


@schedule.command()
@click.option("--from", "first", type=_DAY, required=True)
@click.option("--to", "last", type=_DAY, required=True, help="Belongs to the freeze.")
@click.option("--pulls", is_flag=True, help="Stop nightly pulls too, not only initial loads.")
@_by
@_reason
@plain_errors
def freeze(first: datetime, last: datetime, by: str, reason: str, *, pulls: bool) -> None:
    """Let nothing begin on some days."""
    if first > last:
        raise click.UsageError("--from must not be later than --to.")
    made = platform()
    with made.engine.begin() as connection:
        plans_store.save_freeze(
            connection, first.date(), last.date(), stops_pulls=pulls, by=by, reason=reason, now=made.clock()
        )
    click.echo(f"{first.date()} – {last.date()}")


@schedule.command()
@click.option("--people", type=click.IntRange(1), required=True, help="Insured persons a night.")
@click.option("--from", "first", type=_DAY, help="Default: today.")
@_by
@_reason
@plain_errors
def capacity(people: int, first: datetime | None, by: str, reason: str) -> None:
    """Say how much all initial loads of one night may hold."""
    made = platform()
    day: date = first.date() if first else japan_day(made.clock())
    with made.engine.begin() as connection:
        plans_store.save_capacity(connection, day, people, by=by, reason=reason, now=made.clock())
    click.echo(f"{day}: {people:,}")


@schedule.command()
@plain_errors
def certificate() -> None:
    """Print the certificate that municipalities' systems must trust for requests of this platform."""
    from adapters.municipal.credentials import own_credentials  # noqa: PLC0415 - slow to import

    made = platform()
    own = own_credentials(made.settings, made.clock()).certificate
    if own.not_valid_after_utc < made.clock() + timedelta(days=90):
        click.echo(f"Expires {own.not_valid_after_utc:%Y-%m-%d}.", err=True)
    click.echo(own.public_bytes(Encoding.PEM).decode("ascii"), nl=False)


def _decided(made: Platform, insurer: str | None = None) -> list[tuple[Planned, Decision]]:
    now = made.clock()
    with made.engine.connect() as connection:
        rules = plans_store.load_rules(connection)
        planned = plans_store.load_plans(connection, now, insurer)
    return [(each, decide(each.plan, each.present_runs, rules, now)) for each in planned]


def _begins(decision: Decision) -> str:
    if decision.enqueue is not None:
        return "今 / now"
    return f"{decision.at.astimezone(JAPAN):%Y-%m-%d %H:%M}" if decision.at else "–"


def _said(entry: Entry) -> str:
    return f"{entry.title_ja} / {entry.title_en}"
