"""`care-platform demo`: the whole platform on this machine, telling its main story."""

import json
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc.jwk import ECKey
from rich.console import Console
from rich.panel import Panel

from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client.credentials import make_trial_credentials
from adapters.soap.client.service import MunicipalService
from adapters.soap.signing import SigningKey
from care_platform.platform import Platform
from care_platform.reference.calendar import japan_day, system_clock
from care_platform.settings import Settings
from care_platform.store.offices import register_client, register_office
from care_platform.store.schema import upgrade
from care_platform.store.senders import RegisteredCertificate, register_certificate
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.institutions import Institution, institution_of
from commands.context import plain_errors, settings, wiring
from commands.demonstration import cast
from commands.demonstration.filling import Filling
from commands.demonstration.gates_story import GatesStory
from commands.demonstration.logins import Login, make_logins, read_logins, write_logins
from commands.demonstration.municipal_system import MunicipalSystem
from commands.demonstration.office import OfficeSoftware
from commands.demonstration.processes import DidNotStartError, Processes, free_port
from commands.demonstration.programme_office import ProgrammeOffice
from commands.demonstration.stage import Stage
from commands.demonstration.story import Story
from commands.demonstration.town_hall import TownHall
from commands.demonstration.trial import Trial

_PORT, _PROVIDER_PORT = 8480, 8490
_CREDENTIAL_DAYS = 30


@click.command()
@click.option("--check", is_flag=True, help="Tell the story, then stop with exit code 0 if it held, else 1.")
@click.option(
    "--people", "size", type=click.IntRange(500), default=110_000, show_default=True, help="Insured persons."
)
@click.option(
    "--code", "code_of", help="Print the present one-time code of a login of the demonstration, and stop."
)
@plain_errors
def demo(*, check: bool, size: int, code_of: str | None) -> None:
    """Start everything on this machine and tell the main story on a synthetic city.

    The database under CARE_DATA_DIR/demo is made anew each time. Nothing else is touched.
    """
    console = Console(width=None if not check else 110)
    folder = settings().data_dir / "demo"
    if code_of is not None:
        click.echo(_code(folder, code_of))
        return
    try:
        held = _Demonstration(console, folder, size).run(stay=not check)
    except DidNotStartError as error:
        raise click.ClickException(str(error)) from None
    if not held:
        raise click.exceptions.Exit(1)


def _code(folder: Path, login_name: str) -> str:
    known = read_logins(folder).values()
    found = next((login for login in known if login.login_name == login_name and login.code_secret), None)
    if found is None:
        raise click.ClickException("The demonstration has no such login with a one-time code.")
    return found.code(system_clock())


@dataclass(frozen=True, slots=True)
class _Sender:
    """枚方市's way to the platform, and the key and certificate it signs with."""

    service: MunicipalService
    key: SigningKey
    certificate: x509.Certificate


