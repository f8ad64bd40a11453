"""The last forecast made, kept so that pages need not draw a thousand futures."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

from care_platform.migration.forecast import CountryForecast, Projection, Share, forecast
from care_platform.migration.programme import list_programmes

_KEPT = text("""
select made_at, body -> 'municipalities' as municipalities, body -> 'people' as people,
  case when cast(:insurers as text[]) is null then body -> 'lines' else coalesce((
    select jsonb_object_agg(key, value) from jsonb_each(body -> 'lines')
    where key = any(cast(:insurers as text[]))), '{}') end as lines
from programme_forecast order by made_at desc limit 1
""")


@dataclass(frozen=True, slots=True)
class Line:
    """One insurer's projected day of sharing, the interval that holds four futures in five, and the chance in time."""

    earliest: date
    expected_on: date
    latest: date
    in_time: float
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptForecast:
    """A forecast as it was made; `lines` by insurer number."""

    made_at: datetime
    municipalities: Share
    people: Share
    lines: Mapping[str, Line]

    def help_first(self, insurers: Sequence[str], count: int) -> list[str]:
        """Those of the insurers where help gains most insured persons in time, at most `count`."""
        known = [number for number in insurers if number in self.lines and self.lines[number].gain > 0]
        return sorted(known, key=lambda number: (-self.lines[number].gain, number))[:count]


def keep_forecast(connection: Connection, now: datetime) -> CountryForecast:
    """Makes a forecast of everything as it stands and keeps it in place of the last one."""
    made = forecast(list_programmes(connection), now)
    body = {
        "municipalities": asdict(made.municipalities),
        "people": asdict(made.people),
        "lines": {one.insurer_number: _stored(one) for one in made.projections},
    }
    connection.execute(text("delete from programme_forecast"))
    connection.execute(
        text("insert into programme_forecast (made_at, body) values (:at, cast(:body as jsonb))"),
        {"at": now, "body": json.dumps(body)},
    )
    return made


def kept_forecast(connection: Connection, insurers: Collection[str] | None = None) -> KeptForecast | None:
    """The last forecast kept; None before the first. With `insurers`, the lines of these alone are read."""
    row = connection.execute(_KEPT, {"insurers": None if insurers is None else list(insurers)}).first()
    if row is None:
        return None
    return KeptForecast(
        made_at=row.made_at, municipalities=Share(**row.municipalities), people=Share(**row.people),
        lines={number: _line(stored) for number, stored in row.lines.items()},
    )  # fmt: skip


def _stored(one: Projection) -> list[str | float]:
    days = (one.earliest, one.expected_on, one.latest)
    return [*(day.isoformat() for day in days), round(one.in_time, 4), round(one.gain, 1)]


def _line(stored: Sequence[Any]) -> Line:
    first, middle, last, in_time, gain = stored
    day = date.fromisoformat
    return Line(day(first), day(middle), day(last), in_time, gain)
