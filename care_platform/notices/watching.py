"""What no transaction tells, since only time passes: steps due and late, certificates about to expire."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, text

from care_platform.reference.calendar import japan_day
from care_platform.reference.notices import Addressee, NoticeKind
from care_platform.store.notices import write_notice

DUE_WITHIN = timedelta(days=14)
REMIND_EVERY_DAYS = 30
"""A late step is told on its first day and then once in so many days."""
EXPIRY_DAYS = (7, 30, 90)
"""How many days before its end a certificate is told of, each once."""


def watch(connection: Connection, now: datetime) -> int:
    """Writes what is to be told today and was not told yet; gives how many notices."""
    today = japan_day(now)
    return _steps(connection, today, now) + _certificates(connection, now)


def _steps(connection: Connection, today: date, now: datetime) -> int:
    found = connection.execute(
        text(
            "select m.insurer_number, m.milestone, m.planned_on from programme_milestone m "
            "where m.passed_at is null and m.planned_on <= :until order by m.insurer_number, m.planned_on"
        ),
        {"until": today + DUE_WITHIN},
    ).all()
    told = 0
    for insurer, milestone, planned_on in found:
        days_late = (today - planned_on).days
        kind = NoticeKind.STEP_LATE if days_late > 0 else NoticeKind.STEP_DUE
        facts: dict[str, str | int] = {"milestone": milestone, "planned_on": planned_on.isoformat()}
        reminder = 0
        if days_late > 0:
            facts["days_late"] = days_late
            reminder = (days_late - 1) // REMIND_EVERY_DAYS
        once = f"{kind}/{insurer}/{milestone}/{planned_on}/{reminder}"
        told += write_notice(connection, kind, Addressee.INSURER, insurer, now, facts, once=once)
    return told


def _certificates(connection: Connection, now: datetime) -> int:
    found = connection.execute(
        text(
            "select fingerprint, insurer_number, valid_to from sender_certificate "
            "where revoked_at is null and valid_to > :now and valid_to <= :until order by valid_to"
        ),
        {"now": now, "until": now + timedelta(days=max(EXPIRY_DAYS))},
    ).all()
    told = 0
    for fingerprint, insurer, valid_to in found:
        left = valid_to - now
        step = next(days for days in EXPIRY_DAYS if left <= timedelta(days=days))
        facts: dict[str, str | int] = {
            "fingerprint": fingerprint[:16], "valid_to": japan_day(valid_to).isoformat(), "days_left": left.days,
        }  # fmt: skip
        once = f"{NoticeKind.CERTIFICATE_EXPIRING}/{fingerprint}/{step}"
        told += write_notice(
            connection, NoticeKind.CERTIFICATE_EXPIRING, Addressee.INSURER, insurer, now, facts, once=once
        )
    return told