@dataclass(slots=True)
class _Demonstration:
    console: Console
    folder: Path
    size: int

    def run(self, *, stay: bool) -> bool:
        """Sets the stage, tells the story, and stays until interrupted if asked to."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        with self.console.status("Making a city of people who do not exist …"):
            town = cast.city(self.size, japan_day(system_clock()))
            citizen = cast.heroine(town)
            since = cast.correction_day(citizen, town.base_date)
            correction = self.folder / "correction.xml"
            cast.write_correction(town, citizen, since, correction)
        chosen, environment = self._settings(citizen)
        platform = wiring().create_platform(chosen)
        upgrade(platform.engine)
        programme = ProgrammeOffice(platform)
        key = programme.begin(self.size)
        system = MunicipalSystem(town, self.folder / "city", citizen.insured_number, key.key_id, key.secret)
        with Processes(self.folder / "logs", environment, self._database(chosen)) as processes, system:
            office = self._register_office(platform, chosen.base_url)
            sender = self._register_sender(platform, chosen.base_url)
            logins = make_logins(platform, cast.PERSON_KEY, institution_of(citizen))
            write_logins(logins, self.folder)
            self._start(processes, chosen, environment)
            stage = Stage(self.console)
            hall = TownHall(platform, sender.service, self.console, correction, town.base_date)
            trial = Trial(platform, self.folder / "trial", town.base_date)
            gates = GatesStory(stage, programme, hall, system, trial, sender.key, sender.certificate)
            story = Story(stage, gates, hall, office, citizen, since, chosen.base_url)
            held = story.tell()
            filling = Filling(platform, office, town)
            if stay:
                self._fill(filling, institution_of(citizen))
            self._show_logins(logins)
            if stay:
                self._fill_country(filling)
                self._stay(chosen.base_url)
        platform.engine.dispose()
        return held

    @staticmethod
    def _database(chosen: Settings) -> Path | None:
        """The folder of the embedded server, which is the demonstration's own and ends with it."""
        return None if chosen.database_url is not None else chosen.data_dir.resolve() / "postgresql"

    def _settings(self, citizen: Citizen) -> tuple[Settings, dict[str, str]]:
        base_url = f"http://127.0.0.1:{free_port(_PORT)}"
        provider_port = free_port(_PROVIDER_PORT)
        key_file, people_file = self.folder / "oidc-key.json", self.folder / "people.json"
        cast.make_key(key_file)
        people_file.write_text(
            json.dumps([{"key": cast.PERSON_KEY, **cast.identity_of(citizen)}]), encoding="utf-8"
        )
        chosen = Settings(
            data_dir=self.folder, base_url=base_url, oidc_client_id=cast.OIDC_CLIENT_ID,
            oidc_issuer=f"http://127.0.0.1:{provider_port}/api/realms/main",
            oidc_private_key_file=key_file, oidc_allow_insecure_http=True,
        )  # fmt: skip
        environment = {
            "DATABASE_URL": wiring().database_url(chosen),
            "CARE_DATA_DIR": str(self.folder),
            "CARE_BASE_URL": base_url,
            "CARE_OIDC_ISSUER": str(chosen.oidc_issuer),
            "CARE_OIDC_CLIENT_ID": cast.OIDC_CLIENT_ID,
            "CARE_OIDC_PRIVATE_KEY_FILE": str(key_file),
            "CARE_OIDC_ALLOW_INSECURE_HTTP": "true",
            "DEMO_PROVIDER_PORT": str(provider_port),
            "DEMO_PEOPLE_FILE": str(people_file),
        }
        return chosen, environment

    def _start(self, processes: Processes, chosen: Settings, environment: dict[str, str]) -> None:
        port, people = environment["DEMO_PROVIDER_PORT"], environment["DEMO_PEOPLE_FILE"]
        with self.console.status("Starting the identity provider, the web service and a worker …"):
            processes.start(
                "identity-provider", "simulate", "identity-provider", "--port", port, "--people", people
            )
            processes.start("serve", "serve")
            processes.start("worker", "worker")
            processes.wait_for("serve", f"{chosen.base_url}/readyz")
            processes.wait_for("identity-provider", f"{chosen.oidc_issuer}/.well-known/openid-configuration")

    def _register_office(self, platform: Platform, base_url: str) -> OfficeSoftware:
        key = ECKey.generate_key("P-256", auto_kid=True)
        keys: dict[str, Any] = {"keys": [key.as_dict(private=False)]}
        with platform.engine.begin() as connection:
            register_office(connection, cast.OFFICE_NUMBER, cast.OFFICE_NAME, ["43"])
            register_client(
                connection, cast.CLIENT_ID, cast.OFFICE_NUMBER, "見本ケアソフト", keys,
                ["records.read", "users.write"], platform.clock(),
            )  # fmt: skip
        (self.folder / "office-key.json").write_text(json.dumps(key.as_dict(private=True)), encoding="utf-8")
        return OfficeSoftware(base_url, cast.CLIENT_ID, key)

    def _register_sender(self, platform: Platform, base_url: str) -> "_Sender":
        now = platform.clock()
        key_pem, certificate_pem = make_trial_credentials(cast.HIRAKATA, now, _CREDENTIAL_DAYS)
        (self.folder / "sender-key.pem").write_bytes(key_pem)
        (self.folder / "sender-certificate.pem").write_bytes(certificate_pem)
        certificate = x509.load_pem_x509_certificate(certificate_pem)
        registered = RegisteredCertificate(
            fingerprint=fingerprint_sha256(certificate), insurer_number=cast.HIRAKATA,
            subject=certificate.subject.rfc4514_string(), valid_from=certificate.not_valid_before_utc,
            valid_to=certificate.not_valid_after_utc, registered_at=now,
        )  # fmt: skip
        with platform.engine.begin() as connection:
            register_certificate(connection, registered)
        key: Any = load_pem_private_key(key_pem, None)
        service = MunicipalService(f"{base_url}/soap/v1/municipal", key, certificate)
        return _Sender(service, key, certificate)

    def _fill(self, filling: Filling, hospital: Institution) -> None:
        with self.console.status("Filling the pages …"):
            users, opinions = filling.users(), filling.opinion_requests(hospital)
        self.console.print(f"   {users} more users of the office, {opinions} opinions asked for.")

    def _fill_country(self, filling: Filling) -> None:
        """After the logins are shown: only the programme office's pages wait for it."""
        self.console.print("\nEverybody can sign in now.")
        words = "Playing the country's programme up to today for the programme office's pages; about half a minute …"
        with self.console.status(words):
            self.console.print(f"   {filling.country():,} more programmes on their way to 2028-04-01.")

    def _show_logins(self, logins: list[Login]) -> None:
        self.console.print("\n[bold]Who you can be[/] (name, password, secret of the one-time code)")
        for login in logins:
            secret = login.code_secret or "no code"
            self.console.print(f"   {login.audience}: {login.link}", soft_wrap=True)
            self.console.print(f"      {login.login_name}  {login.password}  {secret}", soft_wrap=True)

    def _stay(self, base_url: str) -> None:
        lines = [
            f"Look-up API              {base_url}/api/v1/docs",
            f"SOAP service             {base_url}/soap/v1/municipal?wsdl",
            f"Health                   {base_url}/readyz",
            f"Keys, files and logins   {self.folder}",
            "One-time code            care-platform demo --code NAME, or an authenticator",
            "",
            "Ctrl+C stops everything.",
        ]
        self.console.print(Panel("\n".join(lines), title="Running"))
        try:
            signal.pause()
        except KeyboardInterrupt:
            self.console.print("Stopping …")
