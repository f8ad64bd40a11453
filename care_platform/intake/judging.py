"""The judgement of one row by itself; the platform and `care-platform validate` both use this."""

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
    bad_text = _unstorable(values, kind.free_texts) or _unstorable_in_groups(values, kind.group_texts)
    if bad_text is not None and all(problem.item != bad_text for problem in found):
        found.append(Problem(rows.TEXT_NOT_STORABLE, bad_text))
    return found


def _unstorable(values: Values, free_texts: tuple[str, ...]) -> str | None:
    """The first free text that cannot be stored, None if all can; other forms cannot hold bad characters."""
    for name in free_texts:
        text = values.get(name)
        if text is not None and not is_storable(text):
            return name
    return None


def _unstorable_in_groups(values: Values, group_texts: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    """The same of the members of groups, named `group[place].item`; most rows have few members or none."""
    for group, items in group_texts:
        for place, member in enumerate(values.get(group, ()), 1):
            bad_text = _unstorable(member, items)
            if bad_text is not None:
                return f"{group}[{place}].{bad_text}"
    return None


def rejects(problems: list[Problem]) -> bool:
    """Whether any of the problems rejects the row."""
    return any(problem.rejects for problem in problems)
