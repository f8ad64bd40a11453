"""How far a transfer may depart from the usual before it is held; dated, so that a change of law can widen it.

Each default says why. They are wide on purpose: a hold costs a person's attention, and a guard that cries
every month is released without a look.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from care_platform.reference.rules.dated import Dated, value_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Percentages are in points of a hundred; rows are rows.

    `least_rows`: with fewer rows on either side nothing is compared, because a few people move every share.
    `fill_points`: how far the fill rate of an item may fall. A rise is never held.
    `share_points`: how far the share of a value may move. `least_moved`: and by how many rows at least.
    `factor`, `least_expected`: a rare value or item may not fall to, or rise to, more than this many times
    less or more, where the smaller side counts as at least `least_expected` rows.
    `count_percent`: how far the number of rows of a full load may differ.
    `usual_times`, `usual_more`: how many times the usual, and how many rows more, a differential may have.
    `uneven_points`: how many more amounts than usual may be unrounded.
    `retroactive_percent`, `retroactive_rows`: how many of the stored records may change for days that have
    passed, and how many always may.
    """

    least_rows: int = 200
    fill_points: float = 20.0
    share_points: float = 5.0
    least_moved: int = 30
    factor: float = 2.0
    least_expected: int = 50
    count_percent: float = 30.0
    usual_times: float = 10.0
    usual_more: int = 1_000
    uneven_points: float = 10.0
    retroactive_percent: float = 2.0
    retroactive_rows: int = 100


FULL: Final = Bounds()
"""Between two full loads of one city mostly the same people stand in both: 5 points of a care level are more
than a year's ageing moves, and half of all 2割 gone is no income year. 30 % of all rows is more than any merger
of wards short of a whole one."""

PARTIAL: Final = Bounds(fill_points=40.0, share_points=20.0, factor=5.0)
"""A differential holds whoever changed, which is no sample of the city: newly certified people have lower levels
than the city, and the people of a month's corrections have what was corrected. So only a departure that no such
group explains is held."""

_OWN_RULE = "the platform's own rule; docs/guard.md says why"
BOUNDS: Final[Mapping[str, Sequence[Dated[Bounds]]]] = {
    "initial": (Dated(FULL, _OWN_RULE, date(2000, 4, 1)),),
    "differential": (Dated(PARTIAL, _OWN_RULE, date(2000, 4, 1)),),
    "submission": (Dated(PARTIAL, _OWN_RULE, date(2000, 4, 1)),),
}


def bounds_for(transfer_kind: str, base_date: date) -> Bounds:
    """The bounds for a kind of transfer on its base date."""
    return value_on(BOUNDS[transfer_kind], base_date) or Bounds()
