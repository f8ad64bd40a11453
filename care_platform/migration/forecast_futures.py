"""Futures drawn from what was learnt: how many days each insurer still needs. Deterministic by seed.

Everything shared is drawn once for each future (a stage's mean, a vendor's and a size's pace), so that what makes
one municipality of a vendor late makes the others late in the same future.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from care_platform.migration.forecast_fitting import NORMAL, Fit, Part
from care_platform.migration.forecast_stages import begun_at, size_of, vendor_of
from care_platform.migration.milestones import ORDER, Milestone, place
from care_platform.migration.programme import Programme
from care_platform.reference.calendar import japan_day

UNFORESEEN: Final = 0.2
"""Standard deviation, on the logarithmic scale, of what may change for everybody alike from now on.

Nothing learnt from the past tells of a new law, a common fault, or a shape other than the assumed one; without it
the country's interval held what came in hardly any of the back-tests (docs/forecast.md).
"""
_LONGEST: Final = math.log(1_500)
"""No stage is drawn longer than about four years; a date must stay a date."""
_ALMOST: Final = 1 - 1e-9
_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Futures:
    """So many futures of everybody."""

    learnt: Fit
    count: int
    seed: int
    _shared: dict[str, list[float]] = field(default_factory=dict)

    def days_left(self, programme: Programme, now: datetime) -> list[float]:
        """Days from `now` to sharing in every future; negative when it has begun."""
        since = programme.passed_at(Milestone.SHARING)
        if programme.state == Milestone.SHARING and since is not None:
            return [float((japan_day(since) - japan_day(now)).days)] * self.count
        elapsed = max((now - (begun_at(programme) or now)) / _DAY, 0.0)
        chance = self._chance(f"days/{programme.insurer_number}")
        first, *later = ORDER[place(programme.state) :]
        added = self._added(programme)
        left = [self._rest_of(first, add, elapsed, n, chance) for n, add in enumerate(added)]
        for stage in later:
            means, spread = self._means(stage), self.learnt.spreads[stage]
            for n, add in enumerate(added):
                left[n] += math.exp(min(chance.gauss(means[n] + add, spread), _LONGEST))
        return left

    def _rest_of(self, stage: Milestone, added: float, elapsed: float, n: int, chance: Random) -> float:
        """The rest of the present stage, given that it has taken `elapsed` days already."""
        mean, spread = self._means(stage)[n] + added, self.learnt.spreads[stage]
        over = NORMAL.cdf((math.log(elapsed) - mean) / spread) if elapsed > 0 else 0.0
        drawn = NORMAL.inv_cdf(min(max(over + (1 - over) * chance.random(), 1 - _ALMOST), _ALMOST))
        return max(math.exp(min(mean + spread * drawn, _LONGEST)) - elapsed, 0.0)

    def _added(self, programme: Programme) -> Sequence[float]:
        """What vendor, size and insurer add in every future."""
        vendor, size, own = vendor_of(programme), size_of(programme), programme.insurer_number
        parts = (
            self._of(f"vendor/{vendor}", self.learnt.vendor(vendor)),
            self._of(f"size/{size}", self.learnt.size(size)),
            self._draw(f"own/{own}", self.learnt.insurer(own)),
            self._of("unforeseen", Part(0.0, UNFORESEEN)),
        )
        return [sum(each) for each in zip(*parts, strict=True)]

    def _means(self, stage: Milestone) -> Sequence[float]:
        return self._of(f"stage/{stage}", self.learnt.means[stage])

    def _of(self, name: str, part: Part) -> Sequence[float]:
        if name not in self._shared:
            self._shared[name] = self._draw(name, part)
        return self._shared[name]

    def _draw(self, name: str, part: Part) -> list[float]:
        chance = self._chance(name)
        return [chance.gauss(part.mean, part.deviation) for _ in range(self.count)]

    def _chance(self, name: str) -> Random:
        return Random(f"{self.seed}/{name}")  # noqa: S311 - nothing secret
