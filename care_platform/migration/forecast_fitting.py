"""The pace of stages, vendors, sizes and insurers, learnt from what was observed. Pure and without chance.

The logarithm of a stage's length is a sum: the stage's own mean, and what the vendor, the group of sizes and the
insurer itself add, with a normal rest. Unended stages take part by their expectation given how long they have
taken (EM). What few have shown is drawn towards nothing: each part has a normal prior about zero.
docs/forecast.md explains the method and measures it.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

from care_platform.migration.forecast_stages import Observed
from care_platform.migration.milestones import ORDER, Milestone

NORMAL: Final = NormalDist()
PRIOR_DAYS: Final[Mapping[Milestone, float]] = {
    Milestone.STANDARD: 240.0, Milestone.ADAPTED: 100.0, Milestone.CONNECTION_TEST: 35.0,
    Milestone.INITIAL_LOAD: 40.0, Milestone.RECONCILIATION: 20.0, Milestone.SHARING: 30.0,
}  # fmt: skip
"""A stage's median length in days before anything is known: a guess of the programme office."""
PRIOR_SPREAD: Final = 0.6
"""Its standard deviation on the logarithmic scale: four in five lie between 0.46 and 2.2 times the median."""
PRIOR_WEIGHT: Final = 10.0
"""The guess counts as so many observations."""
VENDOR_SPREAD: Final = 0.30
SIZE_SPREAD: Final = 0.15
OWN_SPREAD: Final = 0.25
_ROUNDS: Final = 25
_FARTHEST: Final = 6.0


@dataclass(frozen=True, slots=True)
class Part:
    """What a vendor, size or insurer adds to the logarithm of a length, with its standard deviation."""

    mean: float
    deviation: float

    @property
    def pace(self) -> float:
        """How many times the usual time it takes."""
        return math.exp(self.mean)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What was learnt. Means, spreads and deviations are of the logarithm of days."""

    means: Mapping[Milestone, Part]
    spreads: Mapping[Milestone, float]
    vendors: Mapping[str, Part]
    sizes: Mapping[int, Part]
    own: Mapping[str, Part]

    def vendor(self, name: str) -> Part:
        """A vendor's part; nothing, widely, for one never seen."""
        return self.vendors.get(name, Part(0.0, VENDOR_SPREAD))

    def size(self, group: int) -> Part:
        """A group of sizes' part."""
        return self.sizes.get(group, Part(0.0, SIZE_SPREAD))

    def insurer(self, number: str) -> Part:
        """An insurer's own part."""
        return self.own.get(number, Part(0.0, OWN_SPREAD))


def fit(stages: Sequence[Observed]) -> Fit:
    """Learns from the stages; without any, the guess stands."""
    learning = _Learning.begin(stages)
    for _ in range(_ROUNDS):
        learning.expect()
        learning.learn_stages()
        for group in learning.groups:
            learning.learn(group)
    vendors, sizes, own = (learning.parts(group) for group in learning.groups)
    return Fit(
        means={stage: Part(learning.means[at], learning.deviation(at)) for at, stage in enumerate(ORDER)},
        spreads=dict(zip(ORDER, learning.spreads, strict=True)), vendors=vendors, sizes=sizes, own=own,
    )  # fmt: skip


@dataclass(slots=True)
class _Group:
    """One way of grouping the observations: its keys, each observation's place among them, what each adds."""

    keys: list[Any]
    at: list[int]
    prior: float
    adds: list[float]
    variances: list[float]

    @classmethod
    def of(cls, keys: Sequence[Hashable], prior: float) -> "_Group":
        known = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        return cls(list(known), [known[key] for key in keys], prior, [0.0] * len(known), [0.0] * len(known))


