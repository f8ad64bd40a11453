"""What the tolerant mode forgives: the entry stays in the list, but as a warning, and the row is taken."""

from dataclasses import replace
from typing import Final

from adapters.files.findings import Finding, Mode
from care_platform.reference.catalogue import Entry, care_plan, files

TOLERATED: Final[frozenset[str]] = frozenset(
    entry.code
    for entry in (
        files.WRONG_ENCODING,
        files.LINE_ENDS,
        files.BLANK_LINE,
        files.TEXT_UNQUOTED,
        files.CHARACTER_OUTSIDE,
        files.VALUE_TOO_LONG,
        care_plan.NAME_EXTENSION,
        care_plan.INSURED_NUMBER_NINE,
        care_plan.EQUIPMENT_CODE_MISSING,
        care_plan.ITEM_MARK_ELSEWHERE,
        care_plan.SERVICE_OUT_OF_SCOPE,
        care_plan.OTHER_OFFICE,
        care_plan.TOTAL_MISSING,
        care_plan.SUBTOTAL_MISSING,
        care_plan.ORDER,
        care_plan.OTHER_REASON_MISSING,
    )
)
"""Codes of the entries that reject in strict mode and warn in tolerant mode."""

AMBIGUITIES: Final[tuple[Entry, ...]] = (
    care_plan.NAME_MONTH_PLACEHOLDER,
    care_plan.DAYS_BEFORE_LENGTH,
    care_plan.VERSION_OTHER,
    care_plan.NOTHING_TO_DELETE,
    care_plan.INSURED_NUMBER_NINE,
    care_plan.DAY_WITHOUT_DAY,
    care_plan.INPUT_CODE,
)
"""Where the official text contradicts itself, each named; the documents say how each is read."""


def weighed(finding: Finding, mode: Mode) -> Finding:
    """The finding as the mode weighs it."""
    if mode == "tolerant" and finding.rejects and finding.entry.code in TOLERATED:
        return replace(finding, rejects=False)
    return finding
