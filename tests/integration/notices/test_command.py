"""`care-platform notices`: subscribe, list, send, unsubscribe, as an operator types it."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result

from care_platform.platform import Platform
from commands.all import command_line
from commands.context import Wiring
from tests.builders.notices import LEADER, Mailbox, confirms, gate_passed, mail_settings

Run = Callable[..., Result]
TO_LEADER = ("subscribe", "--kind", "insurer", "--organisation", "272104", "--mail", LEADER)


@pytest.fixture
def run(platform: Platform, mailbox: Mailbox) -> Run:
    """Runs `care-platform notices` with these words on a platform with a mail server."""
    made = replace(platform, settings=mail_settings(platform, mailbox.port))
    wiring = Wiring(lambda _settings: made, lambda _settings: "")

    def invoke(*words: str, fails: int = 0) -> Result:
        result = CliRunner().invoke(command_line, ["notices", *words], obj=wiring)
        assert result.exit_code == fails, result.output
        return result

    return invoke


def confirmed(platform: Platform) -> None:
    """The project leader confirmed the address."""
    with platform.engine.begin() as connection:
        confirms(connection, 1, platform.clock())


def test_an_address_that_is_not_confirmed_is_only_asked(
    run: Run, platform: Platform, mailbox: Mailbox
) -> None:
    run(*TO_LEADER)
    gate_passed(platform)
    assert "0 notices arrived." in run("send").output
    assert ["確認をお願いします" in mail["Subject"] for mail in mailbox.mails] == [True]


def test_subscribed_listed_sent_and_ended(run: Run, platform: Platform, mailbox: Mailbox) -> None:
    assert "Recipient 1 is told once the address is confirmed" in run(*TO_LEADER, "--language", "en").output
    assert "not yet" in run("recipients").output
    confirmed(platform)
    assert "not yet" not in run("recipients").output
    gate_passed(platform)
    assert "1 notices arrived." in run("send").output
    [line] = json.loads(run("list", "--subject", "272104", "--json").output)
    assert (line["kind"], line["delivered"], line["waiting"]) == ("gate_passed", 1, 0)
    assert "gate_passed" in run("list").output
    run("unsubscribe", "1")
    assert LEADER not in run("recipients").output


def test_what_was_given_up_is_sent_once_the_address_works(
    run: Run, platform: Platform, mailbox: Mailbox
) -> None:
    run(*TO_LEADER)
    confirmed(platform)
    gate_passed(platform)
    mailbox.refusals = ["550 no such user"]
    assert "0 notices arrived." in run("send").output
    assert "1 notices are tried anew." in run("retry", "1").output
    assert "1 notices arrived." in run("send").output


def test_a_webhooks_secret_is_shown_once(run: Run) -> None:
    words = (
        "subscribe",
        "--kind",
        "insurer",
        "--organisation",
        "272104",
        "--webhook",
        "https://hooks.example/in",
    )
    assert "whsec_" in run(*words).output
    assert "whsec_" not in run(*words).output
    assert "whsec_" not in run("recipients").output


@pytest.mark.parametrize("both", [(), ("--mail", LEADER, "--webhook", "https://hooks.example/in")])
def test_one_address_is_named_neither_none_nor_two(run: Run, both: tuple[str, ...]) -> None:
    words = ("subscribe", "--kind", "insurer", "--organisation", "272104", *both)
    assert "Name --mail or --webhook." in run(*words, fails=2).output


def test_refusals_are_said_in_both_languages(run: Run) -> None:
    said = run("unsubscribe", "99", fails=1).output
    assert "この通知先は登録されていません" in said
    assert "There is no such recipient" in said
