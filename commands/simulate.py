"""Stand-ins for outside services, for trials on one machine."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from joserfc.jwk import ECKey
from werkzeug.serving import make_server

from adapters.oidc.demo_people import DEMO_PIN, DemoClient, DemoPerson
from adapters.oidc.demo_provider import ISSUER_PATH, create_demo_provider
from adapters.oidc.person_claims import Sex
from adapters.oidc.settings import load_signing_key
from care_platform.reference.calendar import system_clock
from care_platform.settings import Settings
from commands.context import plain_errors, settings
from commands.simulate_nation import backtest_, nation

HOST = "127.0.0.1"
CALLBACK_PATH = "/portal/callback"
_SEXES: Mapping[str, Sex] = {"1": "1", "2": "2"}
DEMO_PEOPLE = (
    DemoPerson("hanako", "見本　花子", "大阪府枚方市大垣内町2丁目1番20号", date(1940, 4, 1), "2"),
    DemoPerson("taro", "見本　太郎", "大阪府枚方市岡東町12番3号", date(1938, 11, 30), "1"),
)


@click.group()
def simulate() -> None:
    """Stand-ins for outside services, for trials on one machine."""


simulate.add_command(nation)
simulate.add_command(backtest_)


@simulate.command("identity-provider")
@click.option("--port", type=click.IntRange(1, 65535), default=8490, show_default=True)
@click.option(
    "--people", "people_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON list of people: "key", "name", "address", "birth_date" (YYYY-MM-DD), "sex" (1 or 2).',
)  # fmt: skip
@click.option("--demo", is_flag=True, help="Two invented people instead of a file.")
@click.option("--client-id", help="The platform's name at the provider; CARE_OIDC_CLIENT_ID without it.")
@click.option(
    "--client-key", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The platform's key (PEM or JWK, public or private); CARE_OIDC_PRIVATE_KEY_FILE without it.",
)  # fmt: skip
@click.option(
    "--redirect-uri", help=f"Where people are sent back to; CARE_BASE_URL and {CALLBACK_PATH} else."
)
@plain_errors
def identity_provider(
    port: int,
    people_file: Path | None,
    demo: bool,  # noqa: FBT001 - a flag of the command line
    client_id: str | None,
    client_key: Path | None,
    redirect_uri: str | None,
) -> None:
    """Run an OpenID provider in the shape of デジタル認証アプリ, with invented people and one PIN.

    It listens on 127.0.0.1 only and forgets everything when it stops.
    """
    if (people_file is None) is not demo:
        raise click.UsageError("Name --people FILE or --demo.")
    chosen = settings()
    client = DemoClient(
        _given(client_id or chosen.oidc_client_id, "--client-id"),
        _public_key(client_key, chosen),
        (redirect_uri or chosen.base_url + CALLBACK_PATH,),
    )
    people = DEMO_PEOPLE if people_file is None else read_people(people_file)
    serve_identity_provider(people, client, port, click.echo)


@simulate.command("municipality")
@click.option("--insurer", default="272104", show_default=True, help="保険者番号 of the municipality.")
@click.option("--people", type=click.IntRange(1), default=1_000, show_default=True, help="Insured persons.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--base-date", type=click.DateTime(["%Y-%m-%d"]), default="2026-08-01", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8491, show_default=True)
@click.option("--rows-per-page", type=click.IntRange(1), default=5_000, show_default=True)
@click.option(
    "--faults", multiple=True, metavar="NAME[:TIMES]", help="What goes wrong: NAME, NAME:3 or NAME:always."
)
@click.option(
    "--delay-seconds", type=float, default=90.0, show_default=True, help="How long the fault delay takes."
)
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default="municipality",
              show_default=True, help="For the municipality's trial key and certificate.")  # fmt: skip
@click.option("--trust", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="The platform's certificate; without it, any signature is taken.")  # fmt: skip
@plain_errors
def municipality(
    insurer: str,
    people: int,
    seed: int,
    base_date: datetime,
    port: int,
    *,
    rows_per_page: int,
    faults: tuple[str, ...],
    delay_seconds: float,
    folder: Path,
    trust: Path | None,
) -> None:
    """Run a municipality's system that the platform pulls from, with a city of people who do not exist.

    It listens on 127.0.0.1 only. Faults strike as often as told and then cease, so that recovery can be watched.
    """
    from commands.simulate_municipality import Town, serve_municipality  # noqa: PLC0415 - slow to import

    town = Town(insurer, people, seed, base_date.date(), rows_per_page)
    serve_municipality(town, folder, faults, trust, port, delay_seconds, click.echo)


def serve_identity_provider(
    people: Sequence[DemoPerson], client: DemoClient, port: int, tell: Callable[[str], None]
) -> None:
    """Runs the provider until interrupted; `tell` gets the issuer once it listens."""
    issuer = f"http://{HOST}:{port}{ISSUER_PATH}"
    app = create_demo_provider(people, [client], issuer, system_clock)
    server = make_server(HOST, port, app, threaded=True)
    tell(f"CARE_OIDC_ISSUER={issuer}  (PIN {DEMO_PIN}; people: {', '.join(p.key for p in people)})")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


def read_people(path: Path) -> list[DemoPerson]:
    """The people of a file. Raises click.ClickException naming the entry that cannot be used, not its values."""
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise click.ClickException(f"{path} is not JSON.") from None
    if not isinstance(listed, list) or not listed:
        raise click.ClickException(f"{path} must hold a list of people.")
    return [_person(entry, path, number) for number, entry in enumerate(listed, 1)]


def _person(entry: Any, path: Path, number: int) -> DemoPerson:
    try:
        key, name, address = (str(entry[item]) for item in ("key", "name", "address"))
        return DemoPerson(key, name, address, date.fromisoformat(entry["birth_date"]), _SEXES[entry["sex"]])
    except (KeyError, TypeError, ValueError):
        raise click.ClickException(
            f"{path}, person {number}: key, name, address, birth_date (YYYY-MM-DD) and sex (1 or 2) are needed."
        ) from None


def _public_key(path: Path | None, chosen: Settings) -> ECKey:
    file = path or chosen.oidc_private_key_file
    text = _given(file.read_text(encoding="utf-8") if file else None, "--client-key")
    try:
        return ECKey.import_key(load_signing_key(text).as_dict(private=False))
    except ValueError as error:
        raise click.ClickException(f"--client-key: {error}") from None


def _given(value: str | None, option: str) -> str:
    if not value:
        raise click.UsageError(f"Name {option}, or set it in the environment.")
    return value
