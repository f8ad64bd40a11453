"""The parts that a file becomes on its way to the platform, whatever its carrier.

The same file with the same sizes always gives the very same parts, byte for byte. That is what lets an upload
go on after a break without remembering anything.
"""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from care_platform.intake.opening import content_digest

MEBIBYTE = 1 << 20
LEAST_PART_BYTES = 2 * MEBIBYTE
_MOST_EXPANDED_BYTES = 128 * MEBIBYTE
# What gzip may still hold back.
_HELD_BACK_BYTES = MEBIBYTE >> 2


@dataclass(frozen=True, slots=True)
class PartSize:
    """How large a part may become: records, and bytes after gzip (at least LEAST_PART_BYTES)."""

    rows: int = 50_000
    size: int = 15 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class PartFile:
    """One part, kept as a gzip file: its rows and the digest of what will travel."""

    number: int
    rows: int
    sha256: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class Split:
    """All parts of one file."""

    parts: list[PartFile]

    @property
    def row_count(self) -> int:
        """How many records the file holds."""
        return sum(part.rows for part in self.parts)

    @property
    def content_digest(self) -> str:
        """What OpenTransfer calls contentDigest."""
        return content_digest(part.sha256 for part in self.parts)

    def row_in_file(self, part_number: int, row_number: int) -> int:
        """Where in the file, counted from 1, the row of a part stands."""
        return sum(part.rows for part in self.parts[: part_number - 1]) + row_number


class PartWriter:
    """Writes one part; gzip without name and time, so that the same records give the same bytes."""

    def __init__(self, folder: Path, number: int, *, head: bytes, tail: bytes = b"") -> None:
        """`head` and `tail` stand before and after the rows of every part."""
        self._number, self._tail = number, tail
        self._path = folder / f"part-{number:05}.gz"
        self._raw = self._path.open("wb")
        self._gzip = gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=self._raw, mtime=0)
        self._rows = 0
        self._expanded = self._gzip.write(head)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self._gzip.write(self._tail)
        self._gzip.close()
        self._raw.close()

    def is_full(self, limits: PartSize, row_bytes: int) -> bool:
        """Whether a row of so many bytes must go into the next part; the first row always finds room."""
        return self._rows > 0 and (
            self._rows >= limits.rows
            or self._expanded >= _MOST_EXPANDED_BYTES
            or self._raw.tell() >= limits.size - _HELD_BACK_BYTES - row_bytes
        )

    def add(self, row: bytes) -> None:
        """Writes one row, its line end included."""
        self._expanded += self._gzip.write(row)
        self._rows += 1

    def finished(self) -> PartFile:
        """The part, once it is closed."""
        content = self._path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        return PartFile(self._number, self._rows, digest, len(content), self._path)
