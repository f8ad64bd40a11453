"""From OpenTransfer to the report being ready, beside a bare parse, schema check and COPY of the same rows."""

import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from rich.console import Console
from sqlalchemy import text

from adapters.parts import Split
from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client.credentials import make_trial_credentials
from adapters.soap.client.service import MunicipalService
from adapters.soap.client.uploading import Announcement, upload
from adapters.xml.splitting import split_records
from adapters.xml.writer import write_records
from benchmarks.figures import Figure
from benchmarks.floors import KIND, floor_of_upload
from benchmarks.surroundings import INSURER, Surroundings
from care_platform.records.description import Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import system_clock
from care_platform.store.senders import RegisteredCertificate, register_certificate
from care_platform.synthesis.city import City
from care_platform.synthesis.rows import rows

AIM = 2.5
MEMORY_AIM_MB = 150.0
_ROUNDS = {100_000: 3}
_MODELS = 2_000
_BASE = date(2026, 8, 1)


@dataclass(frozen=True, slots=True)
class _Silence:
    def sent(self, size: int) -> None:
        """Nobody watches."""

    def processed(self, rows: int) -> None:
        """Nobody watches."""


def measure_uploads(around: Surroundings, console: Console, row_counts: list[int]) -> list[Figure]:
    """For each size, rounds of the platform and of its floor; then the worker's peak memory."""
    service = _service(around)
    figures = []
    for count in row_counts:
        with tempfile.TemporaryDirectory(dir=around.folder) as folder:
            figures += _measure(around, console, service, count, Path(folder))
    return figures


def _measure(
    around: Surroundings, console: Console, service: MunicipalService, count: int, folder: Path
) -> list[Figure]:
    pairs = []
    for n in range(_ROUNDS.get(count, 1)):
        split = _split(folder, count, history_number=1)
        _forget_everything(around)
        seconds = _upload(service, split)
        documents = [part.path.read_bytes() for part in split.parts]
        floor = floor_of_upload(around.database_url, documents).seconds
        console.print(f"uploads: {count:,} rows, round {n}: {seconds:.1f} s, floor {floor:.1f} s")
        pairs.append((seconds, floor))
    ratio = statistics.median(own / floor for own, floor in pairs)
    own, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    memory = around.peak_memory_mb("worker")
    name = f"{count:,} copay certificates, OpenTransfer to report"
    return [
        Figure(name=name, value=f"{own:.1f} s ({count / own:,.0f}/s)", floor=f"{floor:.1f} s", ratio=f"{ratio:.2f}",
               aim=f"at most {AIM}", met=ratio <= AIM),
        Figure(name="  worker's peak memory so far", value=f"{memory:.0f} MB", aim=f"under {MEMORY_AIM_MB:.0f} MB",
               met=memory < MEMORY_AIM_MB),
    ]  # fmt: skip


def _upload(service: MunicipalService, split: Split) -> float:
    announcement = Announcement(
        insurer_number=INSURER, record_kind=KIND, transfer_kind="initial", base_date=_BASE
    )
    started = time.perf_counter()
    outcome = upload(service, announcement, split, _Silence(), sleep=lambda _: time.sleep(0.1))
    seconds = time.perf_counter() - started
    if outcome.state != "applied" or outcome.counts["inserted"] != split.row_count:
        raise RuntimeError(f"the transfer ended as {outcome.state} with {outcome.counts}")
    return seconds


def _split(folder: Path, count: int, history_number: int) -> Split:
    kind = RECORD_KINDS[KIND]
    values = _rows(count, history_number)
    document = (piece.encode() for piece in write_records(values, kind))
    return split_records(document, kind, folder)


def _rows(count: int, history_number: int) -> Iterator[Values]:
    """Certificates of synthetic people, repeated with other insured numbers to save the time of making them."""
    town = City(insurer_number=INSURER, insurer_name="枚方市", size=20_000, seed=5, base_date=_BASE)
    models = list(itertools.islice(rows(town, KIND), _MODELS))
    for n, model in zip(range(count), itertools.cycle(models), strict=False):
        yield {**model, "insured_number": f"{n + 1:010d}", "history_number": str(history_number)}


def _forget_everything(around: Surroundings) -> None:
    with around.engine.begin() as connection:
        connection.execute(text("truncate transfer, transfer_part, finding, sender_request cascade"))
        connection.execute(text(f"truncate {KIND}"))


def _service(around: Surroundings) -> MunicipalService:
    now = system_clock()
    key_pem, certificate_pem = make_trial_credentials(INSURER, now, 2)
    certificate = x509.load_pem_x509_certificate(certificate_pem)
    registered = RegisteredCertificate(
        fingerprint=fingerprint_sha256(certificate), insurer_number=INSURER,
        subject=certificate.subject.rfc4514_string(), valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc, registered_at=now,
    )  # fmt: skip
    with around.engine.begin() as connection:
        register_certificate(connection, registered)
    key: Any = load_pem_private_key(key_pem, None)
    return MunicipalService(f"{around.base_url}/soap/v1/municipal", key, certificate)
