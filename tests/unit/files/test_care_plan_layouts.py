"""The layouts are those of the official book."""

import csv
from pathlib import Path

import pytest

from adapters.files.care_plan.fields import Layout
from adapters.files.care_plan.layouts import LAYOUTS

_BOOK = Path(__file__).resolve().parents[4] / "shared" / "data" / "formats" / "careplan_v41_fields.csv"

WIDTHS = {
    "UPHOSOKU": 63, "UP1KYO": 28, "DLT1KYO": 4, "UP2KYO": 22, "UP3KYO": 13, "UPPLAN": 25, "UPJSK": 25,
    "DLTPLAN": 4, "DLTJSK": 6, "UPSIKYU": 37, "UPKIHON": 71, "DLTKIHON": 4, "UPKIHON_SUB1": 7,
    "UPKIHON_SUB2": 11, "UPYOBO": 57, "DLTYOBO": 4, "UPYOBO_SUB": 17,
}  # fmt: skip


def test_every_file_has_its_official_number_of_fields() -> None:
    assert {name: len(layout.fields) for name, layout in LAYOUTS.items()} == WIDTHS


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_fields_are_numbered_and_named_once(layout: Layout) -> None:
    fields = layout.fields

    assert [field.number for field in fields] == list(range(1, len(fields) + 1))
    assert len({field.name for field in fields}) == len(fields)


@pytest.mark.skipif(not _BOOK.exists(), reason="the reference field lists are not beside this repository")
def test_names_and_lengths_are_those_of_the_field_list() -> None:
    with _BOOK.open(encoding="utf-8") as lines:
        listed = list(csv.DictReader(lines))

    for row in listed:
        field = LAYOUTS[row["file_id"]].fields[int(row["no"]) - 1]
        assert field.official_name == row["field"]
        assert field.form.free_text == (not row["length"]) or field.name == "item_mark"
