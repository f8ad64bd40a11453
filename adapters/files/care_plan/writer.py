"""Writes rows as a file of the care-plan standard: MS932, CRLF, free texts in quotation marks, NULL as nothing."""

from collections.abc import Iterable
from typing import Any

from adapters.files.care_plan.fields import Layout, PlanField
from care_platform.reference.catalogue import CataloguedError, files
from care_platform.reference.characters import Repertoire, outside


def write_plan_file(records: Iterable[Any], layout: Layout) -> bytes:
    """The content of one file.

    Raises CataloguedError `file.character_outside` for a character MS932 lacks: a name must be converted
    knowingly, never silently.
    """
    return "".join(_line(record, layout) for record in records).encode("cp932")


def _line(record: Any, layout: Layout) -> str:
    return ",".join(_cell(getattr(record, field.name), field) for field in layout.fields) + "\r\n"


def _cell(value: Any, field: PlanField) -> str:
    if value is None:
        return (field.form.zero or "") if field.required else ""
    text = field.form.write(value)
    beyond = outside(text, Repertoire.MS932)
    if beyond:
        raise CataloguedError(files.CHARACTER_OUTSIDE, {"repertoire": "MS932", "position": beyond[0][0] + 1})
    return '"' + text.replace('"', '""') + '"' if field.form.free_text else text
