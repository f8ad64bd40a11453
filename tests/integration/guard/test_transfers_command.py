"""Whoever operates the platform sees what is held and carries out a named person's decision."""

import json
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from care_platform.platform import Platform
from care_platform.store.tables import Transfer
from commands.context import Wiring
from commands.transfers import transfers
from tests.builders.records import HIRAKATA
from tests.builders.transfers import now
from tests.integration.guard.town import COPAY, copays, full_load, released

OTHER_CITY = "131016"
NAMED = ("--by", "見本　係長", "--reason", "合併により全件確認済み")


class Desk:
    """The command line on the test's database; whom it asks for work is remembered."""

    def __init__(self, platform: Platform, database_url: str) -> None:
        self.asked: list[int] = []
        working = replace(platform, enqueue=lambda transfer_id, *_: self.asked.append(transfer_id))
        self._wiring = Wiring(lambda _: working, lambda _: database_url)

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(transfers, list(words), obj=self._wiring, env={"COLUMNS": "300"})

    def told(self, *words: str) -> Any:
        result = self.run(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@pytest.fixture
def desk(platform: Platform, database_url: str) -> Desk:
    return Desk(platform, database_url)


@pytest.fixture
def held(platform: Platform) -> Transfer:
    """A full load of 40 where 300 are usual."""
    full_load(platform, COPAY, copays(300))
    second = full_load(platform, COPAY, copays(40, first=1_000))
    assert second.state == "held"
    return second


def test_what_waits_is_listed_with_its_reason(desk: Desk, held: Transfer) -> None:
    [one] = desk.told("held")
    assert (one["transfer_id"], one["insurer_number"], one["record_kind"]) == (
        str(held.public_id), HIRAKATA, COPAY,
    )  # fmt: skip
    assert [figure["code"] for figure in one["figures"]] == ["guard.row_count_departs"]
    assert "件数がいつもと大きく異なります" in desk.run("held").stdout
    assert "The number of rows departs from the usual" in desk.run("held", "--language", "en").stdout


def test_another_insurer_has_nothing_held(desk: Desk, held: Transfer) -> None:
    assert desk.told("held", "--insurer", OTHER_CITY) == []
    assert [one["transfer_id"] for one in desk.told("held", "--insurer", HIRAKATA)] == [str(held.public_id)]
    assert "保留中の送信はありません" in desk.run("held", "--insurer", OTHER_CITY).stdout


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "いつもは300件、今回は40件"), ("en", "Usually 300 rows, now 40")]
)
def test_a_hold_is_shown_with_its_figures(desk: Desk, held: Transfer, language: str, words: str) -> None:
    shown = desk.run("show", "--insurer", HIRAKATA, str(held.public_id), "--language", language)
    assert (shown.exit_code, words in shown.stdout) == (0, True), shown.output


def test_a_release_asks_for_a_worker_and_names_who_decided(desk: Desk, held: Transfer) -> None:
    result = desk.run("release", "--insurer", HIRAKATA, *NAMED, str(held.public_id))
    assert result.exit_code == 0, result.output
    assert desk.asked == [held.id]
    told = desk.told("show", "--insurer", HIRAKATA, str(held.public_id))
    assert (told["state"], told["released_by"], told["reason"]) == ("sealed", NAMED[1], NAMED[3])
    assert desk.told("held") == []


def test_a_cancellation_keeps_name_and_reason_and_nothing_else(
    desk: Desk, held: Transfer, platform: Platform
) -> None:
    result = desk.run("cancel", "--insurer", HIRAKATA, *NAMED, str(held.public_id))
    assert result.exit_code == 0, result.output
    after = now(platform, held)
    assert (after.state, after.cancelled_by, after.cancel_reason) == ("cancelled", NAMED[1], NAMED[3])
    assert (desk.told("held"), desk.asked) == ([], [])


@pytest.mark.parametrize("decision", ["release", "cancel"])
@pytest.mark.parametrize("words", [("--by", " ", "--reason", "確認済み"), ("--by", "見本", "--reason", "\n")])
def test_nobody_decides_without_name_and_reason(
    desk: Desk, held: Transfer, platform: Platform, decision: str, words: tuple[str, ...]
) -> None:
    result = desk.run(decision, "--insurer", HIRAKATA, *words, str(held.public_id))
    assert result.exit_code == 1
    assert "名前と理由" in result.output
    assert now(platform, held).state == "held"


@pytest.mark.parametrize("decision", ["release", "cancel"])
def test_another_insurer_s_transfer_is_unknown(
    desk: Desk, held: Transfer, platform: Platform, decision: str
) -> None:
    result = desk.run(decision, "--insurer", OTHER_CITY, *NAMED, str(held.public_id))
    assert (result.exit_code, "intake.transfer_unknown" in result.output) == (1, True)
    assert now(platform, held).state == "held"


@pytest.mark.parametrize("decision", ["release", "cancel"])
def test_what_was_decided_is_not_decided_again(
    desk: Desk, held: Transfer, platform: Platform, decision: str
) -> None:
    released(platform, held)
    result = desk.run(decision, "--insurer", HIRAKATA, *NAMED, str(held.public_id))
    assert (result.exit_code, "guard.not_held" in result.output) == (1, True)
    assert now(platform, held).state == "applied"
