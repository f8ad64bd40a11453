"""How the platform itself is doing, in one statement: work waiting, work stuck, seals, notices, missed windows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

_HEALTH = text("""
select
  (select count(*) from procrastinate_jobs where status = 'todo') as jobs_waiting,
  (select count(*) from procrastinate_jobs where status = 'doing') as jobs_running,
  (select count(*) from procrastinate_jobs where status = 'failed') as jobs_failed,
  (select count(*) from procrastinate_workers where last_heartbeat > :now - interval '1 minute') as workers,
  (select max(sealed_at) from audit_seal) as last_seal,
  (select count(*) from transfer where state = 'held') as transfers_held,
  (select count(*) from transfer where state = 'processing') as transfers_processing,
  (select max(applied_at) from transfer) as last_applied,
  (select count(*) from notice_delivery where state = 'waiting') as notices_waiting,
  (select count(*) from notice_delivery
    where state = 'given_up' and ended_at > :now - interval '7 days') as notices_given_up,
  (select count(*) from schedule_run where state in ('missed', 'failed') and night >= (:now)::date - 7) as windows_missed,
  (select count(*) from sender_certificate
    where revoked_at is null and valid_to > :now and valid_to < :now + interval '30 days') as certificates_ending
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The figures; moments are None while the thing never happened. Given up and missed count the last seven days."""

    jobs_waiting: int
    jobs_running: int
    jobs_failed: int
    workers: int
    last_seal: datetime | None
    transfers_held: int
    transfers_processing: int
    last_applied: datetime | None
    notices_waiting: int
    notices_given_up: int
    windows_missed: int
    certificates_ending: int


def health(connection: Connection, now: datetime) -> Health:
    """The platform's health at a moment."""
    return Health(**connection.execute(_HEALTH, {"now": now}).mappings().one())
