"""`care-platform sharing`: when an insurer's records are open to look-ups."""

from datetime import datetime

import click

from care_platform.migration.sharing import plan_sharing, start_sharing, stop_sharing
from care_platform.reference.check_digits import insurer_check_digit_ok
from commands.context import plain_errors, platform

_insurer = click.option("--insurer", required=True, help="保険者番号, six digits, for example 272104.")
_by = click.option("--by", required=True, help="Who decided.")
_reason = click.option("--reason", required=True, help="Why; kept with the change.")


@click.group()
def sharing() -> None:
    """Plan, start and stop sharing for an insurer."""


@sharing.command()
@_insurer
@_by
@_reason
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Planned first day.")
@plain_errors
def plan(insurer: str, by: str, reason: str, day: datetime) -> None:
    """Say from which day an insurer means to share."""
    made = platform()
    with made.engine.begin() as connection:
        plan_sharing(connection, _known(insurer), day.date(), by=by, reason=reason, now=made.clock())
    click.echo(f"{insurer} plans to share from {day.date()}.")


@sharing.command()
@_insurer
@_by
@_reason
@plain_errors
def start(insurer: str, by: str, reason: str) -> None:
    """Open an insurer's records to look-ups, now."""
    made = platform()
    now = made.clock()
    with made.engine.begin() as connection:
        start_sharing(connection, _known(insurer), since=now, by=by, reason=reason, now=now)
    click.echo(f"{insurer} shares.")


@sharing.command()
@_insurer
@_by
@_reason
@plain_errors
def stop(insurer: str, by: str, reason: str) -> None:
    """Close an insurer's records again; nothing is deleted."""
    made = platform()
    with made.engine.begin() as connection:
        stop_sharing(connection, _known(insurer), by=by, reason=reason, now=made.clock())
    click.echo(f"{insurer} no longer shares.")


def _known(insurer: str) -> str:
    if not insurer_check_digit_ok(insurer):
        raise click.BadParameter(
            "not an insurer number: six digits with a modulus-10 check digit", param_hint="--insurer"
        )
    return insurer
