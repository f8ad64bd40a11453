"""The platform pulls from a municipality's system over real HTTP, whatever goes wrong on the way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from adapters.municipal import progress, pulling
from adapters.municipal.client import ExportService, Listing
from adapters.municipal.credentials import OwnCredentials
from adapters.municipal.pulling import Pulled, Puller
from adapters.municipal.simulated_faults import read_faults
from adapters.municipal.simulated_server import SimulatedServer, running
from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client.service import Patience
from care_platform.intake.processing import waiting_transfers
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError, Entry, intake, pull
from care_platform.store.senders import revoke_certificate
from tests.builders.clock import MovableClock
from tests.builders.municipalities import (
    Town,
    a_town,
    people,
    platform_credentials,
    register_town,
    town_signer,
)
from tests.builders.records import HIRAKATA, copay_row

NO_PATIENCE = Patience(total=0, timeout=5)
SHORT = Patience(total=3, first=0.01, longest=0.01, timeout=0.3)


class Desk:
    """The platform with a town's address registered, and the town's server."""

    def __init__(self, platform: Platform, town: Town, server: SimulatedServer) -> None:
        self.platform, self.town, self.server = platform, town, server
        register_town(platform.engine)
        with platform.engine.begin() as connection:
            progress.save_source(connection, HIRAKATA, server.url)

    def pull(self, patience: Patience = SHORT) -> Pulled:
        return Puller(self.platform, self.platform.engine, platform_credentials(), patience).pull(HIRAKATA)

    def process(self) -> None:
        with self.platform.engine.connect() as connection:
            waiting = waiting_transfers(connection)
        for transfer_id in waiting:
            self.platform.processor().process(transfer_id)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.platform.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    @property
    def cursor(self) -> str | None:
        [(cursor,)] = self.rows("select cursor from pull_source")
        return cursor  # type: ignore[no-any-return]

    @property
    def transfers(self) -> list[tuple[Any, ...]]:
        """State and received rows of every transfer."""
        return self.rows("select state, received from transfer order by id")

    @property
    def people(self) -> int:
        [(count,)] = self.rows("select count(*) from copay_certificate where superseded_by is null")
        return int(count)


@pytest.fixture
def desk(platform: Platform, clock: MovableClock) -> Iterator[Desk]:
    """Hirakata's system with five people on three pages."""
    town = a_town(clock)
    town.exports(people(5), initial=True)
    with running(town.system, delay=1.0) as server:
        yield Desk(platform, town, server)


def refusal(entry: Entry, call: Callable[[], object]) -> None:
    with pytest.raises(CataloguedError) as caught:
        call()
    assert caught.value.entry.code == entry.code


def test_everything_is_taken_applied_and_acknowledged(desk: Desk) -> None:
    assert desk.pull() == Pulled(taken=1, known=0, acknowledged=0)
    assert desk.cursor == "1"
    assert desk.town.city.acknowledged == {}, "nothing is acknowledged before it is applied"
    desk.process()
    assert desk.transfers == [("applied", 5)]
    assert desk.pull() == Pulled(taken=0, known=0, acknowledged=1)
    assert list(desk.town.city.acknowledged.values()) == ["applied"]
    assert desk.pull() == Pulled(0, 0, 0), "and only once"
    [(fingerprint,)] = desk.rows("select sender_fingerprint from transfer")
    assert fingerprint == fingerprint_sha256(town_signer().certificate)


def test_only_what_is_new_is_fetched_the_next_night(desk: Desk) -> None:
    desk.pull()
    desk.process()
    desk.town.exports([copay_row(rate="2", history_number="2")])
    fetched = desk.town.times("FetchPage")
    assert desk.pull().taken == 1
    assert desk.town.times("FetchPage") - fetched == 1
    desk.process()
    assert desk.transfers == [("applied", 5), ("applied", 1)]
    assert desk.people == 5


def test_many_change_sets_come_in_several_lists_and_in_their_order(desk: Desk) -> None:
    for number in range(2, 26):
        desk.town.exports([copay_row(history_number=str(number))])
    assert desk.pull().taken == 25
    assert desk.cursor == "25"
    assert desk.town.times("ListChanges") == 3
    desk.process()
    assert [state for state, _ in desk.transfers] == ["applied"] * 25
    [(newest,)] = desk.rows(
        "select history_number from copay_certificate "
        "where insured_number = '0000000001' and superseded_by is null"
    )
    assert newest == 25


