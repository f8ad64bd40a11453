"""Row rules about numbers with a check digit. Rules are made per kind and run on every row, so they are cached."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from care_platform.records.description import Check, Problem, Values
from care_platform.reference.catalogue import Entry, row_rules, rows
from care_platform.reference.check_digits import (
    insurer_check_digit_ok,
    local_government_check_digit_ok,
    medical_check_digit_ok,
    office_check_digit_ok,
)
from care_platform.reference.municipalities import GovernmentKind, local_governments


def insurer_numbers_valid(*items: str) -> Check:
    """Every insurer number named carries its modulus-10 digit (handbook of numbers: 保険者番号等設定要領)."""
    return _each(items, insurer_check_digit_ok, rows.CHECK_DIGIT)


def office_numbers_plausible(*items: str) -> Check:
    """A care office's number fits a known rule; only a warning, since about 1 real number in 1,000 does not."""
    return _each(items, office_check_digit_ok, row_rules.OFFICE_CHECK_DIGIT, rejects=False)


def medical_codes_valid(*items: str) -> Check:
    """A medical institution's code fits its prefecture's rule, as every one of 97,024 real codes does."""
    return _each(items, medical_check_digit_ok, row_rules.MEDICAL_CHECK_DIGIT)


def municipality_codes_valid(*items: str) -> Check:
    """A local-government code carries its modulus-11 digit."""
    return _each(items, local_government_check_digit_ok, row_rules.MUNICIPALITY_CHECK_DIGIT)


def wards_known(*items: str) -> Check:
    """A ward code is a designated city's ward on our list; only a warning, since wards are reorganised."""
    return _each(items, _is_ward, row_rules.WARD_UNKNOWN, rejects=False)


def _is_ward(code: str) -> bool:
    found = local_governments().get(code)
    return found is not None and found.kind is GovernmentKind.DESIGNATED_WARD


def _each(
    items: tuple[str, ...], sound: Callable[[str], bool], entry: Entry, *, rejects: bool = True
) -> Check:
    cached = lru_cache(maxsize=4096)(sound)

    def check(values: Values) -> Iterator[Problem]:
        for item in items:
            value = values.get(item)
            if value and not cached(value):
                yield Problem(entry, item, rejects=rejects, found=value)

    return check
