"""Whatever is sent, in whatever parts, every row meets exactly one fate, and it is the right one."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care_platform.platform import Platform
from tests.builders.records import copay_row
from tests.builders.transfers import now, parts_of, sealed
from tests.integration.intake.findings import codes, counts

COPAY = "copay_certificate"
Row = tuple[int, int, str]
"""Person, history number, rate; a rate the code list does not have makes a bad row."""
BAD = "9"
_examples = count(1)

ROWS = st.lists(
    st.tuples(st.integers(1, 2), st.integers(1, 4), st.sampled_from(["1", "2", BAD])), min_size=1, max_size=8
)
TRANSFERS = st.lists(st.tuples(ROWS, st.integers(1, 4)), min_size=1, max_size=4)


class Expected:
    """The rules in plain Python, one row at a time."""

    def __init__(self) -> None:
        self.stored: dict[tuple[int, int], str] = {}

    def judge(self, rows: Sequence[Row]) -> list[str]:
        latest = dict(sorted(self.stored))
        known, fresh = dict(self.stored), set[tuple[int, int]]()
        seen: set[tuple[int, int]] = set()
        verdicts = [self._verdict(row, known, latest, seen) for row in rows]
        for (person, number, rate), verdict in zip(rows, verdicts, strict=True):
            if verdict == "new":
                self.stored[person, number] = rate
                fresh.add((person, number))
        return [
            self._kind(row, latest, fresh) if verdict == "new" else verdict
            for row, verdict in zip(rows, verdicts, strict=True)
        ]

    @staticmethod
    def _verdict(
        row: Row, known: dict[tuple[int, int], str], latest: dict[int, int], seen: set[tuple[int, int]]
    ) -> str:
        person, number, rate = row
        if rate == BAD or (person, number) in seen:
            return "rejected"
        seen.add((person, number))
        if (person, number) in known:
            return "unchanged" if known[person, number] == rate else "rejected"
        return "rejected" if latest.get(person, 0) > number else "new"

    @staticmethod
    def _kind(row: Row, latest: dict[int, int], fresh: set[tuple[int, int]]) -> str:
        person, number, _ = row
        first = person not in latest and number == min(n for p, n in fresh if p == person)
        return "inserted" if first else "superseding"


def as_record(row: Row, example: int) -> dict[str, Any]:
    person, number, rate = row
    return copay_row(f"{example:09}{person}", rate=rate, history_number=str(number))


@settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(transfers=TRANSFERS)
def test_each_row_meets_the_fate_the_rules_give_it(
    platform: Platform, transfers: list[tuple[list[Row], int]]
) -> None:
    example, expected = next(_examples), Expected()
    for rows, rows_per_part in transfers:
        verdicts = expected.judge(rows)
        records = [as_record(row, example) for row in rows]
        transfer = sealed(platform, COPAY, parts_of(COPAY, records, rows_per_part))
        assert transfer.id is not None
        # Content that was taken before gives the first transfer with its first counts.
        again = transfer.state != "sealed"
        platform.processor().process(transfer.id)
        done = now(platform, transfer)
        received, inserted, superseding, unchanged, rejected = counts(done)
        assert received == len(rows) == inserted + superseding + unchanged + rejected
        if not again:
            names = ("inserted", "superseding", "unchanged", "rejected")
            assert (inserted, superseding, unchanged, rejected) == tuple(map(verdicts.count, names))
        rejecting = {(part, row) for part, row, _ in codes(platform, done)}
        assert len(rejecting) == rejected
