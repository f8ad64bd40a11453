"""The judgement of one row by itself; the platform and `care-platform validate` both use this and nothing else."""

from care_platform.intake.rows import ReadRow
from care_platform.records.description import Problem, RecordKind, Values
from care_platform.reference.catalogue import rows
from care_platform.reference.characters import is_storable


def problems_of(row: ReadRow, kind: RecordKind, insurer_number: str) -> list[Problem]:
    """Everything wrong with a row, rejections and warnings; [] for a sound row."""
    if row.problems:
        return row.problems
    if row.values["insurer_number"] != insurer_number:
        return [Problem(rows.OTHER_INSURER, "insurer_number", found=row.values["insurer_number"])]
    found = [problem for check in kind.checks for problem in check(row.values)]
    bad_text = _unstorable(row.values)
    return [*found, Problem(rows.TEXT_NOT_STORABLE, bad_text)] if bad_text else found


def _unstorable(values: Values) -> str | None:
    """The first item whose text cannot be stored, None if all can; one look at the joined text is the fast path."""
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    if is_storable("".join(texts.values())):
        return None
    return next(name for name, value in texts.items() if not is_storable(value))


def rejects(problems: list[Problem]) -> bool:
    """Whether any of the problems rejects the row."""
    return any(problem.rejects for problem in problems)
