"""Makes control files from records: what a vendor's system, or `care-platform reconcile make-control`, does.

Of each record the highest history number counts, as on the platform; of equal ones the later, so that a
difference from what was sent first comes to light.
"""

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from care_platform.migration import breakdowns
from care_platform.migration.checksum import Digester, Sum, hexadecimal, total_of
from care_platform.migration.control_file import CONTROL, DETAIL, Head, written
from care_platform.records.description import RecordKind, Values
from care_platform.records.registry import RECORD_KINDS

_SMALL = 20_000


class _Newest(NamedTuple):
    history_number: int
    digest: int
    cells: tuple[breakdowns.Cell, ...]


@dataclass(slots=True)
class ControlBuilder:
    """Takes records in, one after another, and keeps about 300 bytes of each."""

    digester: Digester
    _newest: dict[str, dict[tuple[str, str], _Newest]] = field(default_factory=dict)

    def expect(self, kind: RecordKind) -> None:
        """Names a kind, also one of which no record comes."""
        self._newest.setdefault(kind.name, {})

    def add(self, values: Values, kind: RecordKind) -> None:
        """Takes one sound row."""
        self.expect(kind)
        known = self._newest[kind.name]
        place = (str(values["insured_number"]), kind.business_key(values))
        history = int(values["history_number"])
        if place not in known or known[place].history_number <= history:
            digest = self.digester.record(values, kind)
            known[place] = _Newest(history, digest, breakdowns.cells(values, kind))

    def bucket_bits(self) -> int:
        """8 for a small insurer, 12 for others."""
        return 8 if max(map(len, self._newest.values()), default=0) <= _SMALL else 12

    def control(self, head: Head, made_at: str) -> dict[str, Any]:
        """The control file's payload."""
        kinds = {name: self._stated(name, head) for name in sorted(self._newest)}
        return {"format": CONTROL, **written_head(head), "made_at": made_at, "kinds": kinds}

    def _stated(self, name: str, head: Head) -> dict[str, Any]:
        sums: dict[str, Sum] = {}
        counts: Counter[breakdowns.Cell] = Counter()
        for (insured, _), newest in self._newest[name].items():
            bucket = self.digester.bucket(insured, head.bucket_bits)
            sums.setdefault(bucket, Sum()).add(newest.digest)
            counts.update(newest.cells)
        whole = total_of(sums)
        return {
            "count": whole.count,
            "checksum": whole.checksum,
            "breakdowns": breakdowns.table(counts),
            "buckets": written(sums),
        }

    def detail(self, head: Head, asked: Mapping[str, Container[str]], made_at: str) -> dict[str, Any]:
        """The detail file's payload for the asked buckets of each kind."""
        kinds: dict[str, dict[str, list[list[Any]]]] = {}
        for name, buckets in asked.items():
            found = kinds.setdefault(RECORD_KINDS[name].name, {})
            for (insured, key), newest in self._newest.get(name, {}).items():
                bucket = self.digester.bucket(insured, head.bucket_bits)
                if bucket in buckets:
                    line = [insured, key, newest.history_number, hexadecimal(newest.digest)]
                    found.setdefault(bucket, []).append(line)
        return {"format": DETAIL, **written_head(head), "made_at": made_at, "kinds": kinds}


def written_head(head: Head) -> dict[str, Any]:
    """The members that every file of a reconciliation begins with."""
    return {
        "insurer_number": head.insurer_number,
        "base_date": head.base_date.isoformat(),
        "key_id": head.key_id,
        "bucket_bits": head.bucket_bits,
    }
