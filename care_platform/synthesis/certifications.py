"""A person's certifications, made backwards from the one in force, as law lets them follow each other."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from care_platform.reference.calendar import add_months, day_turning
from care_platform.reference.rules.certification import limit_units, validity_end, validity_months
from care_platform.synthesis.citizen import Certification, ServiceLimit
from care_platform.synthesis.figures import (
    APPLICATION_KINDS,
    CARE_LEVELS,
    DESIGNATION_PER_MILLION,
    OPINION_PER_MILLION,
    RENEWED_ALIKE_PER_MILLION,
    SERVICE_LIMIT_PER_MILLION,
)
from care_platform.synthesis.life import START_OF_THE_LAW, Life
from care_platform.synthesis.streams import Stream

_NEW, _RENEWAL, _CHANGE = "1", "2", "3"
_AT_MOST: Final = 3
_FIRST_CARE_LEVEL: Final = "21"
_DAYS_TO_DECIDE: Final = (18, 40)
# So many days old an application is at least, for its decision to lie before the base date.
_YOUNGEST: Final = 45
_OPINIONS: Final = (
    "状態の変化が見込まれるため、次回の更新時に心身の状態を改めて確認されたい。",
    "転倒の危険があるため、住環境の整備を検討されたい。",
    "機能訓練の継続により維持改善が見込まれる。",
    "口腔機能と栄養状態の改善に向けた支援が望ましい。",
    "認知機能の低下に配慮した見守りが必要である。",
)
_NO_OPINION: Final = "特になし"
_DESIGNATION: Final = "認知機能の状態から、指定されたサービスの利用が必要である。"
_DESIGNATED_SERVICE: Final = "72"
_LIMITED_SERVICES: Final = ("11", "15", "17")


class _Application(NamedTuple):
    """What was applied for and decided; `months` is the validity that the insurer chose."""

    kind: str
    level: str
    previous: str | None
    applied: date
    start: date
    months: int


def draw_certifications(stream: Stream, life: Life, base_date: date) -> tuple[Certification, ...]:
    """At most three certifications, oldest first; the last is in force on the base date."""
    level = life.care_level
    if level is None or level == "06":
        return ()
    history = [_in_force(stream, level, base_date)]
    insured_from = max(day_turning(life.birth_date, 40), START_OF_THE_LAW)
    while len(history) < _AT_MOST and history[0].previous is not None:
        earlier = _before(stream, history[0].previous, history[0])
        if earlier.applied < insured_from:
            break
        history.insert(0, earlier)
    reached_65 = day_turning(life.birth_date, 65)
    return tuple(_certification(stream, application, reached_65) for application in history)


def _in_force(stream: Stream, level: str, base_date: date) -> _Application:
    kind = APPLICATION_KINDS.pick(stream)
    previous = _previous_level(stream, kind, level)
    if kind == _RENEWAL:
        months = stream.pick((12, 24, 36, 48) if previous == level else (12, 24, 36))
        start = _months_before(base_date.replace(day=1), stream.between(0, months - 1))
        return _Application(kind, level, previous, _renewal_applied(stream, start), start, months)
    months = stream.pick((6, 6, 12))
    applied = base_date - timedelta(days=stream.between(_YOUNGEST, 30 * months - 3))
    return _Application(kind, level, previous, applied, applied, months)


def _before(stream: Stream, level: str, later: _Application) -> _Application:
    """The certification that a renewal continues, or that a change of level cuts short."""
    kind = stream.pick((_NEW, _RENEWAL))
    previous = _previous_level(stream, kind, level)
    months = stream.pick((12, 24)) if kind == _RENEWAL else stream.pick((6, 12))
    since = months if later.kind == _RENEWAL else stream.between(2, months - 1)
    start = _months_before(later.start.replace(day=1), since)
    if kind == _RENEWAL:
        return _Application(kind, level, previous, _renewal_applied(stream, start), start, months)
    # A start within the month before gives the same last day.
    applied = start - timedelta(days=stream.between(0, 27))
    return _Application(kind, level, previous, applied, applied, months)


def _renewal_applied(stream: Stream, start: date) -> date:
    """A day within the last 60 of the former validity, which ends the day before the start."""
    return start - timedelta(days=stream.between(42, 60))


def _previous_level(stream: Stream, kind: str, level: str) -> str | None:
    if kind == _NEW:
        return None
    if kind == _RENEWAL and stream.happens(RENEWED_ALIKE_PER_MILLION):
        return level
    levels = CARE_LEVELS.values
    place = levels.index(level)
    return levels[place - 1] if place else levels[1]


def _certification(stream: Stream, application: _Application, reached_65: date) -> Certification:
    kind, level, previous, applied, start, months = application
    designated = level >= _FIRST_CARE_LEVEL and stream.happens(DESIGNATION_PER_MILLION)
    units = _limit_units(level, start)
    return Certification(
        application_date=applied,
        application_kind=kind,
        insured_category="1" if applied >= reached_65 else "2",
        care_level=level,
        previous_care_level=previous,
        decided_on=applied + timedelta(days=stream.between(*_DAYS_TO_DECIDE)),
        valid_from=start,
        valid_to=_valid_to(kind, previous == level, start, months),
        limit_units=units,
        panel_opinion=_DESIGNATION if designated else _opinion(stream),
        service_limits=_service_limits(stream, level, units),
        designated_services=(_DESIGNATED_SERVICE,) if designated else (),
    )


# Calendar and law are asked for a few thousand different days only, however many people there are.
_limit_units = lru_cache(maxsize=1 << 14)(limit_units)


@lru_cache(maxsize=1 << 14)
def _months_before(day: date, months: int) -> date:
    return add_months(day, -months)


@lru_cache(maxsize=1 << 14)
def _valid_to(kind: str, same_level: bool, start: date, months: int) -> date:  # noqa: FBT001
    longest = validity_months(kind, same_level, start).maximum
    return validity_end(start, min(months, longest))


def _opinion(stream: Stream) -> str:
    return stream.pick(_OPINIONS) if stream.happens(OPINION_PER_MILLION) else _NO_OPINION


def _service_limits(stream: Stream, level: str, units: int | None) -> tuple[ServiceLimit, ...]:
    if units is None or level < _FIRST_CARE_LEVEL or not stream.happens(SERVICE_LIMIT_PER_MILLION):
        return ()
    return (ServiceLimit(stream.pick(_LIMITED_SERVICES), units // 2),)
