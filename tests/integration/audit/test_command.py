"""`care-platform audit` as an operator and an auditor use it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from joserfc.jwk import ECKey
from sqlalchemy import text

from care_platform.platform import Platform
from commands.audit import audit
from commands.context import Wiring
from tests.builders.offices import HANAKO
from tests.integration.audit.builders import ids, looked_up, meddle, seal_all, write


class Desk:
    """The command line on the test's database, and a folder."""

    def __init__(self, platform: Platform, database_url: str, folder: Path) -> None:
        self.wiring = Wiring(lambda _: platform, lambda _: database_url)
        self.folder = folder

    def run(self, *words: str | Path) -> Result:
        return CliRunner().invoke(audit, [str(word) for word in words], obj=self.wiring)

    def export(self, *words: str | Path) -> Path:
        file = self.folder / "heads.jsonl"
        file.write_text(self.run("export-heads", *words).stdout)
        return file


@pytest.fixture
def desk(platform: Platform, database_url: str, tmp_path: Path) -> Desk:
    looked_up(platform.engine, 5)
    seal_all(platform.engine)
    return Desk(platform, database_url, tmp_path)


def test_a_sound_log_verifies_with_exit_code_0(desk: Desk) -> None:
    result = desk.run("verify", "--heads", desk.export())
    assert result.exit_code == 0, result.output
    assert "5 rows, 2 seals, 0 rows not sealed yet" in result.stdout
    assert "Everything is as it was sealed" in result.stdout


def test_a_meddled_log_gives_exit_code_1_with_ids_and_month(desk: Desk, platform: Platform) -> None:
    meddle(platform.engine, f"update access_log set allowed = false where id = {ids(platform.engine)[0]}")
    result = desk.run("verify")
    assert result.exit_code == 1
    assert all(word in result.stdout for word in ("rows_changed", "2026-11", "1-3", "Without --heads"))


def test_a_lost_tail_shows_with_the_exported_head(desk: Desk, platform: Platform) -> None:
    kept = desk.export()
    meddle(
        platform.engine, "delete from audit_seal where seal_number = 2", "delete from access_log where id > 3"
    )
    assert desk.run("verify").exit_code == 0
    result = desk.run("verify", "--heads", kept)
    assert (result.exit_code, "seals_missing" in result.stdout) == (1, True)


def test_signed_heads_are_verified_with_the_public_key(desk: Desk) -> None:
    key = ECKey.generate_key("P-256", auto_kid=True)
    private, public = desk.folder / "key.json", desk.folder / "keys.json"
    private.write_text(json.dumps(key.as_dict(private=True)))
    public.write_text(json.dumps({"keys": [key.as_dict(private=False)]}))
    signed = desk.export("--from-seal", "1", "--key", private)
    assert len(signed.read_text().splitlines()) == 2
    assert desk.run("verify", "--heads", signed, "--public-keys", public).exit_code == 0

    signed.write_text(signed.read_text().replace('"seal_number": 1', '"seal_number": 3'))
    refused = desk.run("verify", "--heads", signed, "--public-keys", public)
    assert (refused.exit_code, "audit.heads_unreadable" in refused.stderr) == (1, True)


def test_retention_below_five_years_is_refused(desk: Desk) -> None:
    result = desk.run("retention", "--keep-months", "59")
    assert (result.exit_code, "at least 60 months" in result.stderr) == (1, True)


def test_retention_with_nothing_old_says_so(desk: Desk) -> None:
    assert "No month is old enough" in desk.run("retention").stdout


def test_sealing_by_hand(desk: Desk, platform: Platform) -> None:
    looked_up(platform.engine, 1)
    assert desk.run("seal").exit_code == 0


def test_findings_show_institutions_and_keep_persons_for_the_file(desk: Desk, platform: Platform) -> None:
    with platform.engine.begin() as connection:
        for number in range(12):
            write(connection, [HANAKO], office=f"27750{number:05}")
    file = desk.folder / "findings.jsonl"
    words: list[str | Path] = ["findings", "--since", "2026-11-01", "--until", "2026-11-30"]
    words += ["--by", "auditor-1", "--output", file]

    shown = desk.run(*words)
    assert "one_person_many_offices" in shown.stdout
    assert HANAKO.insured_number not in shown.output + file.read_text()

    shown = desk.run(*words, "--include-persons")
    assert HANAKO.insured_number not in shown.output
    assert json.loads(file.read_text().splitlines()[0])["insured_number"] == HANAKO.insured_number


def test_persons_are_never_shown_on_the_terminal(desk: Desk) -> None:
    result = desk.run("findings", "--since", "2026-11-01", "--by", "auditor-1", "--include-persons")
    assert (result.exit_code, "--output" in result.stderr) == (2, True)


def test_whoever_looks_for_findings_is_in_the_log(desk: Desk, platform: Platform) -> None:
    desk.run("findings", "--since", "2026-11-01", "--by", "auditor-7")
    query = text("select staff_id from access_log where action = 'read_access_log'")
    with platform.engine.connect() as connection:
        assert connection.execute(query).scalar_one() == "auditor-7"
