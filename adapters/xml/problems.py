"""What is wrong with a record that the schema did not accept, in the catalogue's words and without the value.

The form of every value is judged by the check that the other carriers use, so that one mistake is told alike however
it came. The schema's own log adds what only XML can get wrong: elements that are unknown or out of order.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from care_platform.records.description import Item, ItemGroup, Problem, RecordKind, Values
from care_platform.records.forms import FormCheck
from care_platform.reference.catalogue import rows

_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([^']+)'")
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (.*?) \)")
_NAMESPACE = re.compile(r"\{[^}]*\}")
_CONTENT_ERROR = "SCHEMAV_ELEMENT_CONTENT"


class Problems:
    """Finds the problems of one kind's records; made once, since a file may hold many bad ones."""

    def __init__(self, kind: RecordKind) -> None:
        self._kind = kind
        self._form = FormCheck(kind)
        self._parts = {part.name: part for part in _all_parts(kind)}

    def __call__(self, errors: Any, values: Values) -> list[Problem]:
        """The problems behind the schema's `errors`, given what could be read of the record; one per item."""
        found = self._form(values)
        told = {problem.item.rpartition(".")[2] for problem in found}
        for problem in self._structure(errors):
            if problem.item not in told:
                told.add(problem.item)
                found.append(problem)
        return found or [Problem(rows.SCHEMA, self._kind.name)]

    def _structure(self, errors: Any) -> Iterator[Problem]:
        for error in errors:
            if error.type_name == _CONTENT_ERROR:
                named = _ELEMENT.search(error.message)
                name = named.group(1) if named else self._kind.name
                yield _content_problem(error.message, name, self._parts)


def _content_problem(message: str, name: str, parts: Mapping[str, Item | ItemGroup]) -> Problem:
    """A required item that was expected is missing; otherwise the element named is the one too many.

    Libxml2 names the parent when the last child is missing, and the next child when an earlier one is.
    """
    expected = _EXPECTED.search(message)
    names = _NAMESPACE.sub("", expected.group(1)).split(", ") if expected else []
    missing = next((n for n in names if n in parts and _required(parts[n])), None)
    details = {"expected": ", ".join(names) or "–"}
    if missing is not None and (name in parts or "Missing child" in message):
        return Problem(rows.ITEM_MISSING, missing, details=details)
    return Problem(rows.ITEM_UNKNOWN, name, details=details)


def _required(part: Item | ItemGroup) -> bool:
    return part.at_least > 0 if isinstance(part, ItemGroup) else part.required


def _all_parts(kind: RecordKind) -> Iterator[Item | ItemGroup]:
    for part in kind.parts:
        yield part
        if isinstance(part, ItemGroup):
            yield from part.items
