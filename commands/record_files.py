"""Files of records as commands take them: XML or CSV, plain or gzipped, and what they are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from adapters.files.records_csv.detecting import kind_of_header
from adapters.files.records_csv.lines import Encoding
from adapters.files.records_csv.naming import RecordFileName, parse_record_file_name
from adapters.files.records_csv.reader import read_records_csv
from adapters.files.records_csv.splitting import first_insurer_csv, split_records_csv
from adapters.parts import PartSize, Split
from adapters.xml.reader import read_records
from adapters.xml.splitting import detect_kind, first_insurer, split_records
from adapters.xml.streaming import stream_elements
from care_platform.intake.rows import ReadRow
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, intake
from care_platform.reference.catalogue import files as file_errors
from commands.record_bytes import beginning_of, pieces_of

Carrier = Literal["xml", "csv", "csv_ms932"]
Advance = Callable[[int], None]
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CSV: dict[str, tuple[Carrier, Encoding]] = {"utf-8": ("csv", "utf-8"), "ms932": ("csv_ms932", "cp932")}


def _quiet(_read: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """What was recognised: the files of one transfer, their kind, how they carry it, and what the name says.

    `notes` are remarks about the file that refuse nothing.
    """

    paths: tuple[Path, ...]
    kind: RecordKind
    carrier: Carrier
    encoding: Encoding = "utf-8"
    name: RecordFileName | None = None
    notes: tuple[CataloguedError, ...] = ()

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.paths)

    def rows(self, advanced: Advance = _quiet) -> Iterator[ReadRow]:
        """The rows as the platform reads them. Raises CataloguedError when the file cannot be read as a whole."""
        pieces = pieces_of(self.paths[0], advanced)
        if self.carrier == "xml":
            return read_records(pieces, self.kind)
        return read_records_csv(pieces, self.kind, self.encoding)

    def split(self, folder: Path, size: PartSize, advanced: Advance = _quiet) -> Split:
        """The parts to send, written into the folder. Raises CataloguedError likewise."""
        files = (pieces_of(path, advanced) for path in self.paths)
        if self.carrier == "xml":
            return split_records(next(files), self.kind, folder, size)
        return split_records_csv(files, self.kind, folder, size, self.encoding)

    def insurer(self) -> str | None:
        """Whose records these are: by the file's name, else by the first row that says so."""
        if self.name is not None:
            return self.name.insurer_number
        if self.carrier == "xml":
            return first_insurer(pieces_of(self.paths[0]), self.kind)
        return first_insurer_csv(pieces_of(self.paths[0]), self.kind, self.encoding)


def recognise(paths: Iterable[Path], kind_name: str | None, encoding: str = "utf-8") -> RecordFile:
    """What the files of one transfer are; a kind that is named counts more than what the files say.

    Raises the platform's own refusal when they cannot be read at all, and click's usage error when the kind of
    record cannot be seen.
    """
    files = tuple(paths)
    beginning = beginning_of(files[0])
    named = RECORD_KINDS[kind_name] if kind_name else None
    if _is_xml(files[0], beginning):
        return RecordFile(paths=files, kind=named or _kind_of_xml(files[0]), carrier="xml")
    if not beginning:
        raise CataloguedError(file_errors.WITHOUT_CONTENT)
    name, notes = _name_of(files[0])
    kind = named or (_named_kind(name) if name else kind_of_header(beginning))
    if kind is None:
        raise _kind_unseen()
    carrier, codec = _CSV[encoding]
    return RecordFile(paths=files, kind=kind, carrier=carrier, encoding=codec, name=name, notes=notes)


def _is_xml(path: Path, beginning: bytes) -> bool:
    content = beginning.removeprefix(_BYTE_ORDER_MARK).lstrip()
    return content.startswith(b"<") or (not is_csv_name(path) and kind_of_header(beginning) is None)


def is_csv_name(path: Path) -> bool:
    """Whether the file is called .csv or .csv.gz."""
    return path.name.lower().removesuffix(".gz").endswith(".csv")


def _kind_of_xml(path: Path) -> RecordKind:
    try:
        return detect_kind(pieces_of(path))[0]
    except CataloguedError as error:
        if error.entry is not intake.RECORD_KIND_UNKNOWN:
            raise
    _require_readable(path)
    raise _kind_unseen()


def _require_readable(path: Path) -> None:
    """Raises the refusal of a document that is no sound XML; of one that is, nothing can be said here."""
    any_kind = next(iter(RECORD_KINDS.values()))
    try:
        for _ in stream_elements(pieces_of(path), any_kind):
            pass
    except CataloguedError as error:
        if error.entry is not intake.WRONG_SCHEMA:
            raise


def _name_of(path: Path) -> tuple[RecordFileName | None, tuple[CataloguedError, ...]]:
    """What the name says, or the note that it says nothing."""
    try:
        return parse_record_file_name(path.name.removesuffix(".gz")), ()
    except CataloguedError as error:
        return None, (error,)


def _named_kind(name: RecordFileName) -> RecordKind:
    kind = RECORD_KINDS.get(name.record_kind)
    if kind is None:
        raise CataloguedError(intake.RECORD_KIND_UNKNOWN, {"known": ", ".join(RECORD_KINDS)})
    return kind


def _kind_unseen() -> click.UsageError:
    return click.UsageError(
        "記録の種類が分かりません。--kind で示してください。"
        " / The file does not show its kind of record; name it with --kind."
    )
