"""A municipality's simulated system, for tests of the pull."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Engine

from adapters.municipal.credentials import OwnCredentials
from adapters.municipal.simulated_answers import Signer, SimulatedSystem
from adapters.municipal.simulated_city import Exported, ExportedCity
from adapters.municipal.simulated_faults import FaultPlan, read_faults
from adapters.municipal.simulated_server import make_signer
from adapters.soap.certificates import fingerprint_sha256
from care_platform.reference.calendar import Clock
from care_platform.store.senders import RegisteredCertificate, register_certificate
from tests.builders.records import HIRAKATA, copay_row

KIND = "copay_certificate"
NOON = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@cache
def platform_credentials() -> OwnCredentials:
    """The platform's own key and certificate."""
    made = make_signer(ec.generate_private_key(ec.SECP256R1()), "000000", NOON)
    return OwnCredentials(made.key, made.certificate)


@cache
def town_signer() -> Signer:
    """Hirakata's key with a certificate in use and an expired one."""
    return make_signer(ec.generate_private_key(ec.SECP256R1()), HIRAKATA, NOON)


def people(count: int, **changes: Any) -> list[dict[str, Any]]:
    """So many people's copay certificates."""
    return [copay_row(f"{number:010}", **changes) for number in range(1, count + 1)]


@dataclass
class Town:
    """Hirakata's system, with what it was told."""

    clock: Clock
    faults: FaultPlan = field(default_factory=FaultPlan)
    city: ExportedCity = field(default_factory=lambda: ExportedCity(HIRAKATA))
    heard: list[str] = field(default_factory=list)

    @property
    def system(self) -> SimulatedSystem:
        """The system, which trusts the platform's certificate only."""
        trusted = fingerprint_sha256(platform_credentials().certificate)
        return SimulatedSystem(self.city, town_signer(), self.faults, self.clock, trusted, self.heard.append)

    def exports(self, rows: Sequence[dict[str, Any]], *, rows_per_page: int = 2, **changes: Any) -> Exported:
        """A further change set."""
        base_date: date = changes.pop("base_date", date(2026, 8, 1))
        return self.city.add(KIND, rows, base_date, rows_per_page=rows_per_page, **changes)

    def times(self, operation: str) -> int:
        """How often an operation was performed."""
        return self.heard.count(operation)


def a_town(clock: Clock, *faults: str) -> Town:
    """A town whose system has nothing to export yet, and these troubles."""
    return Town(clock, read_faults(faults))


def register_town(engine: Engine, insurer_number: str = HIRAKATA) -> None:
    """Registers the town's certificate for an insurer."""
    certificate = town_signer().certificate
    with engine.begin() as connection:
        register_certificate(
            connection,
            RegisteredCertificate(
                fingerprint=fingerprint_sha256(certificate), insurer_number=insurer_number, subject="trial",
                valid_from=certificate.not_valid_before_utc, valid_to=certificate.not_valid_after_utc,
                registered_at=NOON,
            ),
        )  # fmt: skip
