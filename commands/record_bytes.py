"""The bytes of a file of records: plain or gzipped, in pieces."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from care_platform.reference.catalogue import CataloguedError, files

_PIECE = 1 << 16
_GZIP_MARK = b"\x1f\x8b"


def pieces_of(path: Path, advanced: Callable[[int], None] = lambda _: None) -> Iterator[bytes]:
    """The file's content, unzipped; `advanced` hears how many bytes of the file itself were read more.

    Raises `file.broken_gzip`.
    """
    with path.open("rb") as raw:
        zipped = raw.read(2) == _GZIP_MARK
        raw.seek(0)
        stream: IO[bytes] = gzip.GzipFile(fileobj=raw) if zipped else raw  # type: ignore[assignment]
        at = 0
        while piece := _read(stream):
            advanced(raw.tell() - at)
            at = raw.tell()
            yield piece


def beginning_of(path: Path) -> bytes:
    """The first piece, up to 64 KiB; b"" of an empty file. Raises `file.broken_gzip`."""
    return next(pieces_of(path), b"")


def _read(stream: IO[bytes]) -> bytes:
    try:
        return stream.read(_PIECE)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise CataloguedError(files.BROKEN_GZIP) from None
