"""The control file: what a municipality states about its records, and the detail it adds when asked. Pure.

Both are JSON, signed (see `signed_file`). docs/migration.md describes them for vendors.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from care_platform.migration.checksum import BUCKET_BITS, Sum, hexadecimal, total_of
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, migration
from care_platform.reference.numbers import is_insured_number, is_insurer_number

CONTROL: Final = "care-platform-control/1"
DETAIL: Final = "care-platform-control-detail/1"
REQUEST: Final = "care-platform-control-request/1"
_HEXADECIMAL = re.compile("[0-9a-f]{64}")
_LARGEST_COUNT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class StatedKind:
    """One record kind's totals: per bucket, and the numbers per code (path -> code -> number)."""

    sums: Mapping[str, Sum]
    breakdowns: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What both files begin with."""

    insurer_number: str
    base_date: date
    key_id: str
    bucket_bits: int


@dataclass(frozen=True, slots=True)
class Control:
    """A control file that was read: its kinds by name."""

    head: Head
    kinds: Mapping[str, StatedKind]


@dataclass(frozen=True, slots=True)
class RecordDigest:
    """One record as the detail states it; the insured number stays out of `repr`."""

    insured_number: str = field(repr=False)
    business_key: str = field(repr=False)
    history_number: int
    digest: int


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail file that was read: kind -> bucket -> records."""

    head: Head
    kinds: Mapping[str, Mapping[str, list[RecordDigest]]]


class Reader:
    """Reads a payload strictly; `place` of a refusal names members only, never a value."""

    def __init__(self, payload: Any, form: str) -> None:
        self._payload = self.mapping(payload, "payload")
        if self._payload.get("format") != form:
            raise unreadable("format")

    @property
    def kinds(self) -> Mapping[str, Any]:
        """The members of `kinds`, each a known record kind."""
        found = self.mapping(self._payload.get("kinds"), "kinds")
        if not found or not RECORD_KINDS.keys() >= found.keys():
            raise unreadable("kinds")
        return found

    def head(self) -> Head:
        """The common members."""
        given = self._payload
        insurer, key_id, bits = (given.get(name) for name in ("insurer_number", "key_id", "bucket_bits"))
        if not isinstance(insurer, str) or not is_insurer_number(insurer):
            raise unreadable("insurer_number")
        if not isinstance(key_id, str) or len(key_id) > 100:
            raise unreadable("key_id")
        if type(bits) is not int or bits not in BUCKET_BITS:
            raise unreadable("bucket_bits")
        return Head(insurer_number=insurer, base_date=self.day(), key_id=key_id, bucket_bits=bits)

    def day(self) -> date:
        """The base date."""
        try:
            return date.fromisoformat(self._payload.get("base_date", ""))
        except (TypeError, ValueError):
            raise unreadable("base_date") from None

    @staticmethod
    def mapping(value: Any, place: str) -> Mapping[str, Any]:
        """A JSON object."""
        if not isinstance(value, dict):
            raise unreadable(place)
        return value


def read_control(payload: Any) -> Control:
    """A control file's content. Raises `migration.control_unreadable` naming the place."""
    reader = Reader(payload, CONTROL)
    head = reader.head()
    kinds = {name: _stated(reader.mapping(one, name), name, head) for name, one in reader.kinds.items()}
    return Control(head, kinds)


def _stated(given: Mapping[str, Any], name: str, head: Head) -> StatedKind:
    buckets = Reader.mapping(given.get("buckets"), f"{name}.buckets")
    sums = {_bucket(bucket, name, head): _sum(pair, name) for bucket, pair in buckets.items()}
    whole = total_of(sums)
    if (given.get("count"), given.get("checksum")) != (whole.count, whole.checksum):
        raise unreadable(f"{name}.checksum")
    breakdowns = Reader.mapping(given.get("breakdowns"), f"{name}.breakdowns")
    for table in breakdowns.values():
        for number in Reader.mapping(table, f"{name}.breakdowns").values():
            _count(number, f"{name}.breakdowns")
    return StatedKind(sums, breakdowns)


def read_detail(payload: Any) -> Detail:
    """A detail file's content. Raises `migration.control_unreadable` naming the place."""
    reader = Reader(payload, DETAIL)
    head = reader.head()
    kinds = {
        name: {
            _bucket(bucket, name, head): [_record(one, name) for one in _list(records, name)]
            for bucket, records in reader.mapping(buckets, name).items()
        }
        for name, buckets in reader.kinds.items()
    }
    return Detail(head, kinds)


def _record(given: Any, name: str) -> RecordDigest:
    match given:
        case [str(insured), str(key), int(history), str(digest)] if (
            is_insured_number(insured) and len(key) <= 200 and _HEXADECIMAL.fullmatch(digest)
        ):
            return RecordDigest(insured, key, _count(history, name), int(digest, 16))
    raise unreadable(f"{name}.buckets")


def _bucket(text: str, name: str, head: Head) -> str:
    if not re.fullmatch(f"[0-9a-f]{{{head.bucket_bits // 4}}}", text):
        raise unreadable(f"{name}.buckets")
    return text


def _sum(given: Any, name: str) -> Sum:
    match given:
        case [int(count), str(total)] if _HEXADECIMAL.fullmatch(total):
            return Sum(_count(count, f"{name}.buckets"), int(total, 16))
    raise unreadable(f"{name}.buckets")


def _count(value: Any, place: str) -> int:
    if type(value) is not int or not 0 <= value <= _LARGEST_COUNT:
        raise unreadable(place)
    return value


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise unreadable(place)
    return value


def unreadable(place: str) -> CataloguedError:
    """The refusal of a file whose `place` is not of the documented form."""
    return CataloguedError(migration.CONTROL_UNREADABLE, {"place": place})


def written(sums: Mapping[str, Sum]) -> dict[str, list[int | str]]:
    """Bucket sums as both the file and the request write them."""
    return {bucket: [each.count, hexadecimal(each.total)] for bucket, each in sorted(sums.items())}


def sums_of(given: Mapping[str, Any]) -> dict[str, Sum]:
    """What `written` wrote, read back."""
    return {bucket: Sum(int(pair[0]), int(pair[1], 16)) for bucket, pair in given.items()}
