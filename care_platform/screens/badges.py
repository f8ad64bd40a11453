"""The state of a record in a few words and a colour: valid to, changes on, ended, restricted.

Colour only repeats what the words say, so that nobody needs to see it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from care_platform.lookup.answer import KindAnswer, State
from care_platform.records.description import Values
from care_platform.reference.codes import Language
from care_platform.screens.words import Speech

ENDS_SOON = timedelta(days=60)
"""From then on a renewal may be asked for (介護保険法施行規則39条)."""


class Tone(StrEnum):
    """The colour of a badge, by what it means."""

    GOOD = "good"
    INFO = "info"
    WARN = "warn"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Badge:
    """A few words and what they mean."""

    tone: Tone
    words: str


WITH_A_TERM = frozenset({
    "insured_certificate", "copay_certificate", "burden_limit_certificate", "reduction_certificate", "certification",
    "benefit_restriction",
})  # fmt: skip
"""Kinds of which people ask until when they hold; the others are on record or not."""
_TONES = {
    State.FOUND: Tone.GOOD, State.EXPIRED: Tone.BAD, State.NOT_YET_IN_FORCE: Tone.INFO,
    State.SUSPENDED: Tone.BAD, State.CONSENT_MISSING: Tone.WARN, State.NO_RELATIONSHIP: Tone.WARN,
}  # fmt: skip


def badges_of(answer: KindAnswer, today: date, speech: Speech) -> list[Badge]:
    """The last day, which says more than that it holds, else the state; then the next change, and a restriction."""
    state = Badge(_TONES.get(answer.state, Tone.QUIET), speech.say(f"state.{answer.state}"))
    if answer.record_kind not in WITH_A_TERM and answer.state in {State.FOUND, State.EXPIRED}:
        return [Badge(Tone.QUIET, speech.say("state.on_record"))]
    if answer.state is not State.FOUND or not answer.records:
        return [state]
    values = answer.records[0].values
    term = list(_last_day(last_day_of(answer.record_kind, values, today), today, speech))
    return [
        *(term or [state]),
        *_next_change(answer, today, speech),
        *_restricted(answer.record_kind, values, today, speech),
    ]


def last_day_of(kind: str, values: Values, today: date) -> date | None:
    """The last day of what the record says today; None where it has none."""
    if kind == "copay_certificate":
        periods = values.get("periods") or ()
        ends = [p["valid_to"] for p in periods if p["valid_from"] <= today.isoformat() <= p["valid_to"]]
        found = ends[0] if ends else None
    elif kind == "insured_certificate":
        found = values.get("certification_to")
    else:
        found = values.get("valid_to")
    return date.fromisoformat(found) if found else None


def short_day(day: date, today: date, language: Language) -> str:
    """8月1日 or 1 Aug; with the year where it is not this one."""
    if language == "ja":
        return (
            f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"
        )
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def _last_day(last: date | None, today: date, speech: Speech) -> Iterator[Badge]:
    if last is None:
        return
    day = short_day(last, today, speech.language)
    if last < today:
        yield Badge(Tone.BAD, speech.say("badge.ended", day=day))
    elif last == today:
        yield Badge(Tone.WARN, speech.say("badge.ends_today", day=day))
    elif last - today <= ENDS_SOON:
        yield Badge(Tone.WARN, speech.say("badge.ends_soon", day=day, days=(last - today).days))
    else:
        yield Badge(Tone.GOOD, speech.say("badge.valid_to", day=day))


def _next_change(answer: KindAnswer, today: date, speech: Speech) -> Iterator[Badge]:
    coming = [*_coming_records(answer, today), *_coming_periods(answer, today)]
    if coming:
        day = short_day(min(coming), today, speech.language)
        yield Badge(Tone.WARN, speech.say("badge.changes_on", day=day))


def _coming_records(answer: KindAnswer, today: date) -> Sequence[date]:
    starts = (version.in_force_from for version in answer.records[1:])
    return [day for day in starts if day is not None and day > today]


def _coming_periods(answer: KindAnswer, today: date) -> Sequence[date]:
    starts = (p["valid_from"] for p in answer.records[0].values.get("periods") or ())
    return [date.fromisoformat(day) for day in starts if day > today.isoformat()]


def _restricted(kind: str, values: Values, today: date, speech: Speech) -> Iterator[Badge]:
    text = today.isoformat()
    restrictions = values.get("benefit_restrictions") or ()
    now = any(r["valid_from"] <= text <= (r.get("valid_to") or text) for r in restrictions)
    if now or kind == "benefit_restriction":
        yield Badge(Tone.BAD, speech.say("badge.restricted"))


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
