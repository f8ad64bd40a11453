"""Files of records as commands take them: plain or gzipped XML, read in pieces."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import click

from adapters.xml.splitting import detect_kind
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError
from commands.exit_codes import WHOLE_REFUSED

_PIECE = 1 << 16
_GZIP_MARK = b"\x1f\x8b"


class BrokenFileError(click.ClickException):
    """The file cannot be read at all; said in one sentence, with the exit code of a whole file refused."""

    exit_code = WHOLE_REFUSED


FILE = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
KIND = click.option(
    "--kind", "kind_name", type=click.Choice(list(RECORD_KINDS)), help="Default: as the file says."
)
LANGUAGE = click.option(
    "--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True, help="Of the report."
)
JSON = click.option("--json", "as_json", is_flag=True, help="The whole report as JSON on standard output.")
OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The whole report as CSV, into this file.",
)
LIMIT = click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, help="Findings shown on the terminal."
)


def pieces_of(path: Path, advanced: Callable[[int], None]) -> Iterator[bytes]:
    """The file's content, unzipped; `advanced` hears how many bytes of the file itself were read so far."""
    with path.open("rb") as raw:
        zipped = raw.read(2) == _GZIP_MARK
        raw.seek(0)
        stream: IO[bytes] = gzip.GzipFile(fileobj=raw) if zipped else raw  # type: ignore[assignment]
        while piece := _read(stream):
            advanced(raw.tell())
            yield piece


def _read(stream: IO[bytes]) -> bytes:
    try:
        return stream.read(_PIECE)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise BrokenFileError("The file is broken gzip.") from None


def open_records(
    path: Path, kind_name: str | None, advanced: Callable[[int], None]
) -> tuple[RecordKind, Iterator[bytes]]:
    """The kind of the file's records, named or detected, and its content.

    Raises click's usage error when no kind is named and none can be seen.
    """
    pieces = pieces_of(path, advanced)
    if kind_name is not None:
        return RECORD_KINDS[kind_name], pieces
    try:
        return detect_kind(pieces)
    except CataloguedError:
        raise click.UsageError("The file does not show its kind of record; name it with --kind.") from None
