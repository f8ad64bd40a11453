"""The whole way by the command line, as a project leader and a vendor would go it."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import text

from adapters.xml.writer import write_records
from care_platform.migration.milestones import Milestone
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from commands.all import command_line
from commands.context import Wiring
from tests.builders.clock import MovableClock
from tests.builders.records import HIRAKATA, copay_row
from tests.integration.migration.city import COPAY, HIRAKATA_PLACE, MovingCity, credentials

SIGNED = ["--by", "推進室 山田", "--reason", "計画どおり"]
Run = Callable[..., Result]


@pytest.fixture
def run(platform: Platform, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `care-platform` with these words on the test's platform."""
    monkeypatch.setenv("CARE_DATA_DIR", str(tmp_path))
    wiring = Wiring(lambda _settings: platform, lambda _settings: "")

    def invoke(*words: str, fails: int = 0) -> Result:
        result = CliRunner().invoke(command_line, list(words), obj=wiring)
        assert result.exit_code == fails, result.output
        return result

    return invoke


@pytest.fixture
def pem(tmp_path: Path) -> list[str]:
    """The options that name the city's key and certificate."""
    key, certificate = credentials()
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return [
        "--private-key", str(tmp_path / "key.pem"), "--certificate", str(tmp_path / "certificate.pem")
    ]  # fmt: skip


def file_of(path: Path, rows: Iterable[Mapping[str, Any]]) -> str:
    path.write_text("".join(write_records(rows, RECORD_KINDS[COPAY])), encoding="utf-8")
    return str(path)


def test_a_programme_from_its_beginning_to_the_switch_and_back(
    run: Run, platform: Platform, clock: MovableClock
) -> None:
    begin = run("programme", "begin", HIRAKATA, "--name", "枚方市", "--member", HIRAKATA_PLACE, *SIGNED)
    assert "has begun" in begin.output
    run("programme", "plan", HIRAKATA, "--milestone", "standard", "--on", "2026-11-20", *SIGNED)
    run("programme", "set", HIRAKATA, "--vendor", "見本システム", "--rhythm", "business_days", *SIGNED)
    run("programme", "obstacle", HIRAKATA, "--by", "山田", "--what", "要員不足")
    listed = run("programme", "list", "--prefecture", "27", "--late").output
    assert "late 1" in listed
    assert "要員不足" in listed
    refused = run("programme", "advance", HIRAKATA, *SIGNED, fails=1).output
    assert "[migration.evidence_missing]" in refused
    run("programme", "advance", HIRAKATA, "--document", "適合確認書 第12号", *SIGNED)
    run("programme", "back", HIRAKATA, "--to", "preparing", *SIGNED)
    city = MovingCity(platform, clock)
    city.comes_to(Milestone.RECONCILIATION)
    clock.move(seconds=1)
    shared = run(
        "programme", "share", HIRAKATA, "--at", "2026-11-25T09:00", "--consent-by", "課長 佐藤", *SIGNED
    )
    assert "2026-11-25 09:00" in shared.output
    shown = run("programme", "show", HIRAKATA, "--history").output
    assert "情報共有開始" in shown
    assert "stepped_back" in shown
    run("programme", "reverse", HIRAKATA, *SIGNED)
    assert city.state == "reconciliation"


def test_show_says_what_the_next_gate_lacks(run: Run, city: MovingCity) -> None:
    assert "[migration.evidence_missing]" in run("programme", "show", HIRAKATA).output
    assert "[migration.programme_unknown]" in run("programme", "show", "271007", fails=1).output


def test_no_change_without_a_name(run: Run, city: MovingCity) -> None:
    said = run("programme", "back", HIRAKATA, "--to", "preparing", "--by", " ", "--reason", "x", fails=1)
    assert "[migration.not_signed_for]" in said.output


def test_the_country_is_seeded_with_its_unions(run: Run, tmp_path: Path) -> None:
    unions = tmp_path / "unions.csv"
    unions.write_text(
        "insurer_number,name,lg_code\n018127,空知中部広域連合,012271\n018127,空知中部広域連合,014231\n"
    )
    seeded = run("programme", "seed", "--unions", str(unions), *SIGNED)
    assert "1740 programmes" in seeded.output
    assert "1741 municipalities" in run("programme", "list", "--state", "sharing").output
    unions.write_text("number,name\n018127,空知中部広域連合\n")
    assert "no column" in run("programme", "seed", "--unions", str(unions), *SIGNED, fails=1).output


def test_the_readiness_list_goes_into_a_file(run: Run, city: MovingCity, tmp_path: Path) -> None:
    target = tmp_path / "readiness.csv"
    run("programme", "readiness", "--csv", "--prefecture", "27", "--output", str(target))
    with target.open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 43
    assert len(json.loads(run("programme", "readiness").output)["municipalities"]) == 1741


