"""`care-platform certificates`: whose signature may write which insurer's records."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client.credentials import CredentialsError, make_trial_credentials, read_certificate_file
from care_platform.reference.calendar import JAPAN, system_clock
from care_platform.reference.check_digits import insurer_check_digit_ok
from care_platform.reference.numbers import is_insurer_number
from care_platform.store.senders import (
    RegisteredCertificate,
    list_certificates,
    register_certificate,
    revoke_certificate,
)
from commands.context import plain_errors, platform


def _insurer(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (is_insurer_number(value) and insurer_check_digit_ok(value)):
        raise click.BadParameter("an insurer number has six digits, the last of them a check digit")
    return value


@click.group()
def certificates() -> None:
    """Make, register, list and revoke the certificates of senders."""


@certificates.command()
@click.option("--insurer", required=True, callback=_insurer, help="保険者番号, six digits.")
@click.option(
    "--days", type=click.IntRange(1, 825), default=90, show_default=True, help="How long it is valid."
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def make(insurer: str, days: int, folder: Path) -> None:
    """Make a key and a self-signed certificate for trials, into FOLDER.

    They are for trials only: a municipality uses the key and certificate its own authority gave it.
    """
    key_file, certificate_file = folder / f"{insurer}-key.pem", folder / f"{insurer}-certificate.pem"
    if key_file.exists() or certificate_file.exists():
        raise click.ClickException("The files exist already; nothing was written.")
    key, certificate = make_trial_credentials(insurer, system_clock(), days)
    folder.mkdir(parents=True, exist_ok=True)
    key_file.touch(mode=0o600)
    key_file.write_bytes(key)
    certificate_file.write_bytes(certificate)
    click.echo(f"{key_file}\n{certificate_file}")


@certificates.command()
@click.option("--insurer", required=True, callback=_insurer, help="保険者番号 it may write records of.")
@click.argument("certificate_file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@plain_errors
def register(insurer: str, certificate_file: Path) -> None:
    """Register a PEM certificate for one insurer. A fingerprint can be registered once only."""
    try:
        certificate = read_certificate_file(certificate_file)
    except CredentialsError as error:
        raise click.ClickException(f"The certificate: {error}.") from None
    made = platform()
    known = RegisteredCertificate(
        fingerprint=fingerprint_sha256(certificate),
        insurer_number=insurer,
        subject=certificate.subject.rfc4514_string(),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        registered_at=made.clock(),
    )
    with made.engine.begin() as connection:
        added = register_certificate(connection, known)
    if not added:
        raise click.ClickException("This certificate is registered already; nothing was changed.")
    click.echo(f"{known.fingerprint} may write the records of {insurer}.")


@certificates.command("list")
@click.option("--insurer", callback=_insurer, help="Only this insurer's.")
@plain_errors
def list_(insurer: str | None) -> None:
    """List the registered certificates."""
    with platform().engine.connect() as connection:
        found = list_certificates(connection, insurer)
    table = Table("insurer", "fingerprint", "subject", "valid to", "revoked")
    for one in found:
        revoked = f"{one.revoked_at.astimezone(JAPAN):%Y-%m-%d %H:%M}" if one.revoked_at else ""
        valid_to = f"{one.valid_to.astimezone(JAPAN):%Y-%m-%d}"
        table.add_row(one.insurer_number, one.fingerprint, one.subject, valid_to, revoked)
    Console(width=max(Console().width, 160)).print(table)


@certificates.command()
@click.argument("fingerprint")
@plain_errors
def revoke(fingerprint: str) -> None:
    """Revoke a certificate by its FINGERPRINT, from now on and for good."""
    made = platform()
    with made.engine.begin() as connection:
        revoked = revoke_certificate(connection, fingerprint.lower().replace(":", ""), made.clock())
    if not revoked:
        raise click.ClickException("No certificate in use has this fingerprint; nothing was changed.")
    click.echo("The certificate is revoked.")
