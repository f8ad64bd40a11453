"""A record's canonical form, its keyed digest, and checksums in which the order does not matter. Pure.

Both sides compute the same from the same record: the municipality from its files, the platform from its tables.
Canonical form: JSON as RFC 8785 writes it, an object of the items present, every value a string as sent;
repeated groups are arrays of such objects, and an empty group is absent. Digest: HMAC-SHA-256 (RFC 2104).
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from care_platform.records.description import Item, RecordKind, Values

DIGEST_BYTES: Final = 32
BUCKET_BITS: Final = (8, 12)
"""256 or 4,096 buckets; 12 bits suit more than about 20,000 records."""
_MODULUS: Final = 1 << (8 * DIGEST_BYTES)
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def canonical(values: Values, kind: RecordKind) -> bytes:
    """The record as the digest sees it; whatever is no item of the kind is left out."""
    found: dict[str, Any] = _texts(values, kind.items)
    for group in kind.groups:
        if rows := values.get(group.name):
            found[group.name] = [_texts(row, group.items) for row in rows]
    return _json(found).encode()


def _texts(values: Values, items: tuple[Item, ...]) -> dict[str, Any]:
    return {item.name: str(values[item.name]) for item in items if values.get(item.name) is not None}


@dataclass(frozen=True, slots=True)
class Digester:
    """Computes with one agreed key; what is digested begins with its purpose, so that none passes for another."""

    key: bytes

    def record(self, values: Values, kind: RecordKind) -> int:
        """The record's digest as a number below 2^256."""
        message = b"record\n" + kind.name.encode() + b"\n" + canonical(values, kind)
        return int.from_bytes(hmac.digest(self.key, message, "sha256"))

    def bucket(self, insured_number: str, bits: int) -> str:
        """The bucket of a person in hexadecimal: the first `bits` (8 or 12) of the number's digest."""
        return hmac.digest(self.key, b"person\n" + insured_number.encode(), "sha256").hex()[: bits // 4]


@dataclass(slots=True)
class Sum:
    """How many records, and the sum of their digests modulo 2^256: the same in whatever order they come."""

    count: int = 0
    total: int = 0

    def add(self, digest: int) -> None:
        """Takes one record in."""
        self.count += 1
        self.total = (self.total + digest) % _MODULUS

    @property
    def checksum(self) -> str:
        """The sum in 64 hexadecimal digits."""
        return hexadecimal(self.total)


def hexadecimal(digest: int) -> str:
    """A digest or a sum of digests in 64 lower-case hexadecimal digits."""
    return f"{digest:064x}"


def total_of(sums: Mapping[str, Sum]) -> Sum:
    """The sum over all buckets."""
    found = Sum()
    for each in sums.values():
        found.count += each.count
        found.total = (found.total + each.total) % _MODULUS
    return found
