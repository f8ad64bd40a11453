"""What an operator reads about an insurer's next run."""

from collections.abc import Mapping
from datetime import date

import pytest

from care_platform.store.tables.schedule import Job
from scheduler import explain as words
from scheduler.calendar_rules import Freeze, FreezeKind, Rules
from scheduler.explain import Language, explain
from scheduler.plans import Plan, Reason, Run, decide
from scheduler.windows import default_opening
from tests.unit.scheduler.plans import a_load, a_plan, at, day, failed, ran

UP_TO_FRIDAY = ran("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")


def told(
    plan: Plan, runs: Mapping[date, Run], now: str, language: Language, rules: Rules | None = None
) -> str:
    return explain(plan, decide(plan, runs, rules or Rules(), at(now)), language).text()


def test_the_weekend_and_the_holiday_are_named_in_japanese() -> None:
    text = told(a_plan(), UP_TO_FRIDAY, "2026-11-21 09:00", "ja")
    assert text.splitlines() == [
        "次の作業: 夜間取得",
        "理由: 次に使える時間枠まで待っています。",
        "時間枠: 2026-11-24 22:00 – 2026-11-25 02:00",
        "開始: 2026-11-24 22:00",
        "使えない夜: 2026-11-21 土曜日、2026-11-22 日曜日、2026-11-23 祝日（勤労感謝の日）",
    ]


def test_a_retry_says_which_attempt_failed_and_why_in_english() -> None:
    runs = UP_TO_FRIDAY | failed("2026-11-24", 2, "2026-11-24 22:10")
    text = told(a_plan(), runs, "2026-11-24 22:07", "en")
    assert "Why: Attempt 2 failed (pull.no_connection); it is tried again after a pause." in text
    assert "Begins: 2026-11-24 22:10" in text


def test_a_freeze_is_given_with_its_reason() -> None:
    frozen = Freeze(day("2026-11-24"), day("2026-11-24"), frozenset(Job), FreezeKind.DECIDED, "機器更新")
    text = told(a_plan(), UP_TO_FRIDAY, "2026-11-24 09:00", "ja", Rules((frozen,)))
    assert "2026-11-24 運用者の決めた凍結: 機器更新" in text


def test_missed_windows_are_named() -> None:
    text = told(a_plan(), ran("2026-11-18"), "2026-11-20 09:00", "en")
    assert "Why: Its window passed without a run, so it is caught up now, once." in text
    assert "Missed windows: " in text
    assert "2026-11-19" in text


def test_an_initial_load_without_a_night_says_so() -> None:
    assert told(a_load(None), {}, "2026-11-24 09:00", "en").splitlines()[0] == "Next: nothing"


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_in_both_languages(reason: Reason) -> None:
    japanese, english = words._REASONS[reason]
    assert japanese.endswith("。")
    assert english.endswith(".")


def test_the_country_does_not_open_at_once() -> None:
    openings = {default_opening(f"{number:06}") for number in range(0, 1_571)}
    assert len(openings) > 250
    assert all(opening.hour >= 21 or opening.hour < 2 for opening in openings)
