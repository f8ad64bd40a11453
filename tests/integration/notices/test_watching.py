"""What only time brings: steps due and late, certificates about to expire; each told once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from care_platform.notices.watching import watch
from care_platform.platform import Platform
from care_platform.store.senders import RegisteredCertificate, register_certificate, revoke_certificate
from tests.builders.clock import MovableClock
from tests.builders.records import HIRAKATA

FINGERPRINT = "ab" * 32


def _planned(platform: Platform, day: date, milestone: str = "adapted") -> None:
    with platform.engine.begin() as connection:
        connection.execute(
            text(
                "insert into programme (insurer_number, name, state, rhythm, expectations, created_at) "
                "values (:i, '枚方市', 'standard', 'daily', '{}', now()) on conflict do nothing"
            ),
            {"i": HIRAKATA},
        )
        connection.execute(
            text(
                "insert into programme_milestone (insurer_number, milestone, planned_on) values (:i, :m, :day)"
            ),
            {"i": HIRAKATA, "m": milestone, "day": day},
        )


def _certificate(platform: Platform, days: int) -> None:
    now = platform.clock()
    certificate = RegisteredCertificate(
        fingerprint=FINGERPRINT, insurer_number=HIRAKATA, subject="CN=272104",
        valid_from=now - timedelta(days=300), valid_to=now + timedelta(days=days), registered_at=now,
    )  # fmt: skip
    with platform.engine.begin() as connection:
        register_certificate(connection, certificate)


def _watch(platform: Platform) -> list[tuple[str, dict[str, object]]]:
    """What is told new."""
    with platform.engine.begin() as connection:
        last = connection.execute(text("select coalesce(max(id), 0) from notice")).scalar_one()
        told = watch(connection, platform.clock())
        rows = connection.execute(
            text("select kind, facts from notice where id > :last order by id"), {"last": last}
        ).all()
    assert told == len(rows)
    return [(row[0], row[1]) for row in rows]


def test_a_step_is_told_two_weeks_before_its_day_and_once(platform: Platform, clock: MovableClock) -> None:
    _planned(platform, date(2026, 12, 9))
    assert _watch(platform) == []
    clock.move(days=1)
    assert _watch(platform) == [("step_due", {"milestone": "adapted", "planned_on": "2026-12-09"})]
    clock.move(days=1)
    assert _watch(platform) == []


def test_on_its_day_a_step_is_not_late_the_day_after_it_is(platform: Platform, clock: MovableClock) -> None:
    _planned(platform, date(2026, 11, 24))
    assert [kind for kind, _ in _watch(platform)] == ["step_due"]
    clock.move(days=1)
    facts = {"milestone": "adapted", "planned_on": "2026-11-24", "days_late": 1}
    assert _watch(platform) == [("step_late", facts)]


def test_a_late_step_is_told_again_every_thirty_days(platform: Platform, clock: MovableClock) -> None:
    _planned(platform, date(2026, 11, 23))
    told = []
    for _ in range(61):
        told += [facts["days_late"] for _, facts in _watch(platform)]
        clock.move(days=1)
    assert told == [1, 31, 61]


def test_a_new_day_for_a_step_is_told_anew(platform: Platform) -> None:
    _planned(platform, date(2026, 11, 30))
    assert len(_watch(platform)) == 1
    with platform.engine.begin() as connection:
        connection.execute(text("update programme_milestone set planned_on = '2026-12-02'"))
    assert len(_watch(platform)) == 1


def test_a_step_that_was_passed_is_silent(platform: Platform) -> None:
    _planned(platform, date(2026, 11, 20))
    with platform.engine.begin() as connection:
        connection.execute(text("update programme_milestone set passed_at = now()"))
    assert _watch(platform) == []


def test_a_certificate_is_told_at_ninety_thirty_and_seven_days(
    platform: Platform, clock: MovableClock
) -> None:
    _certificate(platform, 95)
    told = []
    for _ in range(100):
        told += [facts["days_left"] for _, facts in _watch(platform)]
        clock.move(days=1)
    assert told == [90, 30, 7]


def test_a_certificate_that_is_found_late_is_told_once_not_three_times(platform: Platform) -> None:
    _certificate(platform, 5)
    [(kind, facts)] = _watch(platform)
    assert (kind, facts["days_left"], facts["fingerprint"]) == (
        "certificate_expiring", 5, FINGERPRINT[:16],
    )  # fmt: skip
    assert _watch(platform) == []


@pytest.mark.parametrize("days", [-1, 200])
def test_an_ended_or_a_fresh_certificate_is_silent(platform: Platform, days: int) -> None:
    _certificate(platform, days)
    assert _watch(platform) == []


def test_a_revoked_certificate_is_silent(platform: Platform) -> None:
    _certificate(platform, 20)
    with platform.engine.begin() as connection:
        revoke_certificate(connection, FINGERPRINT, platform.clock())
    assert _watch(platform) == []