@pytest.mark.parametrize(
    "fault",
    [
        "delay:2", "drop:2", "half-page:2", "repeated-page:2", "wrong-digest:2", "fault:2", "skewed-clock:2",
        "old-answer:2",
    ],
)  # fmt: skip
def test_a_trouble_that_passes_costs_nothing_but_time(desk: Desk, fault: str) -> None:
    desk.town.faults.strike(read_faults([fault]))
    assert desk.pull().taken == 1
    desk.process()
    assert (desk.transfers, desk.people, desk.cursor) == ([("applied", 5)], 5, "1")


@pytest.mark.parametrize(
    ("fault", "entry"),
    [
        ("delay", pull.NO_CONNECTION),
        ("drop", pull.NO_CONNECTION),
        ("half-page", pull.ANSWER_BROKEN),
        ("repeated-page", pull.ANOTHER_ANSWER),
        ("wrong-digest", pull.PAGE_DIFFERS),
        ("fault", pull.BUSY),
        ("refusal", pull.REFUSED),
        ("expired-certificate", pull.CERTIFICATE_EXPIRED),
        ("skewed-clock", pull.CLOCK_SKEW),
    ],
)
def test_a_trouble_that_stays_moves_no_cursor_and_the_next_pull_goes_on(
    desk: Desk, fault: str, entry: Entry
) -> None:
    desk.town.faults.strike(read_faults([f"{fault}:always"]))
    refusal(entry, lambda: desk.pull(replace(NO_PATIENCE, timeout=0.3)))
    assert desk.cursor is None
    assert desk.people == 0
    desk.town.faults.strike(read_faults([]))
    assert desk.pull().taken == 1
    desk.process()
    assert (desk.transfers, desk.people) == ([("applied", 5)], 5)


def test_pages_that_arrived_before_the_break_are_not_fetched_again(desk: Desk) -> None:
    desk.town.faults.strike(read_faults(["repeated-page:always"]))
    refusal(pull.ANOTHER_ANSWER, lambda: desk.pull(NO_PATIENCE))
    desk.town.faults.strike(read_faults([]))
    before = desk.town.times("FetchPage")
    desk.pull()
    assert desk.town.times("FetchPage") - before == 2, "the first page was there"


def test_a_change_set_altered_after_it_was_listed_stops_the_pull(desk: Desk) -> None:
    desk.town.faults.strike(read_faults(["wrong-digest:always"]))
    refusal(pull.PAGE_DIFFERS, lambda: desk.pull(NO_PATIENCE))
    desk.town.faults.strike(read_faults(["altered-change-set"]))
    refusal(pull.CHANGE_SET_ALTERED, desk.pull)
    assert desk.cursor is None


def test_a_transfer_refused_whole_is_acknowledged_as_rejected(desk: Desk) -> None:
    desk.pull()
    desk.process()
    wrong = desk.town.exports(people(1))
    desk.town.city.changes[-1] = replace(wrong, record_count=7)
    desk.pull()
    desk.process()
    desk.pull()
    assert desk.town.city.acknowledged[wrong.change_set] == "rejected"


def test_a_change_set_the_intake_refuses_is_not_passed_over(desk: Desk) -> None:
    desk.pull()
    desk.town.city.changes.append(replace(desk.town.exports(people(1)), record_kind="horoscope"))
    del desk.town.city.changes[1]
    desk.town.exports([copay_row(rate="3", history_number="2")])
    for _ in range(2):
        refusal(intake.RECORD_KIND_UNKNOWN, desk.pull)
        assert desk.cursor == "1"


def test_a_system_that_forgot_its_cursor_is_recognised_by_its_change_sets(desk: Desk) -> None:
    desk.pull()
    desk.process()
    with desk.platform.engine.begin() as connection:
        connection.execute(text("update pull_source set cursor = null"))
    assert desk.pull() == Pulled(taken=0, known=1, acknowledged=1)
    assert desk.transfers == [("applied", 5)]


