"""Writes opinions as 医見書 CSV: MS932, CRLF, every value in quotation marks."""

from collections.abc import Iterable
from typing import Any

from adapters.files.jma_opinion.layout import FIELDS
from care_platform.reference.catalogue import CataloguedError, files
from care_platform.reference.characters import Repertoire, outside


def write_opinions(opinions: Iterable[Any]) -> bytes:
    """The content of one file; raises `file.character_outside` for a character MS932 lacks."""
    return "".join(_line(opinion) for opinion in opinions).encode("cp932")


def _line(opinion: Any) -> str:
    cells = [_cell(getattr(opinion, field.name), field.form.write) for field in FIELDS]
    return ",".join(cells) + "\r\n"


def _cell(value: Any, write: Any) -> str:
    text: str = "" if value is None else write(value)
    beyond = outside(text.replace("\x0b", ""), Repertoire.MS932)
    if beyond:
        raise CataloguedError(files.CHARACTER_OUTSIDE, {"repertoire": "MS932", "position": beyond[0][0] + 1})
    return '"' + text.replace('"', '""') + '"'
