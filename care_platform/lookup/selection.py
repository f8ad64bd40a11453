"""Which of a person's versions answer for a day: the one in force, and those to come."""

from collections.abc import Iterable, Sequence
from datetime import date

from care_platform.lookup.answer import State
from care_platform.store.versions import StoredVersion


def select_for(day: date, versions: Sequence[StoredVersion]) -> tuple[State, list[StoredVersion]]:
    """The state of a kind on a day and the records to show, the one in force first.

    Where several are in force (a change of level within the validity), the one that began last counts, unless
    records of the kind hold side by side. An expired record is shown alone, so that the desk sees since when.
    """
    ordered = sorted(versions, key=lambda v: (v.in_force_from or date.min, v.business_key))
    in_force = [v for v in ordered if is_in_force(v, day)]
    coming = [v for v in ordered if v.in_force_from is not None and v.in_force_from > day]
    if in_force:
        side_by_side = in_force[-1].kind.several_in_force
        return State.FOUND, [*(reversed(in_force) if side_by_side else in_force[-1:]), *coming]
    if coming:
        return State.NOT_YET_IN_FORCE, coming
    return (State.EXPIRED, [ordered[-1]]) if ordered else (State.NONE_ON_RECORD, [])


def is_in_force(version: StoredVersion, day: date) -> bool:
    """Whether the day lies in the version's valid period."""
    started = version.in_force_from is None or version.in_force_from <= day
    return started and (version.in_force_to is None or day <= version.in_force_to)


def disqualified_on(versions: Iterable[StoredVersion]) -> date | None:
    """The day from which the person is no longer insured (資格喪失年月日); None while they are."""
    days = (v.values.get("disqualified_on") for v in versions if v.kind.name == "insured_certificate")
    found = next((day for day in days if day is not None), None)
    return date.fromisoformat(found) if found is not None else None
