"""Which record answers for a day."""

from datetime import UTC, date, datetime
from uuid import UUID

from care_platform.lookup.answer import State
from care_platform.lookup.changes import changes_between
from care_platform.lookup.selection import select_for
from care_platform.records.registry import RECORD_KINDS
from care_platform.store.versions import StoredVersion

TODAY = date(2026, 11, 24)


def certificate(
    key: str,
    first: date | None,
    last: date | None,
    *,
    rate: str = "1",
    now: bool = True,
    before: bool = False,
) -> StoredVersion:
    days = {"valid_from": str(first), "valid_to": str(last)}
    return StoredVersion(
        kind=RECORD_KINDS["copay_certificate"], business_key=key,
        values={"history_number": 1, "periods": [{"rate": rate, **days}]}, in_force_from=first,
        in_force_to=last, transfer=str(UUID(int=1)), part_number=1, row_number=1,
        recorded_at=datetime(2026, 11, 20, tzinfo=UTC), visible_now=now, visible_before=before,
    )  # fmt: skip


LAST_YEAR = certificate("2025", date(2025, 8, 1), date(2026, 7, 31))
THIS_YEAR = certificate("2026", date(2026, 8, 1), date(2027, 7, 31))
NEXT_YEAR = certificate("2027", date(2027, 8, 1), date(2028, 7, 31))


def test_the_one_in_force_comes_first_then_those_to_come() -> None:
    assert select_for(TODAY, [NEXT_YEAR, THIS_YEAR, LAST_YEAR]) == (State.FOUND, [THIS_YEAR, NEXT_YEAR])


def test_first_and_last_day_count() -> None:
    assert select_for(date(2026, 8, 1), [THIS_YEAR])[0] is State.FOUND
    assert select_for(date(2027, 7, 31), [THIS_YEAR])[0] is State.FOUND
    assert select_for(date(2026, 7, 31), [THIS_YEAR])[0] is State.NOT_YET_IN_FORCE
    assert select_for(date(2027, 8, 1), [THIS_YEAR])[0] is State.EXPIRED


def test_only_the_newest_of_the_expired_is_shown() -> None:
    assert select_for(date(2030, 1, 1), [LAST_YEAR, THIS_YEAR]) == (State.EXPIRED, [THIS_YEAR])


def test_nothing_is_none_on_record() -> None:
    assert select_for(TODAY, []) == (State.NONE_ON_RECORD, [])


def test_a_correction_tells_the_first_day_that_differs() -> None:
    old = certificate("2026", date(2026, 8, 1), date(2027, 7, 31), now=False, before=True)
    new = certificate("2026", date(2026, 8, 1), date(2027, 7, 31), rate="2")

    [change] = changes_between([old, new])

    assert (change.effective_from, change.retroactive) == (date(2026, 8, 1), True)
    assert [item.item for item in change.items] == ["periods"]


def test_a_new_certificate_for_the_future_is_not_retroactive() -> None:
    [change] = changes_between([NEXT_YEAR])

    assert (change.effective_from, change.retroactive) == (date(2027, 8, 1), False)


def test_what_was_seen_before_is_no_change() -> None:
    seen = certificate("2026", date(2026, 8, 1), date(2027, 7, 31), before=True)

    assert changes_between([seen]) == []
