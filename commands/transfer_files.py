"""Which of the files named are parts of one transfer, by the names of the interface (docs/csv.md)."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from adapters.files.records_csv.naming import RecordFileName, parse_record_file_name
from care_platform.reference.catalogue import CataloguedError, files

_SHOWN = 20


def transfers_of(paths: Iterable[Path]) -> list[list[Path]]:
    """The files grouped into transfers, in the order of their first file; the parts in their own order.

    A file whose name is not of the interface is a transfer of its own. Raises `file.parts_incomplete`.
    """
    groups: dict[RecordFileName | Path, dict[int, Path]] = {}
    for path in paths:
        name = _name(path)
        if name is None:
            groups[path] = {1: path}
        else:
            groups.setdefault(replace(name, part=0), {})[name.part] = path
    return [_complete(parts) for parts in groups.values()]


def _name(path: Path) -> RecordFileName | None:
    try:
        return parse_record_file_name(path.name.removesuffix(".gz"))
    except CataloguedError:
        return None


def _complete(parts: dict[int, Path]) -> list[Path]:
    missing = [number for number in range(1, max(parts) + 1) if number not in parts]
    if missing:
        shown = ", ".join(f"{number:03}" for number in missing[:_SHOWN])
        raise CataloguedError(files.PARTS_INCOMPLETE, {"missing": shown})
    return [parts[number] for number in sorted(parts)]
