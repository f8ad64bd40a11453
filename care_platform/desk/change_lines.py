"""What changed about an office's users, as the lines of its first page. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from care_platform.desk.glance import Glance
from care_platform.lookup.answer import Change
from care_platform.lookup.changed_people import ChangedRecords
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import add_months
from care_platform.reference.codes import Language
from care_platform.reference.people import PersonKey
from care_platform.screens.badges import WITH_A_TERM
from care_platform.screens.cards import kind_in_words, label_of
from care_platform.screens.formats import day_in_words
from care_platform.screens.words import Speech

_CLAIMS_LAPSE = 24
"""Months: what began longer ago corrects no claim any more (介護保険法200条)."""
_NAMES_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change: about whom, which record, from when, which items."""

    person: PersonKey
    name: str
    kind: str
    since: str
    items: str
    retroactive: bool


def change_lines(
    changed: Sequence[ChangedRecords], users: dict[PersonKey, Glance], today: date, speech: Speech
) -> list[ChangeLine]:
    """Each change of a certificate in words; of records that only add up, such as an application's steps, one line.

    What is new about one user is one line too: after a registration everything is.
    """
    by_person: dict[PersonKey, list[ChangedRecords]] = {}
    for one in changed:
        by_person.setdefault(one.person, []).append(one)
    lines: list[ChangeLine] = []
    for person, records in by_person.items():
        new = [one for one in records if all(map(_is_new, one.changes))]
        if len(new) > 1:
            lines.append(_all_new(person, new, users, speech))
        others = [one for one in records if len(new) == 1 or one not in new]
        lines += [_line(one, change, users, today, speech) for one in others for change in _told(one)]
    return lines


def _told(one: ChangedRecords) -> Sequence[Change]:
    return one.changes if one.record_kind in WITH_A_TERM else [_newest(one.changes)]


def _is_new(change: Change) -> bool:
    return all(item.before is None for item in change.items)


def _all_new(
    person: PersonKey, new: Sequence[ChangedRecords], users: dict[PersonKey, Glance], speech: Speech
) -> ChangeLine:
    kinds = [kind_in_words(one.record_kind, speech.language) for one in new]
    return ChangeLine(
        person=person, name=users[person].name if person in users else "", kind=_few(kinds, speech.language),
        since="", items=speech.say("today.new"), retroactive=False,
    )  # fmt: skip


def _newest(changes: Sequence[Change]) -> Change:
    return max(changes, key=lambda one: (one.effective_from or date.min, one.business_key))


def _line(
    one: ChangedRecords, change: Change, users: dict[PersonKey, Glance], today: date, speech: Speech
) -> ChangeLine:
    kind, speaks, since = one.record_kind, speech.language, change.effective_from
    corrects = kind in WITH_A_TERM and since is not None and since > add_months(today, -_CLAIMS_LAPSE)
    return ChangeLine(
        person=one.person, name=users[one.person].name if one.person in users else "",
        kind=kind_in_words(kind, speaks), retroactive=change.retroactive and corrects,
        since=day_in_words(since, speaks) if since else "",
        items=speech.say("today.new") if _is_new(change) else _items(kind, [item.item for item in change.items], speaks),
    )  # fmt: skip


def _items(kind: str, names: Sequence[str], speaks: Language) -> str:
    parts = {part.name: label_of(part, speaks) for part in RECORD_KINDS[kind].parts}
    return _few([parts[name] for name in names if name in parts], speaks)


def _few(labels: Sequence[str], speaks: Language) -> str:
    more = "…" if len(labels) > _NAMES_SHOWN else ""
    return ("、" if speaks == "ja" else ", ").join(labels[:_NAMES_SHOWN]) + more
