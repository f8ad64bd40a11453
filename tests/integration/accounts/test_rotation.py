"""Whatever software and thieves do in whatever order, at most one refresh token of a grant works."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from care_platform.accounts.authorization import GRANT_LIFE
from care_platform.accounts.grants import Tokens, end_grants_of, redeem_code, refresh, revoke_token
from care_platform.platform import Platform
from care_platform.store.tokens import holder_of
from tests.builders.accounts import Member, member, occasion
from tests.builders.clock import MovableClock
from tests.builders.offices import CLIENT
from tests.builders.software import REDIRECT, VERIFIER, agreed, redirecting

HOUR = timedelta(hours=1)


class Rotation(RuleBasedStateMachine):
    """One grant: the model knows the one live refresh token, every used one, and whether the family has ended."""

    def __init__(self, platform: Platform, clock: MovableClock, staff: Member) -> None:
        super().__init__()
        self.platform, self.clock, self.staff = platform, clock, staff
        code = agreed(platform, staff)
        self.ends_at = clock() + GRANT_LIFE
        with platform.engine.begin() as connection:
            tokens = redeem_code(connection, CLIENT, code, REDIRECT, VERIFIER, HOUR, occasion(platform))
        assert tokens is not None
        self.live, self.used, self.ended = tokens.refresh_token, list[str](), False
        self.opening = [(tokens.access_token, clock() + HOUR)]

    def _refresh(self, token: str) -> Tokens | None:
        with self.platform.engine.begin() as connection:
            return refresh(connection, CLIENT, token, None, HOUR, occasion(self.platform))

    @rule()
    def the_software_refreshes(self) -> None:
        tokens = self._refresh(self.live)

        works = not self.ended and self.clock() < self.ends_at
        assert (tokens is not None) == works
        if tokens is not None:
            self.used.append(self.live)
            self.live = tokens.refresh_token
            self.opening.append((tokens.access_token, min(self.clock() + HOUR, self.ends_at)))

    @precondition(lambda self: self.used)
    @rule(which=st.integers(0, 50))
    def a_used_token_comes_again(self, which: int) -> None:
        assert self._refresh(self.used[which % len(self.used)]) is None
        self.ended = True

    @rule()
    def a_guess_changes_nothing(self) -> None:
        assert self._refresh("guess") is None

    @rule(minutes=st.integers(1, 120))
    def time_passes(self, minutes: int) -> None:
        self.clock.move(minutes=minutes)

    @rule()
    def the_software_gives_the_token_back(self) -> None:
        with self.platform.engine.begin() as connection:
            revoke_token(connection, CLIENT, self.live, occasion(self.platform))
        self.ended = True

    @rule()
    def the_member_of_staff_withdraws(self) -> None:
        with self.platform.engine.begin() as connection:
            end_grants_of(connection, self.staff.id, "withdrawn", occasion(self.platform))
        self.ended = True

    @invariant()
    def access_tokens_open_exactly_while_the_grant_stands(self) -> None:
        with self.platform.engine.connect() as connection:
            for token, until in self.opening:
                found = holder_of(connection, token, self.clock()) is not None
                assert found == (not self.ended and self.clock() < until)


def test_no_order_of_events_lets_a_used_token_work(platform: Platform, clock: MovableClock) -> None:
    redirecting(platform)
    staff = member(platform)

    run_state_machine_as_test(
        lambda: Rotation(platform, clock, staff),  # type: ignore[arg-type] # a factory does as well
        settings=settings(max_examples=15, stateful_step_count=12, deadline=None, database=None),
    )
