"""The switch to sharing: consented, at a moment, reversible for a day and not longer; and the way back."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from care_platform.migration.advancing import advance, reverse_sharing, share, step_back
from care_platform.migration.milestones import Milestone
from care_platform.migration.sharing import start_sharing
from care_platform.platform import Platform
from care_platform.reference.catalogue import migration
from tests.builders.clock import MovableClock
from tests.builders.records import HIRAKATA
from tests.integration.migration.city import MovingCity, refuses

CHIEF = "介護保険課長 佐藤"


def shared_from(city: MovingCity) -> datetime | None:
    with city.platform.engine.connect() as connection:
        found: datetime | None = connection.execute(
            text("select shared_from from insurer_sharing where insurer_number = :i"), {"i": HIRAKATA}
        ).scalar()
        return found


@pytest.fixture
def ready(city: MovingCity) -> MovingCity:
    return city.comes_to(Milestone.RECONCILIATION)


def test_sharing_begins_at_its_moment_with_a_named_consent(ready: MovingCity) -> None:
    moment = ready.clock() + timedelta(days=2)
    ready.does(share, moment, consent_by=CHIEF)
    assert (ready.state, shared_from(ready)) == ("sharing", moment)
    stage = ready.programme.stages[Milestone.SHARING]
    assert (stage.passed_at, stage.evidence) == (moment, {"consent_by": CHIEF})


@pytest.mark.parametrize("consent", ["", "  ", "推進室 山田"], ids=["nobody", "blank", "who switches"])
def test_no_switch_without_somebody_elses_consent(ready: MovingCity, consent: str) -> None:
    with refuses(migration.CONSENT_MISSING):
        ready.does(share, ready.clock() + timedelta(hours=1), consent_by=consent)
    assert shared_from(ready) is None


def test_no_switch_in_the_past(ready: MovingCity) -> None:
    with refuses(migration.SHARING_IN_PAST):
        ready.does(share, ready.clock() - timedelta(hours=1), consent_by=CHIEF)


def test_the_ordinary_step_forward_does_not_switch(ready: MovingCity) -> None:
    with refuses(migration.CONSENT_MISSING):
        ready.does(advance)
    assert ready.state == "reconciliation"


def test_no_switch_before_the_reconciliation_by_any_way(city: MovingCity) -> None:
    city.comes_to(Milestone.INITIAL_LOAD)
    with refuses(migration.SHARING_NOT_PROVEN):
        city.does(share, city.clock() + timedelta(hours=1), consent_by=CHIEF)
    with city.platform.engine.begin() as connection, refuses(migration.SHARING_NOT_PROVEN):
        start_sharing(connection, HIRAKATA, since=city.clock(), by="x", reason="y", now=city.clock())
    assert shared_from(city) is None


def test_an_insurer_without_a_programme_is_opened_as_before(platform: Platform, clock: MovableClock) -> None:
    with platform.engine.begin() as connection:
        start_sharing(connection, HIRAKATA, since=clock(), by="x", reason="y", now=clock())
        found = connection.execute(text("select shared_from from insurer_sharing")).scalar_one()
    assert found == clock()


class TestReversal:
    @pytest.fixture
    def sharing(self, ready: MovingCity) -> MovingCity:
        ready.does(share, ready.clock() + timedelta(hours=1), consent_by=CHIEF)
        return ready

    @pytest.mark.parametrize("hours", [0, 1, 24], ids=["before its moment", "at its moment", "a day later"])
    def test_within_a_day_the_records_are_closed_again(self, sharing: MovingCity, hours: int) -> None:
        sharing.clock.move(hours=hours)
        sharing.does(reverse_sharing)
        assert (sharing.state, shared_from(sharing)) == ("reconciliation", None)
        assert sharing.programme.passed_at(Milestone.SHARING) is None

    def test_after_a_day_it_is_refused_and_sharing_goes_on(self, sharing: MovingCity) -> None:
        since = shared_from(sharing)
        sharing.clock.move(hours=25, seconds=1)
        with refuses(migration.REVERSAL_TOO_LATE):
            sharing.does(reverse_sharing)
        assert (sharing.state, shared_from(sharing)) == ("sharing", since)

    def test_the_switch_can_be_made_again(self, sharing: MovingCity) -> None:
        sharing.does(reverse_sharing)
        moment = sharing.clock() + timedelta(hours=3)
        sharing.does(share, moment, consent_by=CHIEF)
        assert shared_from(sharing) == moment

    def test_who_does_not_share_has_nothing_to_reverse(self, ready: MovingCity) -> None:
        with refuses(migration.NOT_SHARING):
            ready.does(reverse_sharing)

    def test_sharing_is_not_left_by_a_step_back(self, sharing: MovingCity) -> None:
        with refuses(migration.STEP_BACK_REFUSED):
            sharing.does(step_back, "preparing")


class TestStepBack:
    def test_undoes_the_gates_after_it_and_keeps_them_in_the_history(self, ready: MovingCity) -> None:
        ready.does(step_back, Milestone.ADAPTED.value, act=ready.act(reason="ベンダ変更"))
        assert ready.state == "adapted"
        passed = {milestone for milestone in Milestone if ready.programme.passed_at(milestone)}
        assert passed == {Milestone.STANDARD, Milestone.ADAPTED}

    def test_may_go_to_the_very_beginning(self, ready: MovingCity) -> None:
        ready.does(step_back, "preparing")
        assert ready.state == "preparing"

    @pytest.mark.parametrize("state", ["reconciliation", "sharing"])
    def test_is_no_way_to_stay_or_to_go_forward(self, ready: MovingCity, state: str) -> None:
        with refuses(migration.STEP_BACK_REFUSED):
            ready.does(step_back, state)

    @pytest.mark.parametrize(("by", "reason"), [("", "理由"), ("山田", " ")])
    def test_needs_a_name_and_a_reason(self, ready: MovingCity, by: str, reason: str) -> None:
        with refuses(migration.NOT_SIGNED_FOR):
            ready.does(step_back, "preparing", act=ready.act(by, reason))
        assert ready.state == "reconciliation"
