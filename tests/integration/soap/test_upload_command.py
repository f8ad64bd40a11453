"""A clerk uploads a file with the command line, over real HTTP."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from structlog.testing import capture_logs

from adapters.soap.certificates import fingerprint_sha256
from app import create_app
from care_platform.platform import Platform
from care_platform.reference.calendar import system_clock
from care_platform.store.senders import RegisteredCertificate, register_certificate
from commands.certificates import certificates
from commands.upload import upload
from tests.builders.records import HIRAKATA, copay_row
from tests.builders.transfers import xml_of
from tests.integration.soap.serving import served


class TownHall:
    """A clerk's desk: a folder with the key and certificate, and the command line."""

    def __init__(self, platform: Platform, folder: Path, address: str) -> None:
        self.platform, self.folder, self.address = platform, folder, address
        assert CliRunner().invoke(certificates, ["make", "--insurer", HIRAKATA, str(folder)]).exit_code == 0
        self.key = folder / f"{HIRAKATA}-key.pem"
        self.certificate = folder / f"{HIRAKATA}-certificate.pem"
        certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        now = datetime.now(UTC)
        with platform.engine.begin() as connection:
            register_certificate(
                connection,
                RegisteredCertificate(
                    fingerprint=fingerprint_sha256(certificate), insurer_number=HIRAKATA, subject="trial",
                    valid_from=now, valid_to=now + timedelta(days=1), registered_at=now,
                ),
            )  # fmt: skip

    def file(self, rows: Sequence[dict[str, Any]], name: str = "copay.xml") -> Path:
        path = self.folder / name
        path.write_bytes(xml_of("copay_certificate", rows))
        return path

    def uploads(self, path: Path, *options: str) -> Result:
        return CliRunner().invoke(
            upload,
            [str(path), "--url", self.address, "--key", str(self.key), "--certificate", str(self.certificate),
             "--patience", "0", *options],
        )  # fmt: skip


@pytest.fixture
def town_hall(platform: Platform, tmp_path: Path) -> Iterator[TownHall]:
    """A desk at Hirakata's town hall; a sealed transfer is processed at once."""

    def process(transfer_id: int, insurer_number: str, record_kind: str) -> None:
        working.processor().process(transfer_id)

    working = replace(platform, clock=system_clock, enqueue=process)
    with capture_logs(), served(create_app(working)) as address:
        yield TownHall(working, tmp_path, address)


def test_every_row_is_taken(town_hall: TownHall) -> None:
    told = town_hall.uploads(town_hall.file([copay_row("0000000001"), copay_row("0000000002")]), "--json")
    assert told.exit_code == 0, told.output
    report = json.loads(told.stdout)
    assert report["state"] == "applied"
    assert report["counts"] == {
        "received": 2, "inserted": 2, "superseding": 0, "unchanged": 0, "rejected": 0, "warnings": 0,
    }  # fmt: skip
    assert report["findings"] == []
