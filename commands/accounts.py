"""`care-platform accounts`: the first account of an organisation, help for one, and what software is registered with."""

import json
from collections.abc import Callable
from typing import TextIO, TypeVar
from uuid import UUID

import click
from sqlalchemy import Connection

from care_platform.accounts.clients import register_certificate, register_redirect
from care_platform.accounts.events import Occasion
from care_platform.accounts.kinds import Level, OrganisationKind, Role
from care_platform.accounts.managing import (
    NewAccount,
    Rights,
    end_account,
    make_account,
    recover_account,
    unlock_account,
)
from care_platform.accounts.resealing import reseal
from care_platform.accounts.secret_box import secret_box
from care_platform.accounts.staff import account_of_login
from care_platform.migration.keys import seal_bare_keys
from care_platform.platform import Platform
from care_platform.store.offices import register_console_client
from commands.choices import one_of
from commands.context import plain_errors, platform

T = TypeVar("T")


def _occasion(made: Platform) -> Occasion:
    return Occasion(at=made.clock(), correlation_id="command line")


@click.group()
def accounts() -> None:
    """Accounts of staff, and what their software is registered with."""


@accounts.command("add")
@click.option("--kind", type=one_of(OrganisationKind), required=True)
@click.option("--organisation", required=True, help="Office or insurer number, prefecture, or JP.")
@click.option("--login", required=True, help="Sign-in name: lower case, unique on the platform.")
@click.option("--staff-id", required=True, help="The organisation's own name for the member of staff.")
@click.option("--name", required=True)
@click.option("--level", type=one_of(Level), required=True)
@click.option("--role", type=one_of(Role))
@click.option("--job-type", help="職種, for people who work in an office.")
@click.option("--emergency-right", is_flag=True)
@plain_errors
def add(
    kind: str, organisation: str, login: str, staff_id: str, name: str, level: str, role: str | None,
    job_type: str | None, *, emergency_right: bool,
) -> None:  # fmt: skip
    """Make an account and print its first password, once."""
    made = platform()
    rights = Rights(role=Role(role) if role else None, job_type=job_type, emergency_right=emergency_right)
    new = NewAccount(
        login_name=login, kind=OrganisationKind(kind), organisation=organisation, staff_id=staff_id, name=name,
        level=Level(level), rights=rights,
    )  # fmt: skip
    with made.engine.begin() as connection:
        _, password = make_account(connection, new, _occasion(made))
    click.echo(password)


@accounts.command("recover")
@click.argument("login")
@plain_errors
def recover(login: str) -> None:
    """Print a new first password; the one-time code is enrolled anew."""
    click.echo(_done_to(login, recover_account))


@accounts.command("unlock")
@click.argument("login")
@plain_errors
def unlock(login: str) -> None:
    """End a lock before its time."""
    _done_to(login, unlock_account)


@accounts.command("end")
@click.argument("login")
@plain_errors
def end(login: str) -> None:
    """End an account for good, with its browsers and grants."""
    _done_to(login, end_account)


@accounts.command("add-client")
@click.option("--client-id", required=True, help="The name the software signs in with.")
@click.option("--kind", type=click.Choice(["insurer", "operator"]), required=True)
@click.option("--organisation", required=True, help="Insurer number, prefecture, or JP.")
@click.option("--software", required=True, help="The product's name.")
@click.option("--public-keys", type=click.File(encoding="utf-8"), required=True, help="Its public JWK set.")
@click.option(
    "--scope", "scopes", multiple=True, required=True, help="Repeat for several; see docs/accounts.md."
)
@plain_errors
def add_client(
    client_id: str, kind: str, organisation: str, software: str, public_keys: TextIO, scopes: tuple[str, ...]
) -> None:
    """Register software of a municipality's or the operator's console; an office's: `offices add-client`."""
    made, keys = platform(), json.loads(public_keys.read())
    if not isinstance(keys, dict):
        raise click.BadParameter("is no JWK set", param_hint="--public-keys")
    with made.engine.begin() as connection:
        register_console_client(
            connection, client_id, (kind, organisation), software, keys, scopes, made.clock()
        )
    click.echo(f"{client_id} acts for people of {organisation}.")


@accounts.command("add-redirect")
@click.option("--client-id", required=True)
@click.option("--uri", required=True, help="Compared letter by letter.")
@plain_errors
def add_redirect(client_id: str, uri: str) -> None:
    """Register an address that software may have a browser sent back to."""
    made = platform()
    with made.engine.begin() as connection:
        register_redirect(connection, client_id, uri)


@accounts.command("add-certificate")
@click.option("--client-id", required=True)
@click.option("--fingerprint", required=True, help="SHA-256 of the DER form, hexadecimal.")
@plain_errors
def add_certificate(client_id: str, fingerprint: str) -> None:
    """Register a TLS certificate by which software proves itself."""
    made = platform()
    with made.engine.begin() as connection:
        register_certificate(connection, client_id, fingerprint, made.clock())


@accounts.command("reseal")
@plain_errors
def reseal_secrets() -> None:
    """Seal every stored secret under the key file's first key; afterwards the former keys may go from the file."""
    made = platform()
    with made.engine.begin() as connection:
        box = secret_box(made.settings)
        seal_bare_keys(connection, box)
        changed = reseal(connection, box)
    click.echo(", ".join(f"{table}: {count}" for table, count in changed.items()))


def _done_to(login: str, act: Callable[[Connection, UUID, Occasion], T]) -> T:
    made = platform()
    with made.engine.begin() as connection:
        found = account_of_login(connection, login)
        if found is None:
            raise click.ClickException("There is no such account, or it has ended.")
        return act(connection, found.id, _occasion(made))
