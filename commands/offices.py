"""`care-platform offices`: care offices and the software that acts for them."""

import json
from pathlib import Path
from typing import Any, TextIO, cast
from urllib.parse import urlsplit

import click
import requests
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from care_platform.reference.catalogue import CataloguedError, access
from care_platform.reference.scopes import SOFTWARE_SCOPES
from care_platform.store.card_terminals import end_terminal, register_terminal
from care_platform.store.offices import register_client, register_office
from commands.context import plain_errors, platform
from commands.demonstration.office import OfficeSoftware


@click.group()
def offices() -> None:
    """Register care offices and their software."""


@offices.command("add")
@click.option("--number", required=True, help="介護事業所番号, ten characters.")
@click.option("--name", required=True)
@click.option(
    "--service-type", "service_types", multiple=True, help="サービス種類コード; repeat for several."
)
@plain_errors
def add_office(number: str, name: str, service_types: tuple[str, ...]) -> None:
    """Register an office. Without a service type it is an institution that provides no care service."""
    made = platform()
    with made.engine.begin() as connection:
        register_office(connection, number, name, list(service_types))
    click.echo(f"{number} is registered.")


@offices.command("make-key")
@click.argument("private_key_file", type=click.Path(path_type=Path, dir_okay=False))
@plain_errors
def make_key(private_key_file: Path) -> None:
    """Make an ES256 key for a client: the private key into the file, the public JWK set on the terminal."""
    if private_key_file.exists():
        raise click.ClickException("The file exists; nothing was written.")
    key = ECKey.generate_key("P-256", auto_kid=True)
    private_key_file.touch(mode=0o600)
    private_key_file.write_text(json.dumps(key.as_dict(private=True)), encoding="utf-8")
    click.echo(json.dumps({"keys": [key.as_dict(private=False)]}))


@offices.command("add-client")
@click.option("--client-id", required=True, help="The name the software signs in with.")
@click.option("--office", required=True, help="The office it acts for.")
@click.option("--software", required=True, help="The product's name.")
@click.option("--public-keys", type=click.File(encoding="utf-8"), required=True, help="Its public JWK set.")
@click.option(
    "--scope", "scopes", multiple=True, default=sorted(SOFTWARE_SCOPES), show_default=True,
    help="Repeat for several; staff.manage and audit.read for software of administrators.",
)  # fmt: skip
@plain_errors
def add_client(
    client_id: str, office: str, software: str, public_keys: TextIO, scopes: tuple[str, ...]
) -> None:
    """Register software that acts for an office, known by its public keys."""
    keys = json.loads(public_keys.read())
    if not isinstance(keys, dict):
        raise CataloguedError(access.CLIENT_INVALID, {"item": "public_keys"})
    made = platform()
    with made.engine.begin() as connection:
        register_client(connection, client_id, office, software, keys, scopes, made.clock())
    click.echo(f"{client_id} acts for {office}.")


@offices.command("add-terminal")
@click.option("--terminal-id", required=True, help="The card reader's own name, its `iss`.")
@click.option("--office", required=True, help="The office it stands in.")
@click.option(
    "--public-keys", type=click.File(encoding="utf-8"), required=True, help="Its public JWK set: one key."
)
@plain_errors
def add_terminal(terminal_id: str, office: str, public_keys: TextIO) -> None:
    """Register a card reader, known by its public key, whose word registers users."""
    keys = json.loads(public_keys.read())
    listed = keys.get("keys") if isinstance(keys, dict) else None
    if not isinstance(listed, list) or len(listed) != 1 or not isinstance(listed[0], dict):
        raise CataloguedError(access.TERMINAL_INVALID, {"item": "public_keys"})
    made = platform()
    with made.engine.begin() as connection:
        register_terminal(connection, terminal_id, office, listed[0], made.clock())
    click.echo(f"{terminal_id} reads cards for {office}.")


@offices.command("end-terminal")
@click.option("--terminal-id", required=True)
@plain_errors
def stop_terminal(terminal_id: str) -> None:
    """End a card reader, for instance one that was stolen; its word counts no more."""
    made = platform()
    with made.engine.begin() as connection:
        if not end_terminal(connection, terminal_id, made.clock()):
            raise click.ClickException("There is no such card reader, or it has ended.")
    click.echo(f"{terminal_id} has ended.")


@offices.command()
@click.option("--client-id", required=True, help="The name the software signs in with.")
@click.option("--key", "key_file", type=click.File(encoding="utf-8"), required=True, help="Its private key.")
@click.option("--url", required=True, help="The platform's address, as its CARE_BASE_URL has it.")
@plain_errors
def token(client_id: str, key_file: TextIO, url: str) -> None:
    """Print an access token, as care software gets one: for a first look-up by hand.

    It opens what the client may see, for an hour. Do not keep it in a file.
    """
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise click.BadParameter("must be an http or https address", param_hint="--url")
    software = OfficeSoftware(url.rstrip("/"), client_id, _private_key(json.loads(key_file.read())))
    try:
        click.echo(software.access_token())
    except requests.HTTPError as error:
        raise click.ClickException(
            f"The platform gives no token (status {error.response.status_code}): check --client-id, --key and --url."
        ) from None
    except (requests.RequestException, ValueError, KeyError):
        raise click.ClickException(f"No platform answers at {url}.") from None


def _private_key(jwk: object) -> ECKey:
    try:
        key = ECKey.import_key(cast("dict[str, Any]", jwk))
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        key = None
    if key is None or not key.is_private:
        raise click.BadParameter("no private key as make-key makes it", param_hint="--key")
    return key
