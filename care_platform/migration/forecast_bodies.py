"""A forecast for machines: JSON bodies, and rows for a table. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final

from care_platform.migration.forecast import CountryForecast, Projection, Share

COLUMNS: Final = (
    "insurer_number", "name", "vendor", "state", "insured_persons", "municipalities", "planned_on", "earliest",
    "expected_on", "latest", "in_time", "gain", "vendor_pace", "size_pace", "own_pace",
)  # fmt: skip


def projection_body(one: Projection) -> dict[str, Any]:
    """One insurer's forecast."""
    return {
        **asdict(one),
        "members": list(one.members),
        "planned_on": one.planned_on.isoformat() if one.planned_on else None,
        "earliest": one.earliest.isoformat(),
        "expected_on": one.expected_on.isoformat(),
        "latest": one.latest.isoformat(),
        "in_time": round(one.in_time, 3),
        "gain": round(one.gain),
        "vendor_pace": round(one.vendor_pace, 2),
        "size_pace": round(one.size_pace, 2),
        "own_pace": round(one.own_pace, 2),
    }


def country_body(found: CountryForecast, count: int) -> dict[str, Any]:
    """The country or a part of it, with everybody's forecast and the insurers to help first (at most `count`)."""
    return {
        "made_at": found.made_at.isoformat(),
        "deadline": found.deadline.isoformat(),
        "sharing_now": round(found.sharing_now, 4),
        "municipalities": _share(found.municipalities),
        "insured_persons": _share(found.people),
        "help_first": [one.insurer_number for one in found.help_first(count)],
        "insurers": [projection_body(one) for one in found.projections],
    }


def _share(share: Share) -> dict[str, float]:
    return {name: round(value, 4) for name, value in asdict(share).items()}


def as_rows(projections: Iterable[Projection]) -> Iterator[list[str]]:
    """The heading, and a row for each insurer."""
    yield list(COLUMNS)
    for one in projections:
        body = projection_body(one)
        yield ["" if body[name] is None else str(body[name]) for name in COLUMNS]
