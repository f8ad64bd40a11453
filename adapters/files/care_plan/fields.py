"""How a file of the care-plan standard is described, once: its fields in order, and the class of its rows."""

from dataclasses import dataclass, make_dataclass
from typing import Any, Literal

from adapters.files.care_plan.value_forms import FORMS
from adapters.files.forms import ValueForm

MonthInName = Literal["none", "month", "month_or_zero"]

HEAD = """
csv_version | CSVバージョン | version*
insurer_number | 保険者番号 | insurer*
insured_number | 被保険者番号 | insured*
"""
"""The first three fields of every file."""


@dataclass(frozen=True, slots=True)
class PlanField:
    """One field: its official number and name, its name in our classes, its form, and whether it is 必須."""

    number: int
    name: str
    official_name: str
    form: ValueForm
    required: bool


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """One file of the standard. `month` tells whether its name holds a month after the file's id."""

    file_id: str
    official_name: str
    fields: tuple[PlanField, ...]
    month: MonthInName
    record: type[Any]
    by_name: dict[str, PlanField]

    def make(self, values: dict[str, Any]) -> Any:
        """A row as an object of this file's own frozen class; fields not named are None."""
        return self.record(**{field.name: values.get(field.name) for field in self.fields})


def layout(file_id: str, official_name: str, table: str, *, month: MonthInName = "none") -> Layout:
    """A layout from its table: one line per field, `name | official name | form`, `*` for 必須."""
    lines = [line.split(" | ") for line in (HEAD + table).strip().splitlines() if line]
    fields = tuple(_field(number, *parts) for number, parts in enumerate(lines, 1))
    members: list[tuple[str, Any]] = [(field.name, field.form.python_type | None) for field in fields]
    record = make_dataclass(f"{file_id}Row", members, frozen=True, slots=True, kw_only=True)
    record.__doc__ = f"One row of {file_id} {official_name}; an empty field is None."
    return Layout(file_id, official_name, fields, month, record, {field.name: field for field in fields})


def _field(number: int, name: str, official_name: str, form: str) -> PlanField:
    return PlanField(number, name, official_name, FORMS[form.rstrip("*")], form.endswith("*"))
