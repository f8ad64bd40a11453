"""The log's monthly partitions: which there are, and making them ahead so that the default one stays empty."""

from datetime import date, datetime

from sqlalchemy import Connection, Engine, text

from care_platform.reference.calendar import add_months, japan_day

MONTHS_AHEAD = 2
KEEP_MONTHS = 60
"""The fewest months to keep, and the default."""

_PRESENT = """
select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'access_log'::regclass and c.relname ~ '^m[0-9]{4}_[0-9]{2}$' order by 1
"""
_WAITING = """
select distinct date_trunc('month', at at time zone 'Asia/Tokyo')::date from access_log_month.other order by 1
"""


def first_of_month(moment: datetime) -> date:
    """The first day of the moment's month in Japan."""
    return japan_day(moment).replace(day=1)


def months(connection: Connection) -> list[date]:
    """The months that have a partition, the earliest first."""
    names = connection.execute(text(_PRESENT)).scalars()
    return [date(int(name[1:5]), int(name[6:8]), 1) for name in names]


def partition_of(month: date) -> str:
    """The name of a month's partition with its schema."""
    return f"access_log_month.m{month:%Y_%m}"


def make_months(engine: Engine, now: datetime) -> list[date]:
    """Makes the partitions of this month, the next two, and of any month whose rows wait in the default one.

    Gives the months made. Each is a transaction of its own that waits for locks five seconds at most.
    """
    this = first_of_month(now)
    with engine.connect() as connection:
        wanted = {add_months(this, ahead) for ahead in range(MONTHS_AHEAD + 1)}
        wanted |= set(connection.execute(text(_WAITING)).scalars())
        missing = sorted(wanted - set(months(connection)))
    return [month for month in missing if _make(engine, month)]


def _make(engine: Engine, month: date) -> bool:
    with engine.begin() as connection:
        made = connection.execute(text("select access_log_make_month(:month)"), {"month": month})
        return bool(made.scalar_one())
