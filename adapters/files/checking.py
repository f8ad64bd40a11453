"""What is wrong with one cell of a foreign file, whatever the standard."""

from collections.abc import Iterator
from typing import Protocol

from adapters.files.cells import Cell
from adapters.files.findings import shape_of
from adapters.files.forms import ValueForm
from care_platform.reference.catalogue import Entry, files
from care_platform.reference.characters import Repertoire, is_storable, outside

Details = dict[str, str | int]
Fault = tuple[Entry, Details]


class Described(Protocol):
    """A field of any foreign standard."""

    @property
    def number(self) -> int:
        """Its official number."""

    @property
    def official_name(self) -> str:
        """Its official name."""

    @property
    def form(self) -> ValueForm:
        """Its form."""

    @property
    def required(self) -> bool:
        """Whether it may not be empty."""


def faults_of(cell: Cell, field: Described, *, quotes_matter: bool = True) -> Iterator[Fault]:
    """Everything wrong with a cell by itself; the value is never part of it."""
    form = field.form
    if not cell.text:
        if field.required:
            yield files.VALUE_MISSING, {"expected": form.expected}
        return
    yield from _character_faults(cell.text)
    if quotes_matter and form.free_text and not cell.quoted:
        yield files.TEXT_UNQUOTED, {}
    entry = form.fault(cell.text)
    if entry is not None:
        yield entry, {"expected": form.expected, "found": shape_of(cell.text), "length": len(cell.text)}


def _character_faults(text: str) -> Iterator[Fault]:
    beyond = outside(text, Repertoire.MS932)
    if not beyond:
        return
    broken = next((place for place, each in beyond if not is_storable(each)), None)
    place = beyond[0][0] if broken is None else broken
    entry = files.CHARACTER_OUTSIDE if broken is None else files.CHARACTER_BROKEN
    yield entry, {"repertoire": "MS932", "position": place + 1}
