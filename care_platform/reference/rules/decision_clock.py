"""How an application stands against the 30 days of law, and where its time went.

Pure: everything is given, nothing is read. All days are days in Japan; the day of application is not counted.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from care_platform.reference.rules.certification import decision_due
from care_platform.reference.rules.dated import Dated, value_on


class Stage(StrEnum):
    """Where an application's time goes."""

    SURVEY = "survey"
    OPINION = "opinion"
    PANEL = "panel"


@dataclass(frozen=True, slots=True)
class StageTargets:
    """Days that each stage should take at most."""

    survey: int
    opinion: int
    panel: int


STAGE_TARGETS: tuple[Dated[StageTargets], ...] = (
    Dated(
        StageTargets(survey=7, opinion=13, panel=12),
        source="要介護認定の審査期間の目標（社会保障審議会 介護保険部会 資料）; first day to be checked",
        valid_from=date(2000, 4, 1),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The known days of one application; None has not happened.

    `former_valid_to`: for a renewal, the last day of the validity that it renews. `notice_waived`: the person
    agreed that a renewal decided within that validity needs no notice of delay.
    """

    applied_on: date
    survey_done_on: date | None = None
    opinion_requested_on: date | None = None
    opinion_received_on: date | None = None
    panel_planned_on: date | None = None
    decided_on: date | None = None
    delay_notified_on: date | None = None
    withdrawn_on: date | None = None
    former_valid_to: date | None = None
    notice_waived: bool = False


@dataclass(frozen=True, slots=True)
class StageReading:
    """The days one stage has taken so far or took, and its target; None where it has not begun."""

    stage: Stage
    days: int | None
    target: int
    finished: bool

    @property
    def over_target(self) -> bool:
        """Whether it took, or has already taken, more days than it should."""
        return self.days is not None and self.days > self.target


@dataclass(frozen=True, slots=True)
class ClockReading:
    """How an application stands on a day.

    `may_be_deemed_refused`: the person may treat it as refused (介護保険法 27 条 12 項), because the limit passed
    with neither a decision nor a notice of delay.
    """

    deadline: date
    days_used: int
    overdue: bool
    delay_notice_due: bool
    may_be_deemed_refused: bool
    stages: tuple[StageReading, ...]


def read_clock(progress: Progress, on: date) -> ClockReading:
    """The clock of an application on a day, not before its application.

    A notice of delay is due, until it is sent, once the limit is reached or the panel is planned for that day or later
    (介護保険法 27 条 11 項). Raises ValueError for a day before the application.
    """
    if on < progress.applied_on:
        raise ValueError("the day lies before the application")
    deadline = decision_due(progress.applied_on)
    closed = _closed_on(progress)
    until = min(on, closed) if closed else on
    late = until > deadline
    open_still = closed is None or closed > on
    notified = progress.delay_notified_on is not None and progress.delay_notified_on <= on
    expected = max(filter(None, (on, progress.panel_planned_on)))
    waived = _waived(progress, expected)
    return ClockReading(
        deadline=deadline,
        days_used=(until - progress.applied_on).days,
        overdue=late,
        delay_notice_due=open_still and not notified and not waived and expected >= deadline,
        may_be_deemed_refused=open_still and late and not notified and not waived,
        stages=_stages(progress, until),
    )


def _closed_on(progress: Progress) -> date | None:
    return min(filter(None, (progress.decided_on, progress.withdrawn_on)), default=None)


def _waived(progress: Progress, expected: date) -> bool:
    """A renewal needs no notice while the decision is expected within the former validity and it was agreed."""
    return (
        progress.notice_waived
        and progress.former_valid_to is not None
        and expected <= progress.former_valid_to
    )


def _stages(progress: Progress, until: date) -> tuple[StageReading, ...]:
    targets = value_on(STAGE_TARGETS, progress.applied_on) or STAGE_TARGETS[-1].value
    asked = progress.opinion_requested_on or progress.applied_on
    return (
        _stage(Stage.SURVEY, progress.applied_on, progress.survey_done_on, until, targets.survey),
        _stage(Stage.OPINION, asked, progress.opinion_received_on, until, targets.opinion),
        _stage(Stage.PANEL, _both_in(progress), progress.decided_on, until, targets.panel),
    )


def _both_in(progress: Progress) -> date | None:
    """The day on which survey and opinion were both there, from which the panel's time counts."""
    survey, opinion = progress.survey_done_on, progress.opinion_received_on
    return max(survey, opinion) if survey and opinion else None


def _stage(stage: Stage, start: date | None, end: date | None, until: date, target: int) -> StageReading:
    finished = end is not None and end <= until
    if start is None or start > until:
        return StageReading(stage, None, target, finished)
    last = end if end is not None and finished else until
    return StageReading(stage, max(timedelta(0), last - start).days, target, finished)
