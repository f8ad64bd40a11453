"""The rules on one row alone, beyond the form of its fields: each gives entry, field and details.

Source: ケアプランデータ連携標準仕様 4.1, 1.3, 1.4 and 別紙.
"""

from collections.abc import Callable, Iterator
from typing import Any

from adapters.files.care_plan.fields import Layout
from adapters.files.care_plan.names import PlanFileName
from adapters.files.checking import Details
from care_platform.reference.catalogue import Entry, care_plan, files
from care_platform.reference.check_digits import insurer_check_digit_ok, office_check_digit_ok

Departure = tuple[Entry, str, Details]
RowRule = Callable[[Any, PlanFileName], Iterator[Departure]]

EQUIPMENT_TYPES = frozenset({"17", "67"})
OUT_OF_SCOPE = frozenset(
    {"32", "33", "35", "36", "37", "41", "42", "44", "45", "51", "52", "53", "54", "59", "81"}
)
"""Service types that 1.3 and 1.4 mark 対象外."""

WARNINGS = frozenset({files.CHECK_DIGIT_UNUSUAL.code, care_plan.INPUT_CODE.code})
"""What never keeps a row out."""

_PASSING_ON = frozenset({"43", "46", "AF"})
_PERIODS = (("valid_from", "valid_to"), ("limit_from", "limit_to"))


def departures(record: Any, layout: Layout, name: PlanFileName) -> Iterator[Departure]:
    """Every departure of one row."""
    yield from _periods(record, layout)
    yield from _check_digits(record, layout)
    if layout.month == "month" and record.month != name.month:
        yield care_plan.MONTH_DIFFERS, "month", {"expected": name.month}
    for rule in _RULES.get(layout.file_id, ()):
        yield from rule(record, name)


def _periods(record: Any, layout: Layout) -> Iterator[Departure]:
    for start, end in _PERIODS:
        if start in layout.by_name:
            first, last = getattr(record, start), getattr(record, end)
            if first and last and last < first:
                yield files.PERIOD_REVERSED, end, {}


def _check_digits(record: Any, layout: Layout) -> Iterator[Departure]:
    if not insurer_check_digit_ok(record.insurer_number):
        yield files.CHECK_DIGIT_UNUSUAL, "insurer_number", {}
    for field in layout.fields:
        if field.form.expected.startswith("事業所番号"):
            number = getattr(record, field.name)
            if number and number != "9" * 10 and not office_check_digit_ok(number):
                yield files.CHECK_DIGIT_UNUSUAL, field.name, {}


def _key_placeholder(record: Any, name: PlanFileName) -> Iterator[Departure]:
    """A supplement belongs to 1表 or to 6表; the name says which, and the other's key is zeros."""
    beside_plan = name.month == "000000"
    month_fits = record.month == (None if beside_plan else name.month)
    if not month_fits or (record.plan_day is not None) != beside_plan:
        yield care_plan.KEY_PLACEHOLDER, "month" if not month_fits else "plan_day", {}


def _service_day(record: Any, _name: PlanFileName) -> Iterator[Departure]:
    if f"{record.service_day:%Y%m}" != record.month:
        yield care_plan.DAY_OUTSIDE_MONTH, "service_day", {"expected": record.month}


def _equipment(record: Any, _name: PlanFileName) -> Iterator[Departure]:
    code = record.service_code
    is_equipment = code[:2] in EQUIPMENT_TYPES and code[2:] not in {"AAAA", "EEEE", "ZZZZ"}
    if is_equipment and not (record.equipment_code or record.notified_equipment_code):
        yield care_plan.EQUIPMENT_CODE_MISSING, "equipment_code", {}


def _item_mark(record: Any, _name: PlanFileName) -> Iterator[Departure]:
    if record.item_mark and record.service_code[:2] not in EQUIPMENT_TYPES:
        yield care_plan.ITEM_MARK_ELSEWHERE, "item_mark", {}


def _scope(record: Any, _name: PlanFileName) -> Iterator[Departure]:
    service_type = record.service_code[:2]
    if service_type in OUT_OF_SCOPE:
        yield care_plan.SERVICE_OUT_OF_SCOPE, "service_code", {"service": service_type}


def _own_results(record: Any, name: PlanFileName) -> Iterator[Departure]:
    """A care-management office passes results on to the centre that entrusted it (5.2.2.1); others send their own."""
    if name.source_type not in _PASSING_ON and record.office_number != name.source:
        yield care_plan.OTHER_OFFICE, "office_number", {}


def _input_code(record: Any, _name: PlanFileName) -> Iterator[Departure]:
    if record.input_code != "9" * 10:
        yield care_plan.INPUT_CODE, "input_code", {}


def _other_words(record: Any, _name: PlanFileName) -> Iterator[Departure]:
    if record.consultation == "03" and not record.consultation_other:
        yield care_plan.OTHER_REASON_MISSING, "consultation_other", {}
    if record.present_state == "02" and not record.present_state_note:
        yield care_plan.OTHER_REASON_MISSING, "present_state_note", {}


_USE_RULES: tuple[RowRule, ...] = (_service_day, _equipment, _item_mark, _scope)
_RULES: dict[str, tuple[RowRule, ...]] = {
    "UPHOSOKU": (_key_placeholder,),
    "UPPLAN": _USE_RULES,
    "UPJSK": (*_USE_RULES, _own_results),
    "DLTJSK": (_own_results,),
    "UPSIKYU": (_equipment, _scope, _input_code),
    "UPKIHON": (_other_words,),
}
