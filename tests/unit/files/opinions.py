"""Sound opinions as 医見書 writes them."""

from adapters.files.findings import Mode
from adapters.files.jma_opinion.layout import FIELDS
from adapters.files.jma_opinion.reading import OpinionFile, read_opinions

FILE = "ikensyo.csv"
_FILLED = {
    "format_version": "1.1",
    "software": "医見書",
    "timestamp": "000000000125101530",
    "insurer_number": "272104",
    "insured_number": "0000000001",
    "written_on": "20260825",
    "name": "見本　花子",
    "birth_date": "19400401",
}


def cells_of(**changes: str) -> list[str]:
    """One sound opinion as texts; every column not named is empty."""
    unknown = set(changes) - {field.name for field in FIELDS}
    assert not unknown, f"no such column: {unknown}"
    filled = _FILLED | changes
    return [filled.get(field.name, "") for field in FIELDS]


def content_of(*opinions: list[str]) -> bytes:
    """A file of these opinions, one sound opinion without any."""
    lines = [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in opinions or (cells_of(),)
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("cp932")


def read(*opinions: list[str], mode: Mode = "strict") -> OpinionFile:
    """These opinions written and read."""
    return read_opinions(FILE, [content_of(*opinions)], mode)
