"""A decision in words, Japanese and English: what runs next for an insurer, and why. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from care_platform.reference.business_days import Closed, holiday_name
from care_platform.reference.calendar import JAPAN
from care_platform.store.tables.schedule import Job
from scheduler.calendar_rules import Freeze, FreezeKind
from scheduler.plans import Decision, Plan, Reason
from scheduler.windows import Barred, Window

Language = Literal["ja", "en"]

_JOBS: Final[Mapping[Job, tuple[str, str]]] = {
    Job.INITIAL_LOAD: ("初期セットアップ", "initial load"),
    Job.PULL: ("夜間取得", "nightly pull"),
}
_REASONS: Final[Mapping[Reason, tuple[str, str]]] = {
    Reason.PAUSED: ("予定は停止中です。再開するまで何も始まりません。",
                    "The plan is paused; nothing begins until it is resumed."),
    Reason.SENDS_ITSELF: ("この保険者は自ら送信するため、取得の予定はありません。",
                          "This insurer sends by itself, so nothing is fetched."),
    Reason.NO_NIGHT_YET: ("初期セットアップの夜を割り当て中です。",
                          "The initial load is about to be given a night."),
    Reason.NO_WINDOW_IN_SIGHT: ("60日以内に使える夜がありません。凍結の設定を確かめてください。",
                                "No night within 60 days can be used; look at the freezes."),
    Reason.WINDOW_OPEN: ("時間枠が開いたので、今すぐ始まります。", "Its window is open, so it begins now."),
    Reason.NEXT_WINDOW: ("次に使える時間枠まで待っています。", "It waits for the next window that may be used."),
    Reason.UNDER_WAY: ("すでに進んでいます。", "It is under way."),
    Reason.RETRY_LATER: ("{attempts}回目が失敗したため（{code}）、間を置いて繰り返します。",
                         "Attempt {attempts} failed ({code}); it is tried again after a pause."),
    Reason.RETRY_NOW: ("{attempts}回目が失敗し（{code}）、間を置いたので、今すぐ繰り返します。",
                       "Attempt {attempts} failed ({code}); the pause is over, so it is tried again now."),
    Reason.CATCH_UP: ("時間枠の間に動けなかったため、今すぐ一度だけ追い付きます。",
                      "Its window passed without a run, so it is caught up now, once."),
    Reason.ASK_AGAIN: ("作業待ちの列にあり、空いた作業者が始めます。",
                       "It is in the queue; the next free worker begins it."),
}  # fmt: skip
_CLOSED: Final[Mapping[Closed, tuple[str, str]]] = {
    Closed.SATURDAY: ("土曜日", "Saturday"),
    Closed.SUNDAY: ("日曜日", "Sunday"),
    Closed.HOLIDAY: ("祝日", "public holiday"),
    Closed.YEAR_END: ("年末年始の閉庁日", "offices closed at the turn of the year"),
}
_FREEZES: Final[Mapping[FreezeKind, tuple[str, str]]] = {
    FreezeKind.MONTH_START: ("月初の凍結（1日〜3日）", "freeze at the month's start (1st to 3rd)"),
    FreezeKind.FIRST_OF_AUGUST: (
        "8月1日の凍結（7月31日〜8月2日）",
        "freeze around 1 August (31 July to 2 August)",
    ),
    FreezeKind.DECIDED: ("運用者の決めた凍結: {reason}", "freeze decided by the operator: {reason}"),
}
_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "next": ("次の作業", "Next"),
    "window": ("時間枠", "Window"),
    "from": ("開始", "Begins"),
    "why": ("理由", "Why"),
    "barred": ("使えない夜", "Nights passed over"),
    "missed": ("逃した時間枠", "Missed windows"),
    "now": ("今", "now"),
    "nothing": ("なし", "nothing"),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Lines of a label and a text, in one language."""

    lines: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """One line each."""
        return "\n".join(f"{label}: {said}" for label, said in self.lines)


def explain(plan: Plan, decision: Decision, language: Language) -> Explanation:
    """What runs next, when, and why; times are Japan's."""
    lines = [("next", _next(plan, decision, language)), ("why", reason_text(decision, language))]
    if decision.window is not None:
        lines.append(("window", _span(decision.window)))
    if decision.at is not None or decision.enqueue is not None:
        lines.append(("from", _instant(decision.at) if decision.at else _say(_LABELS["now"], language)))
    if decision.barred:
        lines.append(("barred", _joined([_barred(each, language) for each in decision.barred], language)))
    if decision.missed:
        lines.append(("missed", _joined([_day(m.window.night) for m in decision.missed], language)))
    return Explanation(tuple((_say(_LABELS[label], language), said) for label, said in lines))


def reason_text(decision: Decision, language: Language) -> str:
    """Why the decision is what it is, in one sentence."""
    run = decision.run
    attempts, code = (run.attempts, run.failure_code or "–") if run else (0, "–")
    return _say(_REASONS[decision.reason], language).format(attempts=attempts, code=code)


def job_text(job: Job, language: Language) -> str:
    """The job's name."""
    return _say(_JOBS[job], language)


def _next(plan: Plan, decision: Decision, language: Language) -> str:
    if decision.window is None:
        return _say(_LABELS["nothing"], language)
    return job_text(plan.job, language)


def _barred(barred: Barred, language: Language) -> str:
    return f"{_day(barred.night)} {_because(barred, language)}"


def _because(barred: Barred, language: Language) -> str:
    because = barred.because
    if isinstance(because, Freeze):
        return _say(_FREEZES[because.kind], language).format(reason=because.reason)
    said = _say(_CLOSED[because], language)
    name = holiday_name(barred.night) if because is Closed.HOLIDAY else None
    return f"{said}（{name}）" if name and language == "ja" else said


def _say(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language == "ja" else pair[1]


def _joined(texts: list[str], language: Language) -> str:
    return ("、" if language == "ja" else ", ").join(texts)


def _day(day: date) -> str:
    return day.isoformat()


def _instant(instant: datetime) -> str:
    return f"{instant.astimezone(JAPAN):%Y-%m-%d %H:%M}"


def _span(window: Window) -> str:
    return f"{_instant(window.opens)} – {_instant(window.closes)}"
