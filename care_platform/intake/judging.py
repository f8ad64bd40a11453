"""The judgement of one row by itself; the platform and `care-platform validate` both use this."""

from collections.abc import Iterator

from care_platform.intake.rows import ReadRow
from care_platform.records.description import Problem, RecordKind, Values
from care_platform.reference.catalogue import rows
from care_platform.reference.characters import is_storable
from care_platform.telemetry.failures import describe
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)


def problems_of(row: ReadRow, kind: RecordKind, insurer_number: str) -> list[Problem]:
    """Everything wrong with a row, rejections and warnings; [] for a sound row."""
    if row.problems:
        return row.problems
    values = row.values
    if values["insurer_number"] != insurer_number:
        return [Problem(rows.OTHER_INSURER, "insurer_number", found=values["insurer_number"])]
    found: list[Problem] = []
    try:
        for check in kind.checks:
            found.extend(check(values))
    except Exception as error:
        _log.error("row.check_failed", record_kind=kind.name, failure=describe(error))
        return [Problem(rows.NOT_JUDGED, kind.name)]
    if not is_storable(_all_texts(values, kind)):
        told = {problem.item for problem in found}
        found.extend(
            Problem(rows.TEXT_NOT_STORABLE, item) for item in _unstorable(values, kind) if item not in told
        )
    return found


def _all_texts(values: Values, kind: RecordKind) -> str:
    """Every text of the row in one, since nearly always all can be stored and one question is enough."""
    texts = [values[name] for name in kind.free_texts if name in values]
    for group, items in kind.group_texts:
        texts += [member[name] for member in values.get(group, ()) for name in items if name in member]
    return "".join(texts)


def _unstorable(values: Values, kind: RecordKind) -> Iterator[str]:
    """The texts that cannot be stored; other forms cannot hold bad characters."""
    for name in kind.free_texts:
        text = values.get(name)
        if text is not None and not is_storable(text):
            yield name
    for group, items in kind.group_texts:
        for place, member in enumerate(values.get(group, ()), 1):
            for name in items:
                if name in member and not is_storable(member[name]):
                    yield f"{group}[{place}].{name}"


def rejects(problems: list[Problem]) -> bool:
    """Whether any of the problems rejects the row."""
    return any(problem.rejects for problem in problems)
