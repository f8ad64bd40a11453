"""How a transfer looks as a whole: counts only, so that nobody can be found in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The counts of a transfer's sound rows.

    `filled`: rows with a value, by optional item or group. `shares`: rows by value, by distribution.
    `uneven`: rows whose amount is not rounded, and `amounts`: rows that have one, by amount item.
    `verdicts`: rows by what the merge does with them (inserted, superseding, unchanged ...).
    """

    rows: int
    filled: Counts = field(default_factory=dict)
    shares: Mapping[str, Counts] = field(default_factory=dict)
    uneven: Counts = field(default_factory=dict)
    amounts: Counts = field(default_factory=dict)
    verdicts: Counts = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "rows": self.rows,
            "filled": dict(self.filled),
            "shares": {name: dict(values) for name, values in self.shares.items()},
            "uneven": dict(self.uneven),
            "amounts": dict(self.amounts),
            "verdicts": dict(self.verdicts),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The profile that `as_json` wrote; what an older program did not count is absent."""
        known = {name: stored[name] for name in cls.__slots__ if name in stored}
        return cls(**known)


def pooled(profiles: Iterable[Profile]) -> Profile | None:
    """Several profiles as if they had been one transfer; None for none."""
    every = list(profiles)
    if not every:
        return None
    names = {name for profile in every for name in profile.shares}
    return Profile(
        rows=sum(profile.rows for profile in every),
        filled=_sum(profile.filled for profile in every),
        shares={name: _sum(profile.shares.get(name, {}) for profile in every) for name in sorted(names)},
        uneven=_sum(profile.uneven for profile in every),
        amounts=_sum(profile.amounts for profile in every),
        verdicts=_sum(profile.verdicts for profile in every),
    )


def _sum(counts: Iterable[Counts]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(total)
