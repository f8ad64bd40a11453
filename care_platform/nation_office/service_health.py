"""How the platform itself is doing, in words and colour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import render_template

from care_platform.nation_office.blueprint import blueprint, for_programme_offices
from care_platform.screens.badges import Badge, Tone
from care_platform.screens.language import say
from care_platform.store.health import Health, health
from care_platform.web.requests import platform

SEAL_LATE = timedelta(hours=2)
"""Seals are made every few minutes; two hours without one want a look."""
MANY_WAITING = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure, judged. `key` names its words; `moment` instead of a number."""

    key: str
    number: int | None = None
    moment: datetime | None = None
    badge: Badge


@blueprint.get("/health")
@for_programme_offices
def service_health() -> str:
    """The figures, each with whether it wants attention."""
    now = platform().clock()
    with platform().engine.connect() as connection:
        found = health(connection, now)
    judged = lines(found, now)
    return render_template(
        "nation_office/health.html",
        lines=judged,
        at=now,
        good=all(one.badge.tone is Tone.GOOD for one in judged),
    )


def lines(found: Health, now: datetime) -> list[Line]:
    """Every figure in its order."""
    sealed = found.last_seal is not None and now - found.last_seal < SEAL_LATE
    return [
        Line(key="workers", number=found.workers, badge=_badge(good=found.workers > 0, bad=True)),
        Line(key="jobs_waiting", number=found.jobs_waiting, badge=_badge(good=found.jobs_waiting < MANY_WAITING)),
        Line(key="jobs_failed", number=found.jobs_failed, badge=_badge(good=not found.jobs_failed)),
        Line(key="last_seal", moment=found.last_seal, badge=_badge(good=sealed, bad=True)),
        Line(key="last_applied", moment=found.last_applied, badge=_badge(good=found.last_applied is not None)),
        Line(key="transfers_processing", number=found.transfers_processing, badge=_badge(good=True)),
        Line(key="transfers_held", number=found.transfers_held, badge=_badge(good=not found.transfers_held)),
        Line(key="windows_missed", number=found.windows_missed, badge=_badge(good=not found.windows_missed)),
        Line(key="notices_waiting", number=found.notices_waiting, badge=_badge(good=found.notices_waiting < MANY_WAITING)),
        Line(key="notices_given_up", number=found.notices_given_up, badge=_badge(good=not found.notices_given_up)),
        Line(key="certificates_ending", number=found.certificates_ending, badge=_badge(good=not found.certificates_ending)),
    ]  # fmt: skip


def _badge(*, good: bool, bad: bool = False) -> Badge:
    tone = Tone.GOOD if good else Tone.BAD if bad else Tone.WARN
    return Badge(tone=tone, words=say(f"health.{tone}"))
