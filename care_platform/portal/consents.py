"""My consent in words: what it opens, to whom, what is taken out of it, and every change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from care_platform.access.consent import Change, ConsentAnswer
from care_platform.access.matrix import consent_gated_kinds
from care_platform.lookup.own import CERTIFICATE_KINDS
from care_platform.screens.cards import kind_in_words
from care_platform.screens.formats import moment_in_words
from care_platform.screens.words import Speech
from care_platform.store.consents import ConsentLine
from care_platform.store.serving import TiedOffice


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One record kind or institution: open or not, and the change that its button makes."""

    subject: str
    title: str
    open: bool
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One change in words."""

    at: datetime
    when: str
    what: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPage:
    """Everything the page shows; `ever` is False where nothing was ever given or withdrawn."""

    given: bool
    ever: bool
    since: str
    kinds: Sequence[Choice]
    offices: Sequence[Choice]
    history: Sequence[HistoryLine]


def consent_page(
    answer: ConsentAnswer, tied: Sequence[TiedOffice], names: Mapping[str, str], speech: Speech
) -> ConsentPage:
    """The page of a consent that may be seen; `tied` are the institutions it matters for now."""
    consent = answer.consent
    assert consent is not None  # noqa: S101 - one's own consent is never refused
    return ConsentPage(
        given=consent.given,
        ever=consent.changed_at is not None,
        since=moment_in_words(consent.changed_at, speech.language) if consent.changed_at else "",
        kinds=[_kind(kind, consent.closed_kinds, speech) for kind in _kinds()],
        offices=_offices(consent.closed_offices, tied, names),
        history=[_line(line, names, speech) for line in answer.history],
    )


def subjects_of(answer: ConsentAnswer) -> set[str]:
    """The institutions that the state or the history names."""
    closed = answer.consent.closed_offices if answer.consent else frozenset()
    office_lines = {Change.OFFICE_CLOSED.value, Change.OFFICE_OPENED.value}
    return set(closed) | {line.subject or "" for line in answer.history if line.change in office_lines}


def _kinds() -> list[str]:
    gated = consent_gated_kinds()
    return [kind for kind in CERTIFICATE_KINDS if kind in gated] + sorted(gated - set(CERTIFICATE_KINDS))


def _kind(kind: str, closed: Iterable[str], speech: Speech) -> Choice:
    is_open = kind not in closed
    change = Change.KIND_CLOSED if is_open else Change.KIND_OPENED
    return Choice(subject=kind, title=kind_in_words(kind, speech.language), open=is_open, change=change)


def _offices(closed: Iterable[str], tied: Sequence[TiedOffice], names: Mapping[str, str]) -> Sequence[Choice]:
    """Those tied to the person, and those that were closed before and no longer are."""
    all_names = {office.office_number: office.name for office in tied}
    shut = set(closed)
    all_names |= {number: names.get(number, number) for number in shut if number not in all_names}
    return [
        Choice(
            subject=number, title=name, open=number not in shut,
            change=Change.OFFICE_OPENED if number in shut else Change.OFFICE_CLOSED,
        )
        for number, name in sorted(all_names.items(), key=lambda pair: (pair[1], pair[0]))
    ]  # fmt: skip


def _line(line: ConsentLine, names: Mapping[str, str], speech: Speech) -> HistoryLine:
    subject = line.subject or ""
    if line.change in {Change.KIND_CLOSED, Change.KIND_OPENED}:
        subject = kind_in_words(subject, speech.language)
    return HistoryLine(
        at=line.at,
        when=moment_in_words(line.at, speech.language),
        what=speech.say(f"consent.line.{line.change}", subject=names.get(subject, subject)),
        by=speech.say_or(f"consent.by.{line.by_kind}", line.by_kind),
    )
