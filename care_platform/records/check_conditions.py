"""Row rules about items that depend on each other, and about the order of days that are not personal."""

from collections.abc import Iterator, Set
from datetime import date

from care_platform.records.description import Check, Problem, Values
from care_platform.reference.catalogue import row_rules
from care_platform.reference.codes import CodeList


def needs(item: str, when: str, codes: Set[str] | None = None, *, rejects: bool = True) -> Check:
    """`item` must be there when `when` is (with one of the codes, if given)."""

    def check(values: Values) -> Iterator[Problem]:
        if _holds(values, when, codes) and not values.get(item):
            yield Problem(row_rules.ITEM_NEEDED, item, rejects=rejects, details={"because": when})

    return check


def only_with(item: str, when: str, codes: Set[str] | None = None, *, rejects: bool = True) -> Check:
    """`item` may be there only when `when` is (with one of the codes, if given)."""

    def check(values: Values) -> Iterator[Problem]:
        if values.get(item) and not _holds(values, when, codes):
            yield Problem(row_rules.ITEM_NOT_ALLOWED, item, rejects=rejects, details={"because": when})

    return check


def _holds(values: Values, when: str, codes: Set[str] | None) -> bool:
    value = values.get(when)
    return bool(value) if codes is None else value in codes


def not_before(later: str, earlier: str) -> Check:
    """The one day, when present, does not lie before the other. Only for days that are not personal."""

    def check(values: Values) -> Iterator[Problem]:
        first, second = values.get(earlier), values.get(later)
        if first and second and second < first:
            yield Problem(row_rules.EARLIER_THAN, later, found=second, details={"other": earlier})

    return check


def code_in_use(item: str, codes: CodeList, on: str) -> Check:
    """The code is in use on the day that another item holds; a warning."""
    dated = frozenset(code for code, value in codes.values.items() if value.valid_from or value.valid_to)

    def check(values: Values) -> Iterator[Problem]:
        code, day = values.get(item), values.get(on)
        if code in dated and day and not codes.values[code].in_use(date.fromisoformat(day)):
            yield Problem(row_rules.CODE_NOT_IN_USE, item, rejects=False, found=code, details={"on": day})

    return check