def test_gaps_are_listed_and_explained(run: Run, city: MovingCity) -> None:
    city.comes_to(Milestone.RECONCILIATION)
    city.clock.move(days=4)
    listed = run("programme", "gaps", HIRAKATA).output
    assert "[1] copay_certificate: 2026-11-24 is missing" in listed
    run("programme", "explain", HIRAKATA, "1", *SIGNED)
    assert "2 open" in run("programme", "gaps", HIRAKATA).output


def test_a_reader_gets_a_token_once(run: Run, city: MovingCity) -> None:
    token = run("programme", "add-reader", "大阪府").output.strip()
    assert len(token) == 43
    assert "[migration.reader_exists]" in run("programme", "add-reader", "大阪府", fails=1).output
    run("programme", "end-reader", "大阪府")
    run("programme", "end-reader", "大阪府", fails=1)


class TestReconcile:
    @pytest.fixture
    def loaded(self, city: MovingCity, run: Run, tmp_path: Path) -> MovingCity:
        city.comes_to(Milestone.INITIAL_LOAD, [copay_row("0000000001"), copay_row("0000000002")])
        run("reconcile", "key", HIRAKATA, "--output", str(tmp_path / "key.json"), *SIGNED)
        return city

    def makes(
        self, run: Run, pem: list[str], tmp_path: Path, rows: list[Any], *words: str, **fails: int
    ) -> str:
        target = tmp_path / "control.jws"
        key = ["--key-file", str(tmp_path / "key.json")]
        records = file_of(tmp_path / "copay.xml", rows)
        run("reconcile", "make-control", records, *key, *pem, "--output", str(target), *words, **fails)
        return str(target)

    def test_what_was_sent_and_is_held_is_exact(
        self, loaded: MovingCity, run: Run, pem: list[str], tmp_path: Path
    ) -> None:
        rows = [copay_row("0000000002"), copay_row("0000000001")]
        control = self.makes(run, pem, tmp_path, rows, "--base-date", "2026-11-20")
        assert "exact: 0 differences" in run("reconcile", "check", control, *SIGNED).output
        assert "has passed: reconciliation" in run("programme", "advance", HIRAKATA, *SIGNED).output

    def test_a_difference_is_asked_for_named_and_accepted(
        self, loaded: MovingCity, run: Run, pem: list[str], tmp_path: Path
    ) -> None:
        rows = [copay_row("0000000001"), copay_row("0000000002", rate="3")]
        control = self.makes(run, pem, tmp_path, rows, "--base-date", "2026-11-20")
        request = tmp_path / "request.json"
        run("reconcile", "check", control, "--request", str(request), *SIGNED, fails=1)
        detail = self.makes(run, pem, tmp_path, rows, "--request", str(request))
        assert (
            "different: 1 differences"
            in run("reconcile", "check", detail, "--detail", *SIGNED, fails=1).output
        )
        table = tmp_path / "differences.csv"
        said = run("reconcile", "differences", HIRAKATA, "--output", str(table)).output
        assert "0000000002" not in said
        with table.open(encoding="utf-8-sig", newline="") as lines:
            [line] = csv.DictReader(lines)
        assert (line["what"], line["insured_number"]) == ("other_content", "0000000002")
        assert table.stat().st_mode & 0o777 == 0o600
        run("reconcile", "accept", HIRAKATA, line["id"], "--approver", "課長 佐藤", "--reason", "翌月解消")
        run("programme", "advance", HIRAKATA, *SIGNED)

    def test_an_unsound_row_stops_the_statement(
        self, loaded: MovingCity, run: Run, pem: list[str], tmp_path: Path
    ) -> None:
        self.makes(run, pem, tmp_path, [copay_row(rate="9")], "--base-date", "2026-11-20", fails=1)
        assert not (tmp_path / "control.jws").exists()

    def test_a_key_file_is_never_overwritten(self, loaded: MovingCity, run: Run, tmp_path: Path) -> None:
        before = (tmp_path / "key.json").read_text()
        run("reconcile", "key", HIRAKATA, "--output", str(tmp_path / "key.json"), *SIGNED, fails=1)
        assert (tmp_path / "key.json").read_text() == before
        with loaded.platform.engine.connect() as connection:
            assert connection.execute(text("select count(*) from reconciliation_key")).scalar_one() == 1

    def test_a_file_of_another_insurer_is_not_stated(
        self, loaded: MovingCity, run: Run, pem: list[str], tmp_path: Path
    ) -> None:
        other = copay_row(insurer_number="271007")
        self.makes(run, pem, tmp_path, [other], "--base-date", "2026-11-20", fails=1)

    def test_before_a_comparison_there_are_no_differences(
        self, loaded: MovingCity, run: Run, tmp_path: Path
    ) -> None:
        run("reconcile", "differences", HIRAKATA, "--output", str(tmp_path / "x.csv"), fails=1)
        run("reconcile", "accept", HIRAKATA, "--all", "--approver", "佐藤", "--reason", "x", fails=1)
