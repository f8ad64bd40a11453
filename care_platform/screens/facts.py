"""What matters most on each certificate. A kind without facts here shows its items alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from care_platform.records.description import Values
from care_platform.records.kinds.copay_certificate import rate_on
from care_platform.reference.codes import BENEFIT_RESTRICTION_KIND, CARE_LEVEL, COPAY_RATE
from care_platform.screens.formats import day_in_words, period_in_words
from care_platform.screens.words import Speech


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know: a label and one or more lines. `warning` when the person should act."""

    label: str
    lines: list[str]
    warning: bool = False


def facts_of(kind: str, values: Values, today: date, speech: Speech) -> list[Fact]:
    """The facts of a record on a day."""
    find = _FACTS.get(kind)
    return find(values, today, speech) if find else []


def _insured_certificate(values: Values, today: date, speech: Speech) -> list[Fact]:
    period = (values.get("certification_from"), values.get("certification_to"))
    return [
        _care_level(values, speech),
        *_validity(period, today, speech),
        *_limit(values, speech),
        _restrictions(values, today, speech),
    ]


def _certification(values: Values, today: date, speech: Speech) -> list[Fact]:
    decided = day_in_words(date.fromisoformat(values["decided_on"]), speech.language)
    return [
        _care_level(values, speech),
        *_validity((values.get("valid_from"), values.get("valid_to")), today, speech),
        Fact(speech.say("fact.decided_on"), [decided]),
    ]


def _copay_certificate(values: Values, today: date, speech: Speech) -> list[Fact]:
    rate = rate_on(values, today.isoformat())
    now = COPAY_RATE.label(rate, speech.language) if rate else speech.say("fact.copay_not_on_day")
    rows = [
        f"{COPAY_RATE.label(p['rate'], speech.language)}: {_period(p['valid_from'], p['valid_to'], speech)}"
        for p in values["periods"]
    ]
    return [Fact(speech.say("fact.copay_now"), [now]), Fact(speech.say("fact.copay_periods"), rows)]


def _care_level(values: Values, speech: Speech) -> Fact:
    code = values.get("care_level")
    level = CARE_LEVEL.label(code, speech.language) if code else speech.say("fact.care_level_none")
    return Fact(speech.say("fact.care_level"), [level])


def _validity(period: tuple[str | None, str | None], today: date, speech: Speech) -> list[Fact]:
    """The certificate itself stays in force when the certification on it ends, so its end is said here."""
    first, last = period
    if not first:
        return []
    ended = last is not None and last < today.isoformat()
    lines = [_period(first, last, speech)]
    if ended:
        lines.append(speech.say("fact.certification_ended"))
    return [Fact(speech.say("fact.certification_period"), lines, warning=ended)]


def _limit(values: Values, speech: Speech) -> list[Fact]:
    limit = values.get("limit_units")
    if limit is None:
        return []
    space = " " if speech.language == "en" else ""
    return [Fact(speech.say("fact.limit"), [f"{int(limit):,}{space}{speech.say('unit.単位/月')}"])]


def _restrictions(values: Values, today: date, speech: Speech) -> Fact:
    rows = [_restriction(each, today, speech) for each in values.get("benefit_restrictions") or ()]
    label = speech.say("fact.restrictions")
    return Fact(label, rows or [speech.say("fact.restrictions_none")], warning=bool(rows))


def _restriction(restriction: Mapping[str, str], today: date, speech: Speech) -> str:
    first, last = restriction["valid_from"], restriction.get("valid_to")
    what = BENEFIT_RESTRICTION_KIND.label(restriction["restriction_kind"], speech.language)
    note = ""
    if last is not None and last < today.isoformat():
        note = speech.say("fact.restriction_ended")
    elif first > today.isoformat():
        note = speech.say("fact.restriction_coming")
    return f"{what}: {_period(first, last, speech)}{note}"


def _period(first: str, last: str | None, speech: Speech) -> str:
    end = date.fromisoformat(last) if last else None
    return period_in_words(date.fromisoformat(first), end, speech.language)


_FACTS: Mapping[str, Callable[[Values, date, Speech], list[Fact]]] = {
    "insured_certificate": _insured_certificate,
    "certification": _certification,
    "copay_certificate": _copay_certificate,
}
