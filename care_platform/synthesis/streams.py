"""Chance that is the same on every machine.

Only `Random.random()` is used: it is the one method whose sequence Python promises to keep between versions.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Stream(Random):
    """One source of chance, named by a text such as `seed/insurer/person`. Not for secrets."""

    def pick(self, values: Sequence[Value]) -> Value:
        """One of the values, all equally likely."""
        return values[int(self.random() * len(values))]

    def between(self, lowest: int, highest: int) -> int:
        """A whole number, both ends included."""
        return lowest + int(self.random() * (highest - lowest + 1))

    def happens(self, per_million: int) -> bool:
        """True so many times in a million."""
        return self.random() * 1_000_000 < per_million


class Weighted(Generic[Value]):
    """Values with whole-number weights."""

    def __init__(self, weights: Sequence[tuple[Value, int]]) -> None:
        self.values = tuple(value for value, _ in weights)
        self._upto = list(accumulate(weight for _, weight in weights))
        self._total = self._upto[-1]

    def pick(self, stream: Stream) -> Value:
        """One of the values, as likely as its weight."""
        return self.values[bisect_right(self._upto, stream.random() * self._total)]
