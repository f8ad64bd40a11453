"""The rules on one opinion beyond the form of its columns: each gives entry, column name and details."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from adapters.files.checking import Details
from adapters.files.jma_opinion.layout import BY_NAME
from care_platform.reference.catalogue import Entry, files, jma_opinion
from care_platform.reference.check_digits import insurer_check_digit_ok

Departure = tuple[Entry, str, Details]

WARNINGS: Final = frozenset(
    {files.CHECK_DIGIT_UNUSUAL.code, jma_opinion.FLAG_CONTRADICTS.code, jma_opinion.ITEM_ABOLISHED.code}
)
"""What never keeps an opinion out. Two editions of 医見書 itself write 032 the opposite way round."""

TOLERATED: Final = frozenset(
    {
        "file.wrong_encoding",
        "file.blank_line",
        "file.character_outside",
        "file.value_too_long",
        jma_opinion.TIMESTAMP.code,
        jma_opinion.DETAIL_MISSING.code,
        jma_opinion.HEADER_LINE.code,
    }
)
"""What the tolerant mode forgives."""

ABOLISHED: Final = (("physician_consent", date(2026, 4, 1)),)
"""Column -> first day of the form that lacks it (令和8年4月 改正: 医師の同意欄 was removed)."""

_FLAGS: Final = (
    ("other_departments_seen", ("other_departments",)),
    ("has_symptoms", ("symptoms",)),
    ("ataxia", ("ataxia_arms", "ataxia_legs", "ataxia_trunk")),
    ("paralysis", (
        "paralysis_right_arm", "paralysis_left_arm", "paralysis_right_leg", "paralysis_left_leg", "paralysis_other",
    )),
)  # fmt: skip
_OTHER_TEXTS: Final = (
    ("other_departments", "other_departments_text"),
    ("symptoms", "symptoms_text"),
    ("risks", "risks_text"),
    ("medical_care", "medical_care_text"),
)
_YES_TEXTS: Final = (("has_neurological", "neurological_text"),)
_TIME = re.compile("(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]")


def departures(opinion: Any) -> Iterator[Departure]:
    """Every departure of one opinion."""
    if not insurer_check_digit_ok(opinion.insurer_number):
        yield files.CHECK_DIGIT_UNUSUAL, "insurer_number", {}
    yield from _timestamp(opinion)
    yield from _flags(opinion)
    yield from _missing_texts(opinion)
    for name, since in ABOLISHED:
        if getattr(opinion, name) is not None and opinion.written_on and opinion.written_on >= since:
            yield jma_opinion.ITEM_ABOLISHED, name, {"since": str(since)}


def _timestamp(opinion: Any) -> Iterator[Departure]:
    """003 is the insured number, then day of month, hour, minute, second."""
    stamp: str = opinion.timestamp
    insured: str = opinion.insured_number
    if not stamp.startswith(insured) or not _TIME.fullmatch(stamp[len(insured) :]):
        yield jma_opinion.TIMESTAMP, "timestamp", {}


def _flags(opinion: Any) -> Iterator[Departure]:
    for flag, parts in _FLAGS:
        said = getattr(opinion, flag)
        given = [getattr(opinion, part) for part in parts]
        if said is not None and any(each is not None for each in given) and said != any(given):
            yield jma_opinion.FLAG_CONTRADICTS, flag, _pair(flag, parts[0])


def _missing_texts(opinion: Any) -> Iterator[Departure]:
    for choice, detail in _OTHER_TEXTS:
        chosen = getattr(opinion, choice) or ()
        if any(label.startswith("その他") for label in chosen) and not getattr(opinion, detail):
            yield jma_opinion.DETAIL_MISSING, detail, _pair(choice, detail)
    for flag, detail in _YES_TEXTS:
        if getattr(opinion, flag) and not getattr(opinion, detail):
            yield jma_opinion.DETAIL_MISSING, detail, _pair(flag, detail)


def _pair(flag: str, detail: str) -> Details:
    return {"flag": BY_NAME[flag].official_name, "detail": BY_NAME[detail].official_name}