@dataclass(slots=True)
class _Learning:
    """The observations in columns, and what is believed so far."""

    stage: list[int]
    seen: list[float]
    ended: list[bool]
    groups: tuple[_Group, _Group, _Group]
    value: list[float]
    variance: list[float]
    tells: list[float]
    means: list[float]
    spreads: list[float]

    @classmethod
    def begin(cls, stages: Sequence[Observed]) -> "_Learning":
        seen = [math.log(one.days) for one in stages]
        groups = (
            _Group.of([one.vendor for one in stages], VENDOR_SPREAD),
            _Group.of([one.size for one in stages], SIZE_SPREAD),
            _Group.of([one.insurer_number for one in stages], OWN_SPREAD),
        )
        return cls(
            [ORDER.index(one.milestone) for one in stages], seen, [one.ended for one in stages], groups,
            list(seen), [0.0] * len(seen), [1.0] * len(seen),
            [math.log(PRIOR_DAYS[stage]) for stage in ORDER], [PRIOR_SPREAD] * len(ORDER),
        )  # fmt: skip

    def added(self, n: int) -> float:
        """What vendor, size and insurer add to an observation."""
        return sum(group.adds[group.at[n]] for group in self.groups)

    def unsure(self, n: int) -> float:
        """The variance of all that is believed about an observation's length and what adds to it.

        Without it the spread would shrink to nothing: an insurer seen once explains its one length by itself.
        """
        return self.variance[n] + sum(group.variances[group.at[n]] for group in self.groups)

    def expect(self) -> None:
        """Gives every unended stage its expectation, given that it takes longer than it has taken."""
        for n, ended in enumerate(self.ended):
            if ended:
                continue
            spread = self.spreads[self.stage[n]]
            mean = self.means[self.stage[n]] + self.added(n)
            at = min((self.seen[n] - mean) / spread, _FARTHEST)
            hazard = NORMAL.pdf(at) / (1 - NORMAL.cdf(at))
            self.tells[n] = hazard * (hazard - at)
            self.value[n] = mean + spread * hazard
            self.variance[n] = spread**2 * max(0.0, 1 - self.tells[n])

    def learn_stages(self) -> None:
        """Each stage's mean and spread, the guess counting as PRIOR_WEIGHT observations."""
        for at, stage in enumerate(ORDER):
            own = [n for n, one in enumerate(self.stage) if one == at]
            rests = [self.value[n] - self.added(n) for n in own]
            count = PRIOR_WEIGHT + len(own)
            mean = (PRIOR_WEIGHT * math.log(PRIOR_DAYS[stage]) + sum(rests)) / count
            squares = sum((rest - mean) ** 2 + self.unsure(n) for rest, n in zip(rests, own, strict=True))
            self.means[at] = mean
            self.spreads[at] = math.sqrt((PRIOR_WEIGHT * PRIOR_SPREAD**2 + squares) / count)

    def learn(self, group: _Group) -> None:
        """What each key of a group adds: the mean of what the rest leaves, drawn towards nothing."""
        sums, weights = [0.0] * len(group.keys), [group.prior**-2] * len(group.keys)
        for n, key in enumerate(group.at):
            weight = self.spreads[self.stage[n]] ** -2
            rest = self.value[n] - self.means[self.stage[n]] - self.added(n) + group.adds[key]
            sums[key] += weight * rest
            weights[key] += weight
        group.adds = [total / weight for total, weight in zip(sums, weights, strict=True)]
        group.variances = [1 / weight for weight in weights]

    def parts(self, group: _Group) -> dict[Any, Part]:
        """Each key's part; its deviation counts unended stages by what they tell."""
        told = [group.prior**-2] * len(group.keys)
        for n, key in enumerate(group.at):
            told[key] += self.tells[n] * self.spreads[self.stage[n]] ** -2
        return {
            key: Part(adds, told[at] ** -0.5)
            for at, (key, adds) in enumerate(zip(group.keys, group.adds, strict=True))
        }

    def deviation(self, stage: int) -> float:
        """How well a stage's mean is known."""
        told = sum(tells for tells, one in zip(self.tells, self.stage, strict=True) if one == stage)
        return self.spreads[stage] / math.sqrt(PRIOR_WEIGHT + told)
