"""What the schema found wrong with a record, said in the catalogue's words and without the value."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from care_platform.records.description import Item, ItemGroup, Problem, RecordKind
from care_platform.records.forms import constraint
from care_platform.reference.catalogue import rows

_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([^']+)'")
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (.*?) \)")
_NAMESPACE = re.compile(r"\{[^}]*\}")
_CONTENT_ERROR = "SCHEMAV_ELEMENT_CONTENT"


def problems_from(errors: Any, kind: RecordKind) -> list[Problem]:
    """One problem per item; libxml2 says some things twice."""
    first: dict[str, Problem] = {}
    for problem in _each(errors, kind):
        first.setdefault(problem.item, problem)
    return list(first.values())


def _each(errors: Any, kind: RecordKind) -> Iterator[Problem]:
    parts = {part.name: part for part in _all_parts(kind)}
    for error in errors:
        named = _ELEMENT.search(error.message)
        name = named.group(1) if named else kind.name
        if error.type_name == _CONTENT_ERROR:
            yield _content_problem(error.message, name, parts)
        else:
            item = parts.get(name)
            details = {"constraint": constraint(item)} if item else {}
            yield Problem(rows.SCHEMA, name, details=details)


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
