"""An operator plans insurers with the command line and reads what runs next and why."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner, Result
from cryptography import x509

from care_platform.platform import Platform
from commands.context import Wiring
from commands.schedule import schedule
from scheduler.plans_tick import Ticker
from tests.builders.clock import MovableClock
from tests.builders.records import HIRAKATA

WHY = ("--by", "見本　太郎", "--reason", "試験")
Run = Callable[..., Result]


@pytest.fixture
def run(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> Run:
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(
            schedule, list(arguments), obj=Wiring(lambda _: platform, lambda _: ""), env={"COLUMNS": "200"}
        )

    return invoke


def planned(run: Run, *options: str) -> Result:
    return run("set", HIRAKATA, "--people", "110000", "--opens", "22:00", *WHY, *options)


def test_a_plan_is_made_and_explained_in_both_languages(run: Run) -> None:
    made = planned(run, "--url", "https://kaigo.town.example.jp/export", "--loaded")
    assert made.exit_code == 0, made.output
    japanese, english = run("explain", HIRAKATA).output, run("explain", HIRAKATA, "--language", "en").output
    assert "次の作業: 夜間取得" in japanese
    assert "開始: 2026-11-24 22:00" in japanese
    assert "Why: It waits for the next window that may be used." in english


def test_an_initial_load_is_explained_once_it_has_its_night(
    run: Run, platform: Platform, clock: MovableClock
) -> None:
    planned(run)
    Ticker(platform.engine, lambda *_: None, clock).tick()
    told = run("explain", HIRAKATA, "--language", "en").output
    assert "Next: initial load" in told
    assert "Window: 2026-11-24 22:00 – 2026-11-25 02:00" in told


def test_the_list_shows_every_plan(run: Run) -> None:
    planned(run)
    told = run("list")
    assert HIRAKATA in told.output
    assert "110,000" in told.output


def test_a_pause_is_said(run: Run) -> None:
    planned(run)
    assert run("pause", HIRAKATA, *WHY).exit_code == 0
    assert "予定は停止中" in run("explain", HIRAKATA).output
    assert run("resume", HIRAKATA, *WHY).exit_code == 0
    assert "予定は停止中" not in run("explain", HIRAKATA).output


def test_a_freeze_is_explained_with_its_reason(run: Run) -> None:
    planned(run, "--url", "https://kaigo.town.example.jp/export", "--loaded")
    frozen = run("freeze", "--from", "2026-11-24", "--to", "2026-11-24", "--pulls", *WHY)
    assert frozen.exit_code == 0, frozen.output
    assert "運用者の決めた凍結: 試験" in run("explain", HIRAKATA).output


def test_missed_windows_are_listed_until_they_are_made_good(
    run: Run, platform: Platform, clock: MovableClock
) -> None:
    assert run("alarms").exit_code == 0
    planned(run, "--url", "https://kaigo.town.example.jp/export", "--loaded")
    clock.now = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
    Ticker(platform.engine, lambda *_: None, clock).tick()
    told = run("alarms")
    assert told.exit_code == 1
    assert f"{HIRAKATA}  2026-11-24  夜間取得" in told.output


def test_the_capacity_is_decided_for_the_nights_to_come(run: Run) -> None:
    told = run("capacity", "--people", "500000", *WHY)
    assert told.output.strip() == "2026-11-24: 500,000"


def test_the_platform_s_certificate_is_printed_for_the_municipalities(run: Run, clock: MovableClock) -> None:
    told = run("certificate")
    certificate = x509.load_pem_x509_certificate(told.stdout.encode())
    assert certificate.not_valid_after_utc > clock() + timedelta(days=700)
    assert "PRIVATE" not in told.output
    clock.move(days=700)
    assert "Expires" in run("certificate").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("explain", HIRAKATA), "この保険者の予定はありません"),
        (("explain", "272105"), "not an insurer number"),
        (("pause", HIRAKATA, *WHY), "この保険者の予定はありません"),
        (
            ("set", HIRAKATA, "--people", "1", "--url", "http://town.example.jp/", *WHY),
            "この接続先は使えません",
        ),
        (("set", HIRAKATA, "--people", "1", "--minutes", "5", *WHY), "15<=x<=720"),
        (("freeze", "--from", "2026-11-25", "--to", "2026-11-24", *WHY), "must not be later"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    told = run(*arguments)
    assert told.exit_code != 0
    assert said in told.output
    assert "Traceback" not in told.output
