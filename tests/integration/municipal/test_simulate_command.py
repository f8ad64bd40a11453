"""A vendor starts the simulated municipality and pulls from it."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import text

from adapters.municipal import progress
from adapters.municipal.pulling import Puller
from adapters.municipal.simulated_answers import SimulatedSystem
from adapters.municipal.simulated_faults import read_faults
from adapters.municipal.simulated_server import running
from care_platform.intake.processing import waiting_transfers
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.synthesis.rows import SYNTHETIC_KINDS
from commands import simulate_municipality
from commands.certificates import certificates
from commands.context import Wiring
from commands.simulate import simulate
from commands.simulate_municipality import Town, export_of, trial_signer
from tests.builders.municipalities import platform_credentials
from tests.builders.records import HIRAKATA
from tests.integration.municipal.test_pull import SHORT


def test_the_command_tells_where_it_listens_and_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulate_municipality, "_until_interrupted", lambda: None)
    trusted = tmp_path / "platform.pem"
    trusted.write_bytes(platform_credentials().certificate.public_bytes(Encoding.PEM))
    told = CliRunner().invoke(
        simulate,
        ["municipality", "--people", "20", "--port", "18491", "--folder", str(tmp_path / "town"),
         "--faults", "drop:2", "--faults", "half-page", "--trust", str(trusted)],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "http://127.0.0.1:18491/soap/export/v1" in told.output
    assert f"certificates register --insurer {HIRAKATA}" in told.output
    key = tmp_path / "town" / f"{HIRAKATA}-key.pem"
    assert key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--faults", "flood"), "flood"),
        (("--insurer", "999999"), "insurer"),
        (("--trust", __file__), "PEM certificate"),
    ],
)
def test_what_it_cannot_do_is_said(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    told = CliRunner().invoke(simulate, ["municipality", "--folder", str(tmp_path), *options])
    assert told.exit_code != 0
    assert said in told.output


def test_a_synthetic_town_is_pulled_whole_and_every_row_is_sound(platform: Platform, tmp_path: Path) -> None:
    town = Town(HIRAKATA, 60, 1, date(2026, 8, 1), 20)
    signer = trial_signer(tmp_path, HIRAKATA, platform.clock())
    registered = CliRunner().invoke(
        certificates, ["register", "--insurer", HIRAKATA, str(tmp_path / f"{HIRAKATA}-certificate.pem")],
        obj=Wiring(lambda _: platform, lambda _: ""),
    )  # fmt: skip
    assert registered.exit_code == 0, registered.output
    system = SimulatedSystem(export_of(town), signer, read_faults(["drop", "half-page"]), platform.clock)
    with running(system) as server:
        with platform.engine.begin() as connection:
            progress.save_source(connection, HIRAKATA, server.url)
        Puller(platform, platform.engine, platform_credentials(), SHORT).pull(HIRAKATA)
    with platform.engine.connect() as connection:
        for transfer_id in waiting_transfers(connection):
            platform.processor().process(transfer_id)
        found = connection.execute(text("select record_kind, state, rejected from transfer")).all()
    assert {row.record_kind for row in found} == set(RECORD_KINDS) & set(SYNTHETIC_KINDS)
    assert {(row.state, row.rejected) for row in found} == {("applied", 0)}
