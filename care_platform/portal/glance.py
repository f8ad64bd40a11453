"""What a person asks first: the level, the share of the cost, and until when. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from care_platform.lookup.answer import PersonAnswer, State
from care_platform.records.description import Values
from care_platform.records.kinds.copay_certificate import rate_on
from care_platform.reference.codes import CARE_LEVEL, COPAY_RATE
from care_platform.screens.badges import last_day_of, short_day
from care_platform.screens.formats import day_in_words
from care_platform.screens.words import Speech


@dataclass(frozen=True, slots=True)
class Figure:
    """One large figure with its label; `until` says to which day, `ended` when that day has passed."""

    label: str
    value: str
    until: str
    ended: bool = False


def figures_of(answer: PersonAnswer, speech: Speech) -> list[Figure]:
    """Level and share of the cost of an answer about one's own certificates; what is not known is left out."""
    values = {
        one.record_kind: one.records[0].values
        for one in answer.kinds
        if one.state is State.FOUND and one.records
    }
    return [*_level(values, answer.on, speech), *_share(values, answer.on, speech)]


def _level(values: dict[str, Values], today: date, speech: Speech) -> Iterator[Figure]:
    """From the certification, else as printed on the insured certificate, which outlives the certification on it."""
    for kind in ("certification", "insured_certificate"):
        level = values.get(kind, {}).get("care_level")
        if level:
            label = speech.say("fact.care_level")
            last = last_day_of(kind, values[kind], today)
            yield _figure(label, CARE_LEVEL.label(level, speech.language), last, today, speech)
            return


def _share(values: dict[str, Values], today: date, speech: Speech) -> Iterator[Figure]:
    printed = values.get("copay_certificate", {})
    rate = rate_on(printed, today.isoformat()) if printed else None
    if rate:
        last = last_day_of("copay_certificate", printed, today)
        yield _figure(
            speech.say("fact.copay_now"), COPAY_RATE.label(rate, speech.language), last, today, speech
        )


def _figure(label: str, value: str, last: date | None, today: date, speech: Speech) -> Figure:
    if last is None:
        return Figure(label, value, "")
    if last < today:
        ended = speech.say("glance.ended", day=short_day(last, today, speech.language))
        return Figure(label, value, ended, ended=True)
    return Figure(label, value, speech.say("upcoming.until", day=day_in_words(last, speech.language)))
