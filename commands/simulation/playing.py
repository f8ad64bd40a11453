"""Plays fates through the programme's own services, day by day, on a simulated clock.

What a town's system does is written as the outside world's doing (`outside`); everything the programme office
does goes through the same functions as the commands. A try that is to fail must be refused by its gate, and one
that is to pass must pass: a gate that did otherwise would end the simulation.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, text

from care_platform.migration.advancing import advance, share
from care_platform.migration.country import seed_programmes
from care_platform.migration.history import Act
from care_platform.migration.milestones import LABELS, Milestone
from care_platform.migration.planning import (
    clear_obstacle,
    expect_kinds,
    plan_days,
    raise_obstacle,
    set_base_date,
)
from care_platform.migration.programme import Expectation
from care_platform.migration.sandbox import is_open, open_sandbox
from care_platform.reference.business_days import is_business_day
from care_platform.reference.calendar import JAPAN
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.notices import NoticeKind
from commands.simulation.fates import FIRST_DAY, Fate, Step, What, fates
from commands.simulation.outside import LOADED, Outside, differentials, initial, records_of, register, trial
from commands.simulation.towns import PUBLISHED, Town, towns_of_the_country

OFFICE: Final = "見本推進室"
_CONSENT: Final = "見本介護保険課長"
_OBSTACLES: Final[Mapping[Milestone, str]] = {
    Milestone.ADAPTED: "証明書の発行が遅れている",
    Milestone.CONNECTION_TEST: "接続試験で却下された行がある。ベンダが修正中",
    Milestone.INITIAL_LOAD: "初期データの一部の抽出に失敗。ベンダが修正中",
    Milestone.RECONCILIATION: "突合で件数が合わない。原因を調査中",
    Milestone.SHARING: "差分の送信漏れがある",
}


@dataclass(slots=True)
class Played:
    """What came of playing: gates passed by milestone, refusals by code, plans changed, transfers, records."""

    until: date
    programmes: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    replanned: int = 0
    transfers: int = 0
    records: int = 0


def fill_programme(
    engine: Engine,
    until: date,
    *,
    seed: int = 1,
    figures: Path | None = PUBLISHED,
    leave_out: Sequence[str] = (),
) -> Played:
    """Fills the country's programme as it might stand on a day, for demonstrations and screens.

    Begins on 2026-04-01. Insurers that have a programme already, and those to be left out, are left alone.
    `figures` is a folder with the published sizes; None, or a folder without them, takes plausible ones.
    """
    towns = [town for town in towns_of_the_country(figures, seed) if town.number not in set(leave_out)]
    with engine.connect() as connection:
        known = set(connection.execute(text("select insurer_number from programme")).scalars())
    drawn = fates([town for town in towns if town.number not in known], seed)
    played = Played(until)
    for _ in play(engine, drawn, until, played):
        pass
    return played


def play(engine: Engine, drawn: Sequence[Fate], until: date, played: Played) -> Iterator[date]:
    """Plays up to and including a day; gives each day once all of it is done and committed."""
    begin(engine, drawn, played)
    by_town = {fate.town.number: fate for fate in drawn}
    steps = sorted(
        (step for fate in drawn for step in fate.steps if step.day <= until), key=lambda step: step.day
    )
    by_day = {day: list(found) for day, found in groupby(steps, key=lambda step: step.day)}
    flowing: dict[str, Town] = {}
    for day in (FIRST_DAY + timedelta(days=n) for n in range((until - FIRST_DAY).days + 1)):
        todays = by_day.get(day, [])
        if todays or (flowing and is_business_day(day)):
            with engine.begin() as connection:
                _Day(connection, day, by_town, flowing, played).play(todays)
        yield day


def begin(engine: Engine, drawn: Sequence[Fate], played: Played) -> None:
    """Every town's programme with its vendor and its first plan."""
    insurers = [replace(fate.town.insurer, vendor=fate.vendor.name, planned=fate.planned) for fate in drawn]
    act = Act(OFFICE, "当初計画", _morning(FIRST_DAY))
    with engine.begin() as connection:
        played.programmes = seed_programmes(connection, insurers, act)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(10), JAPAN)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(22), JAPAN)


