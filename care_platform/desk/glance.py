"""One line about a user: what a desk looks for first, in words and colours. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from care_platform.lookup.answer import KindAnswer, PersonAnswer, State
from care_platform.records.birth_dates import born_between
from care_platform.records.description import Values
from care_platform.records.kinds.copay_certificate import rate_on
from care_platform.reference.calendar import age_on
from care_platform.reference.codes import CARE_LEVEL, COPAY_RATE
from care_platform.reference.people import PersonKey
from care_platform.screens.badges import Badge, badges_of
from care_platform.screens.formats import birth_date_in_words
from care_platform.screens.words import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A user in a list. `certified_to` and `copay_to` are the last days of certification and rate, None where unknown."""

    person: PersonKey
    name: str
    kana: str
    born: str
    age: int | None
    level: str
    copay: str
    copay_to: date | None
    certified_to: date | None
    state: State
    state_words: str
    badges: Sequence[Badge]


def glance_of(answer: PersonAnswer, speech: Speech) -> Glance:
    """The line of one answer about the kinds of a glance."""
    kinds = {one.record_kind: one for one in answer.kinds}
    insured, copay = kinds.get("insured_certificate"), kinds.get("copay_certificate")
    printed = _values(insured)
    state = insured.state if insured is not None else State.NONE_ON_RECORD
    level, until = _certified(kinds)
    rate = rate_on(_values(copay), answer.on.isoformat()) if _values(copay) else None
    return Glance(
        person=answer.person,
        name=printed.get("name") or speech.say("glance.nameless"),
        kana=printed.get("name_kana", ""),
        born=birth_date_in_words(printed, speech.language) if printed.get("birth_date") else "",
        age=_age(printed, answer.on) if printed.get("birth_date") else None,
        level=CARE_LEVEL.label(level, speech.language) if level else speech.say("glance.no_level"),
        copay=COPAY_RATE.label(rate, speech.language) if rate else _instead(copay, speech),
        copay_to=_last_day(copay) if rate else None,
        certified_to=until,
        state=state,
        state_words=speech.say(f"state.{state}"),
        badges=_badges(insured, answer.on, speech),
    )


def _age(printed: Values, on: date) -> int | None:
    """The age on a day; None where an uncertain birth date leaves two or more."""
    first, last = map(date.fromisoformat, born_between(printed))
    ages = {age_on(first, on), age_on(last, on)} if last <= on else set()
    return ages.pop() if len(ages) == 1 else None


def _certified(kinds: dict[str, KindAnswer]) -> tuple[str | None, date | None]:
    """Level and last day, from the certification, else as printed on the insured certificate."""
    certified, printed = _values(kinds.get("certification")), _values(kinds.get("insured_certificate"))
    level = certified.get("care_level") or printed.get("care_level")
    until = certified.get("valid_to") or printed.get("certification_to")
    return level, date.fromisoformat(until) if until else None


def _last_day(answer: KindAnswer | None) -> date | None:
    until = answer.headlines[0].until if answer is not None and answer.headlines else None
    return date.fromisoformat(until) if until else None


def _values(answer: KindAnswer | None) -> Values:
    begun = answer is not None and answer.state in {State.FOUND, State.EXPIRED}
    return answer.records[0].values if answer is not None and begun and answer.records else {}


def _instead(answer: KindAnswer | None, speech: Speech) -> str:
    state = answer.state if answer is not None else State.NONE_ON_RECORD
    return speech.say("glance.no_rate") if state is State.FOUND else speech.say(f"state.{state}")


def _badges(insured: KindAnswer | None, today: date, speech: Speech) -> Sequence[Badge]:
    return badges_of(insured, today, speech) if insured is not None else ()
