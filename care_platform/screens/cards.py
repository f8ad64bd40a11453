"""A look-up's answer as cards: state in words, the facts, every item, and where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from care_platform.lookup.answer import KindAnswer, PersonAnswer, State
from care_platform.records.description import Item, ItemGroup, RecordKind, Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.codes import Language
from care_platform.reference.municipalities import municipality_of_insurer
from care_platform.screens.badges import WITH_A_TERM, Badge, badges_of
from care_platform.screens.facts import Fact, facts_of
from care_platform.screens.formats import birth_date_in_words, day_in_words, moment_in_words, value_in_words
from care_platform.screens.words import Speech
from care_platform.store.versions import StoredVersion

_NOT_SHOWN = frozenset(
    {"history_number", "printed_insurer_number", "birth_date_uncertain", "birth_date_as_written"}
)
"""An uncertain birth date stands as it is written in the row of the birth date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item: its label and one line per value."""

    label: str
    lines: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One record: the facts first, then every item. `since` tells it from others of its kind; "" where undated."""

    facts: list[Fact]
    rows: list[Row]
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One record kind: `current` counts today, as do `more`, `coming` follows, `next_step` tells what to do."""

    kind: str
    title: str
    state: State
    state_words: str
    badges: list[Badge]
    next_step: str | None
    current: Sheet | None
    more: list[Sheet]
    coming: list[Sheet]
    source: str
    last_upload: str | None


def cards_of(answer: PersonAnswer, speech: Speech) -> list[Card]:
    """One card per record kind, in the order asked."""
    return [_card(kind, answer, speech) for kind in answer.kinds]


def kind_in_words(name: str, language: Language) -> str:
    """A record kind's name; the name in the code for one that is not known any more."""
    kind = RECORD_KINDS.get(name)
    if kind is None:
        return name
    return kind.official_name if language == "ja" else kind.label_en.capitalize()


def _card(answer: KindAnswer, whole: PersonAnswer, speech: Speech) -> Card:
    coming = [one for one in answer.records if one.in_force_from is not None and one.in_force_from > whole.on]
    begun = [one for one in answer.records if one not in coming]
    sheets = [sheet_of(version, whole.on, speech) for version in begun]
    upload = answer.last_upload
    return Card(
        kind=answer.record_kind,
        title=kind_in_words(answer.record_kind, speech.language),
        state=answer.state,
        state_words=speech.say(f"state.{answer.state}"),
        badges=badges_of(answer, whole.on, speech),
        next_step=_next_step(answer, speech),
        current=sheets[0] if sheets else None,
        more=sheets[1:],
        coming=[sheet_of(version, whole.on, speech) for version in coming],
        source=source_of(answer.records, whole.person.insurer_number),
        last_upload=moment_in_words(upload, speech.language) if upload else None,
    )


def _next_step(answer: KindAnswer, speech: Speech) -> str | None:
    if answer.state is State.FOUND or (
        answer.state is State.EXPIRED and answer.record_kind not in WITH_A_TERM
    ):
        return None
    return speech.say(f"next.{answer.state}", planned_for=_planned(answer, speech))


def _planned(answer: KindAnswer, speech: Speech) -> str:
    try:
        return day_in_words(date.fromisoformat(answer.details.get("planned_for", "")), speech.language)
    except ValueError:
        return speech.say("undecided")


def source_of(records: list[StoredVersion], insurer_number: str) -> str:
    """The insurer as printed; an insurer union has no municipality of its own name."""
    printed = next((v.values["insurer_name"] for v in records if v.values.get("insurer_name")), None)
    municipality = municipality_of_insurer(insurer_number)
    return str(printed or (municipality.name if municipality else insurer_number))


def sheet_of(version: StoredVersion, today: date, speech: Speech) -> Sheet:
    """The record as it reads on a day."""
    return Sheet(
        facts=facts_of(version.kind.name, version.values, today, speech),
        rows=list(_rows(version.kind, version.values, speech.language)),
        since=day_in_words(version.in_force_from, speech.language) if version.in_force_from else "",
    )


def _rows(kind: RecordKind, values: Values, language: Language) -> Iterator[Row]:
    for part in kind.parts:
        value = values.get(part.name)
        if value is None or value == [] or part.name in _NOT_SHOWN:
            continue
        if isinstance(part, Item):
            words = (
                birth_date_in_words(values, language)
                if part.name == "birth_date"
                else value_in_words(part, value, language)
            )
            yield Row(label=label_of(part, language), lines=[words])
        else:
            yield Row(
                label=label_of(part, language), lines=[_entry(part, entry, language) for entry in value]
            )


def _entry(group: ItemGroup, entry: Values, language: Language) -> str:
    separator, colon = ("、", "：") if language == "ja" else ("; ", ": ")
    return separator.join(
        f"{label_of(item, language)}{colon}{value_in_words(item, entry[item.name], language)}"
        for item in group.items
        if entry.get(item.name) is not None
    )


def label_of(part: Item | ItemGroup, language: Language) -> str:
    """The official name, or the English label."""
    return part.official_name if language == "ja" else part.label_en.capitalize()