@dataclass(slots=True)
class _Day:
    """One day, in one transaction; `flowing` are the towns whose differentials come."""

    connection: Connection
    day: date
    fates: Mapping[str, Fate]
    flowing: dict[str, Town]
    played: Played
    outside: Outside = field(init=False)
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.outside = Outside(self.connection)
        self.now = _morning(self.day)

    def play(self, steps: Sequence[Step]) -> None:
        doing: dict[What, Callable[[Step], None]] = {
            What.FAILS: self._fails, What.PASSES: self._passes, What.PREPARES: self._prepares,
            What.LOADS: self._loads, What.REPLANS: self._replans,
        }  # fmt: skip
        for step in steps:
            if step.what is not What.OMITS:
                doing[step.what](step)
        omitted = {step.town for step in steps if step.what is What.OMITS}
        if is_business_day(self.day):
            self._send_differentials(omitted)
        self._tell_nobody(steps)
        self.played.transfers += self.outside.transfers
        self.played.records += self.outside.records

    def _tell_nobody(self, steps: Sequence[Step]) -> None:
        """Takes back the notices of what never happened, before anybody could be told."""
        towns = [step.town for step in steps if step.what is What.PASSES]
        statement = text("delete from notice where kind = :kind and subject = any(:towns)")
        self.connection.execute(statement, {"kind": NoticeKind.GATE_PASSED.value, "towns": towns})

    def _act(self, reason: str) -> Act:
        self.now += timedelta(seconds=1)
        return Act(OFFICE, reason, self.now)

    def _send_differentials(self, omitted: set[str]) -> None:
        sending = [
            sent
            for town in self.flowing.values()
            if town.number not in omitted and self.fates[town.number].load_night != self.day
            for sent in differentials(town.number, town.people, self.day, _evening(self.day))
        ]
        self.outside.sends(sending)

    def _replans(self, step: Step) -> None:
        assert step.milestone is not None  # noqa: S101 - every review names the milestone that is late
        late = LABELS[step.milestone][0]
        plan_days(self.connection, step.town, step.days, self._act(f"{late}の遅れのため計画を見直し"))
        self.played.replanned += 1

    def _prepares(self, step: Step) -> None:
        town = self.fates[step.town].town
        set_base_date(self.connection, step.town, step.day, self._act("初期セットアップの夜が決まった"))
        expected = {kind: Expectation(1, records_of(kind, town.people)) for kind in LOADED}
        expect_kinds(self.connection, step.town, expected, self._act("抽出件数の見込み"))

    def _loads(self, step: Step) -> None:
        """At the first try of a load that is to fail, the last kind does not come."""
        fate = self.fates[step.town]
        kinds = list(LOADED)
        if _fails_first(fate, Milestone.INITIAL_LOAD):
            kinds.pop()
        self._send_initial(fate.town, kinds, step.day, _evening(self.day))
        self.flowing[step.town] = fate.town

    def _send_initial(self, town: Town, kinds: Sequence[str], base: date, at: datetime) -> None:
        self.outside.sends(
            initial(town.number, kind, town.people, base, at + timedelta(seconds=number))
            for number, kind in enumerate(kinds)
        )

    def _fails(self, step: Step) -> None:
        self._present(step, sound=False)
        assert step.milestone is not None  # noqa: S101 - a try is at a gate
        try:
            self._try(step)
        except CataloguedError as refusal:
            self.played.refused[refusal.entry.code] += 1
        else:
            raise RuntimeError(f"the gate {step.milestone} let through what it must refuse")
        if not self._open_obstacles(step.town):
            raise_obstacle(self.connection, step.town, self._act(_OBSTACLES[step.milestone]))

    def _passes(self, step: Step) -> None:
        assert step.milestone is not None  # noqa: S101 - a try is at a gate
        self._present(step, sound=True)
        self._try(step)
        self.played.passed[step.milestone] += 1
        if _fails_first(self.fates[step.town], step.milestone):
            for number in self._open_obstacles(step.town):
                clear_obstacle(self.connection, step.town, number, self._act("解消を確認"))

    def _open_obstacles(self, insurer: str) -> Sequence[int]:
        query = text(
            "select id from programme_obstacle where insurer_number = :insurer and cleared_at is null"
        )
        return self.connection.execute(query, {"insurer": insurer}).scalars().all()

    def _try(self, step: Step) -> None:
        if step.milestone is Milestone.SHARING:
            tomorrow = _morning(self.day + timedelta(days=1)) - timedelta(hours=1)
            share(self.connection, step.town, tomorrow, self._act("計画どおり開始"), consent_by=_CONSENT)
            del self.flowing[step.town]
            return
        document = f"見本 {step.town}-{step.milestone}"
        advance(self.connection, step.town, self._act("証跡を確認"), document)

    def _present(self, step: Step, *, sound: bool) -> None:
        """What the town has to show at this gate."""
        present: dict[Milestone, Callable[[Step, bool], None]] = {
            Milestone.ADAPTED: self._certificate, Milestone.CONNECTION_TEST: self._trial,
            Milestone.INITIAL_LOAD: self._rest_of_load, Milestone.RECONCILIATION: self._statement,
            Milestone.SHARING: self._what_was_omitted,
        }  # fmt: skip
        if step.milestone in present:
            present[step.milestone](step, sound)

    def _certificate(self, step: Step, sound: bool) -> None:  # noqa: FBT001 - one shape for all
        if sound:
            register(self.connection, step.town, self.now)

    def _trial(self, step: Step, sound: bool) -> None:  # noqa: FBT001
        if not is_open(self.connection, step.town):
            open_sandbox(self.connection, step.town, self._act("接続試験"))
        self.now += timedelta(seconds=1)
        self.outside.sends([trial(step.town, self.now, rejected=0 if sound else 2)])

    def _rest_of_load(self, step: Step, sound: bool) -> None:  # noqa: FBT001
        fate = self.fates[step.town]
        if sound and _fails_first(fate, Milestone.INITIAL_LOAD) and fate.load_night is not None:
            self._send_initial(fate.town, list(LOADED)[-1:], fate.load_night, self.now)

    def _statement(self, step: Step, sound: bool) -> None:  # noqa: FBT001
        base = self.fates[step.town].load_night
        assert base is not None  # noqa: S101 - a comparison follows the load
        self.now += timedelta(seconds=1)
        self.outside.states(step.town, base, self.now, OFFICE, differences=0 if sound else 3)

    def _what_was_omitted(self, step: Step, sound: bool) -> None:  # noqa: FBT001
        fate = self.fates[step.town]
        omitted = [one.day for one in fate.steps if one.what is What.OMITS]
        if sound:
            for day in omitted:
                self.outside.sends(differentials(step.town, fate.town.people, day, self.now))


def _fails_first(fate: Fate, milestone: Milestone) -> bool:
    return any(step.what is What.FAILS and step.milestone is milestone for step in fate.steps)
