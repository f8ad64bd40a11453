"""What matters most on each certificate. A kind without facts here shows its items alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from care_platform.portal.formats import day_in_words, period_in_words
from care_platform.portal.words import say
from care_platform.records.description import Values
from care_platform.records.kinds.copay_certificate import rate_on
from care_platform.reference.codes import BENEFIT_RESTRICTION_KIND, CARE_LEVEL, COPAY_RATE, Language


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know: a label and one or more lines. `warning` when the person should act."""

    label: str
    lines: list[str]
    warning: bool = False


def facts_of(kind: str, values: Values, today: date, language: Language) -> list[Fact]:
    """The facts of a record on a day."""
    find = _FACTS.get(kind)
    return find(values, today, language) if find else []


def _insured_certificate(values: Values, today: date, language: Language) -> list[Fact]:
    period = (values.get("certification_from"), values.get("certification_to"))
    return [
        _care_level(values, language),
        *_validity(period, today, language),
        *_limit(values, language),
        _restrictions(values, today, language),
    ]


def _certification(values: Values, today: date, language: Language) -> list[Fact]:
    decided = day_in_words(date.fromisoformat(values["decided_on"]), language)
    return [
        _care_level(values, language),
        *_validity((values.get("valid_from"), values.get("valid_to")), today, language),
        Fact(say(language, "fact.decided_on"), [decided]),
    ]


def _copay_certificate(values: Values, today: date, language: Language) -> list[Fact]:
    rate = rate_on(values, today.isoformat())
    now = COPAY_RATE.label(rate, language) if rate else say(language, "fact.copay_not_on_day")
    rows = [
        f"{COPAY_RATE.label(p['rate'], language)}: {_period(p['valid_from'], p['valid_to'], language)}"
        for p in values["periods"]
    ]
    return [Fact(say(language, "fact.copay_now"), [now]), Fact(say(language, "fact.copay_periods"), rows)]


def _care_level(values: Values, language: Language) -> Fact:
    code = values.get("care_level")
    level = CARE_LEVEL.label(code, language) if code else say(language, "fact.care_level_none")
    return Fact(say(language, "fact.care_level"), [level])


def _validity(period: tuple[str | None, str | None], today: date, language: Language) -> list[Fact]:
    """The certificate itself stays in force when the certification on it ends, so its end is said here."""
    first, last = period
    if not first:
        return []
    ended = last is not None and last < today.isoformat()
    lines = [_period(first, last, language)]
    if ended:
        lines.append(say(language, "fact.certification_ended"))
    return [Fact(say(language, "fact.certification_period"), lines, warning=ended)]


def _limit(values: Values, language: Language) -> list[Fact]:
    limit = values.get("limit_units")
    if limit is None:
        return []
    unit = say(language, "unit.単位/月")
    return [Fact(say(language, "fact.limit"), [f"{int(limit):,} {unit}"])]


def _restrictions(values: Values, today: date, language: Language) -> Fact:
    rows = [_restriction(each, today, language) for each in values.get("benefit_restrictions") or ()]
    label = say(language, "fact.restrictions")
    return Fact(label, rows or [say(language, "fact.restrictions_none")], warning=bool(rows))


def _restriction(restriction: Mapping[str, str], today: date, language: Language) -> str:
    first, last = restriction["valid_from"], restriction.get("valid_to")
    what = BENEFIT_RESTRICTION_KIND.label(restriction["restriction_kind"], language)
    note = ""
    if last is not None and last < today.isoformat():
        note = say(language, "fact.restriction_ended")
    elif first > today.isoformat():
        note = say(language, "fact.restriction_coming")
    return f"{what}: {_period(first, last, language)}{note}"


def _period(first: str, last: str | None, language: Language) -> str:
    end = date.fromisoformat(last) if last else None
    return period_in_words(date.fromisoformat(first), end, language)


_FACTS: Mapping[str, Callable[[Values, date, Language], list[Fact]]] = {
    "insured_certificate": _insured_certificate,
    "certification": _certification,
    "copay_certificate": _copay_certificate,
}
