"""What is written is read back the same."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.files.care_plan.cell_checks import check_row, values_of
from adapters.files.care_plan.fields import Layout, PlanField
from adapters.files.care_plan.layouts import LAYOUTS
from adapters.files.care_plan.writer import write_plan_file
from adapters.files.cells import rows_of
from care_platform.reference.catalogue import CataloguedError, files
from tests.unit.files.plan_files import content_of, read

_TEXT = st.text('山田花子ｶﾅ,"\n abc１－', min_size=1, max_size=12)


def value_of(field: PlanField) -> st.SearchStrategy[Any]:
    made = _value(field)
    return made if field.required and field.form.zero is None else st.none() | made


def _value(field: PlanField) -> st.SearchStrategy[Any]:
    form = field.form
    if field.name == "csv_version":
        return st.just("202407")
    if form.free_text:
        return _TEXT
    if form.python_type is date:
        return st.dates()
    if form.python_type is int:
        return st.integers(0, 99)
    if form.python_type is Decimal:
        return st.decimals(0, 99, places=2)
    return st.sampled_from([text for text in _EXAMPLES if form.fault(text) is None])


_EXAMPLES = (
    "1", "2", "3", "0", "01", "02", "12", "21", "11", "Y", "N", "272104", "202608", "0000000001", "H123456789",
    "2775000009", "9999999999", "573-8666", "0930", "9999", "0" * 31, "111111", "00001-000010",
)  # fmt: skip


def record_of(layout: Layout) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({f.name: value_of(f) for f in layout.fields}).map(layout.make)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_rows_written_are_read_back_as_they_were(layout: Layout) -> None:
    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(record_of(layout), min_size=1, max_size=3))
    def round_trip(records: list[Any]) -> None:
        written = list(rows_of(write_plan_file(records, layout).decode("cp932")))

        assert [check_row(row, 1, layout, "") for row in written] == [[] for _ in records]
        assert [values_of(row, layout) for row in written] == records

    round_trip()


def test_a_sound_file_is_written_byte_for_byte() -> None:
    for file_id, layout in LAYOUTS.items():
        records = [row.record for row in read(file_id).rows]
        assert write_plan_file(records, layout) == content_of(file_id)


@pytest.mark.parametrize("text", ["𠮷田", "葛\U000e0100城", "花\x00"])
def test_a_character_ms932_lacks_is_never_written_as_something_else(text: str) -> None:
    layout = LAYOUTS["UP1KYO"]
    record = layout.make({"author": text})

    with pytest.raises(CataloguedError) as caught:
        write_plan_file([record], layout)

    assert caught.value.entry is files.CHARACTER_OUTSIDE
    assert text not in repr(caught.value.details)
