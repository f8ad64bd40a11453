"""What changes for the person, and when: the next days on which a certificate says something else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from care_platform.lookup.answer import KindAnswer, State
from care_platform.records.description import Values
from care_platform.reference.codes import (
    BENEFIT_RESTRICTION_KIND,
    BURDEN_STAGE,
    CARE_LEVEL,
    COPAY_RATE,
    CodeList,
)
from care_platform.reference.rules.certification import renewal_opens
from care_platform.screens.formats import day_in_words
from care_platform.screens.words import Speech

_AHEAD = timedelta(days=400)
"""A certificate year and a month: what lies further ahead needs no attention yet."""
_NO_RENEWAL = frozenset({"01", "06"})


@dataclass(frozen=True, slots=True, order=True)
class Upcoming:
    """On `day` something changes; `when` and `what` say it in words, `todo` what to do, if anything."""

    day: date
    when: str
    what: str
    todo: str = ""


def upcoming_of(answers: Iterable[KindAnswer], today: date, speech: Speech) -> list[Upcoming]:
    """The changes within the next year or so, soonest first."""
    found: list[Upcoming] = []
    for answer in answers:
        find = _FINDERS.get(answer.record_kind)
        if find and answer.state in {State.FOUND, State.NOT_YET_IN_FORCE}:
            found += find(_Reader(answer, today, speech))
    return sorted(set(found))


class _Reader:
    """One answer, and how its changes are said."""

    def __init__(self, answer: KindAnswer, today: date, speech: Speech) -> None:
        self.today, self.speech = today, speech
        self.all = [version.values for version in answer.records]
        self.now: Values = self.all[0] if answer.state is State.FOUND else {}
        self.later = self.all[1:] if answer.state is State.FOUND else self.all

    def label(self, codes: CodeList, code: str | None) -> str:
        return codes.label(code, self.speech.language) if code in codes and code else str(code or "")

    def day(self, day: date) -> str:
        return day_in_words(day, self.speech.language)

    def starts(self, day_text: str | None, key: str, **places: object) -> Iterator[Upcoming]:
        """Something begins on that day."""
        if day_text:
            yield from self._said(date.fromisoformat(day_text), "upcoming.from", key, "", places)

    def ends(self, day_text: str | None, key: str, todo: str = "", **places: object) -> Iterator[Upcoming]:
        """That day is the last one; `todo` is the key of a sentence."""
        if day_text:
            yield from self._said(date.fromisoformat(day_text), "upcoming.until", key, todo, places)

    def _said(
        self, day: date, when: str, key: str, todo: str, places: Mapping[str, object]
    ) -> Iterator[Upcoming]:
        if self.today <= day <= self.today + _AHEAD and (when != "upcoming.from" or day > self.today):
            yield Upcoming(
                day, self.speech.say(when, day=self.day(day)), self.speech.say(key, **places),
                self.speech.say(todo, **places) if todo else "",
            )  # fmt: skip


def _copay(reader: _Reader) -> Iterator[Upcoming]:
    periods = sorted((p for values in reader.all for p in values["periods"]), key=lambda p: p["valid_from"])
    for before, period in zip([None, *periods], periods, strict=False):
        rate = reader.label(COPAY_RATE, period["rate"])
        if before is None or before["rate"] == period["rate"]:
            yield from reader.starts(period["valid_from"], "upcoming.copay_stays", rate=rate)
        else:
            was = reader.label(COPAY_RATE, before["rate"])
            yield from reader.starts(period["valid_from"], "upcoming.copay", rate=rate, before=was)
    if periods:
        yield from reader.ends(periods[-1]["valid_to"], "upcoming.copay_ends", "upcoming.copay_ends_todo")


def _insured(reader: _Reader) -> Iterator[Upcoming]:
    for values in reader.later:
        yield from _new_level(reader, values, values.get("certification_from"))
    yield from _validity(reader, reader.now.get("care_level"), reader.now.get("certification_to"))
    for each in reader.now.get("benefit_restrictions") or ():
        kind = reader.label(BENEFIT_RESTRICTION_KIND, each["restriction_kind"])
        yield from reader.starts(each["valid_from"], "upcoming.restriction", kind=kind)
        yield from reader.ends(each.get("valid_to"), "upcoming.restriction_ends", kind=kind)


def _certification(reader: _Reader) -> Iterator[Upcoming]:
    for values in reader.later:
        yield from _new_level(reader, values, values.get("valid_from"))
    yield from _validity(reader, reader.now.get("care_level"), reader.now.get("valid_to"))


def _new_level(reader: _Reader, values: Values, start: str | None) -> Iterator[Upcoming]:
    yield from reader.starts(
        start, "upcoming.level", level=reader.label(CARE_LEVEL, values.get("care_level"))
    )


def _validity(reader: _Reader, level: str | None, last: str | None) -> Iterator[Upcoming]:
    if last is None or level in _NO_RENEWAL:
        return
    opens = reader.day(renewal_opens(date.fromisoformat(last)))
    yield from reader.ends(last, "upcoming.validity_ends", "upcoming.validity_ends_todo", opens=opens)


def _burden(reader: _Reader) -> Iterator[Upcoming]:
    for values in reader.later:
        stage = reader.label(BURDEN_STAGE, values.get("burden_stage"))
        yield from reader.starts(values.get("valid_from"), "upcoming.burden", stage=stage)
    if reader.now and not reader.later:
        yield from reader.ends(
            reader.now.get("valid_to"), "upcoming.burden_ends", "upcoming.burden_ends_todo"
        )


def _reduction(reader: _Reader) -> Iterator[Upcoming]:
    for values in reader.all:
        yield from reader.ends(
            values.get("valid_to"), "upcoming.reduction_ends", "upcoming.reduction_ends_todo"
        )


_FINDERS = {
    "copay_certificate": _copay,
    "insured_certificate": _insured,
    "certification": _certification,
    "burden_limit_certificate": _burden,
    "reduction_certificate": _reduction,
}