def test_a_list_that_never_ends_is_noticed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ExportService, "list_changes", lambda *_: pulling_listing())
    refusal(pull.CURSOR_STANDS_STILL, desk.pull)


def pulling_listing() -> Any:

    return Listing((), more=True, signed_by=None)


def test_a_revoked_certificate_speaks_for_nobody(desk: Desk, clock: MovableClock) -> None:
    with desk.platform.engine.begin() as connection:
        assert revoke_certificate(connection, fingerprint_sha256(town_signer().certificate), clock())
    refusal(pull.ANSWER_NOT_SIGNED, desk.pull)


def test_the_town_refuses_a_platform_it_does_not_know(desk: Desk) -> None:
    stranger = town_signer()
    puller = Puller(
        desk.platform, desk.platform.engine, OwnCredentials(stranger.key, stranger.certificate), SHORT
    )
    refusal(pull.REFUSED, lambda: puller.pull(HIRAKATA))


def test_the_platform_s_own_expired_certificate_is_told_before_anything_is_asked(
    desk: Desk, clock: MovableClock
) -> None:
    clock.move(days=800)
    refusal(pull.OWN_CERTIFICATE_EXPIRED, desk.pull)
    assert desk.town.heard == []


def test_an_insurer_without_an_address_is_told_so(platform: Platform) -> None:
    puller = Puller(platform, platform.engine, platform_credentials(), SHORT)
    refusal(pull.SOURCE_UNKNOWN, lambda: puller.pull(HIRAKATA))


def test_one_insurer_is_pulled_once_at_a_time(desk: Desk) -> None:
    puller = Puller(desk.platform, desk.platform.engine, platform_credentials(), SHORT)
    with puller._alone(HIRAKATA):
        refusal(pull.ALREADY_RUNNING, desk.pull)
    assert desk.pull().taken == 1


class KilledError(BaseException):
    """What a kill looks like from inside: nothing after it happens."""


STEPS = (
    (pulling, "open_transfer"), (pulling, "put_part"), (pulling, "seal_transfer"), (progress, "take_up"),
    (progress, "move_on"), (progress, "acknowledged"), (ExportService, "list_changes"),
    (ExportService, "fetch_page"), (ExportService, "acknowledge"),
)  # fmt: skip


@contextmanager
def killed_at(monkeypatch: pytest.MonkeyPatch, step: int, *, after: bool) -> Iterator[list[str]]:
    """Dies at the so-many-th of all steps, before or after it was done; gives the steps taken."""
    taken: list[str] = []
    with monkeypatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, _deadly(getattr(owner, name), name, taken, step, after=after))
        yield taken


def _deadly(real: Any, name: str, taken: list[str], step: int, *, after: bool) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        taken.append(name)
        if len(taken) == step and not after:
            raise KilledError
        result = real(*args, **kwargs)
        if len(taken) == step:
            raise KilledError
        return result

    return call


@pytest.mark.parametrize("after", [False, True])
def test_killed_at_any_step_the_next_pull_ends_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    expected = [("applied", 5), ("applied", 1)]
    desk.town.exports([copay_row(rate="2", history_number="2")])
    step, done = 1, False
    while not done:
        with killed_at(monkeypatch, step, after=after):
            try:
                desk.pull()
                desk.process()
                desk.pull()
                done = True
            except KilledError:
                pass
        desk.pull()
        desk.process()
        desk.pull()
        assert desk.transfers == expected, f"killed at step {step}"
        assert (desk.cursor, desk.people) == ("2", 5)
        assert list(desk.town.city.acknowledged.values()) == ["applied", "applied"]
        assert desk.rows("select count(*) from pull_change_set where acknowledged_at is null") == [(0,)]
        step += 1
        _begin_again(desk)
    assert step > 15, "every kind of step was cut"


def _begin_again(desk: Desk) -> None:
    desk.town.city.acknowledged.clear()
    with desk.platform.engine.begin() as connection:
        connection.execute(
            text("truncate transfer, transfer_part, finding, pull_change_set, copay_certificate cascade")
        )
        connection.execute(text("update pull_source set cursor = null, cursor_at = null"))
