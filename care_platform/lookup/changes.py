"""What is different between what an office was shown last and what is known now."""

from collections.abc import Iterable, Iterator
from datetime import date

from care_platform.lookup.answer import Change, ChangedItem
from care_platform.records.description import Values
from care_platform.reference.calendar import japan_day
from care_platform.store.versions import StoredVersion

_NOT_CONTENT = frozenset({"insurer_number", "insured_number", "history_number"})


def changes_between(versions: Iterable[StoredVersion]) -> list[Change]:
    """The changes of one kind, from versions visible at the last look-up to those visible now."""
    before = {v.business_key: v for v in versions if v.visible_before}
    now = {v.business_key: v for v in versions if v.visible_now}
    return [_change(before.get(key), version) for key, version in now.items() if not version.visible_before]


def _change(before: StoredVersion | None, after: StoredVersion) -> Change:
    effective = _effective_from(before, after)
    return Change(
        business_key=after.business_key,
        changed_at=after.recorded_at,
        effective_from=effective,
        retroactive=effective is not None and effective < japan_day(after.recorded_at),
        items=list(_items(before.values if before else {}, after.values)),
    )


def _effective_from(before: StoredVersion | None, after: StoredVersion) -> date | None:
    if before is None:
        return after.in_force_from
    effective = after.kind.effective_change
    text = effective(before.values, after.values) if effective else None
    return date.fromisoformat(text) if text else None


def _items(before: Values, after: Values) -> Iterator[ChangedItem]:
    for name in (*before, *(n for n in after if n not in before)):
        if name not in _NOT_CONTENT and before.get(name) != after.get(name):
            yield ChangedItem(item=name, before=before.get(name), after=after.get(name))
