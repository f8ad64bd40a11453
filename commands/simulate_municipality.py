"""Behind `care-platform simulate municipality`: a synthetic city offered by a simulated system."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from adapters.municipal.simulated_answers import Signer, SimulatedSystem
from adapters.municipal.simulated_city import ExportedCity
from adapters.municipal.simulated_faults import FaultPlan, read_faults
from adapters.municipal.simulated_server import make_signer, running
from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client.credentials import CredentialsError, read_certificate_file, read_key
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import system_clock
from care_platform.synthesis.rows import SYNTHETIC_KINDS, rows
from commands.synthesize import city_of


@dataclass(frozen=True, slots=True)
class Town:
    """What the simulated system holds."""

    insurer_number: str
    people: int
    seed: int
    base_date: date
    rows_per_page: int


def export_of(town: Town) -> ExportedCity:
    """The town's initial change sets, one for each record kind that can be made."""
    city = city_of(town.insurer_number, town.people, town.seed, town.base_date)
    exported = ExportedCity(town.insurer_number)
    for kind in RECORD_KINDS:
        if kind in SYNTHETIC_KINDS:
            exported.add(
                kind, rows(city, kind), town.base_date, initial=True, rows_per_page=town.rows_per_page
            )
    return exported


def serve_municipality(
    town: Town,
    folder: Path,
    faults: Sequence[str],
    trust: Path | None,
    port: int,
    delay: float,
    tell: Callable[[str], None],
) -> None:
    """Runs the system until interrupted; `tell` gets the address, how to register it, and each operation."""
    system = SimulatedSystem(
        export_of(town),
        trial_signer(folder, town.insurer_number, system_clock()),
        _plan(faults),
        system_clock,
        _trusted(trust),
        tell,
    )
    certificate = folder / f"{town.insurer_number}-certificate.pem"
    with running(system, port, delay) as server:
        tell(f"{server.url}  ({len(system.city.changes)} change sets; WSDL: {server.url}?wsdl)")
        tell(f"care-platform certificates register --insurer {town.insurer_number} {certificate}")
        tell(
            f"care-platform schedule set {town.insurer_number} --url {server.url} --people {town.people} ..."
        )
        _until_interrupted()


def trial_signer(folder: Path, insurer_number: str, now: datetime) -> Signer:
    """The municipality's trial key in the folder, made when there is none; its certificate stays the same."""
    key_file = folder / f"{insurer_number}-key.pem"
    certificate_file = folder / f"{insurer_number}-certificate.pem"
    folder.mkdir(parents=True, exist_ok=True)
    if not key_file.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        key_file.touch(mode=0o600)
        key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        certificate_file.write_bytes(
            make_signer(key, insurer_number, now).certificate.public_bytes(Encoding.PEM)
        )
    try:
        loaded, certificate = read_key(key_file), read_certificate_file(certificate_file)
    except CredentialsError as error:
        raise click.ClickException(f"{folder}: {error}.") from None
    return Signer(loaded, certificate, make_signer(loaded, insurer_number, now).expired)


def _plan(faults: Sequence[str]) -> FaultPlan:
    try:
        return read_faults(faults)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--faults") from None


def _trusted(trust: Path | None) -> str | None:
    if trust is None:
        return None
    try:
        return fingerprint_sha256(read_certificate_file(trust))
    except CredentialsError as error:
        raise click.BadParameter(str(error), param_hint="--trust") from None


def _until_interrupted() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return
