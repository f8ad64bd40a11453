"""A report that a person and a spreadsheet can trust."""

import csv
from pathlib import Path

import pytest

from care_platform.records.registry import RECORD_KINDS
from commands.reporting import Line, Report, item_label

KIND = RECORD_KINDS["copay_certificate"]


def line(found: str | None = None) -> Line:
    return Line(
        part_number=1, row_number=2, file_row=2, item="rate", severity="rejection", code="row.schema",
        found=found, title_ja="題", title_en="title", remedy_ja="対処", remedy_en="remedy",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("item", "japanese", "english"),
    [
        ("sex", "性別", "sex"),
        ("periods", "利用者負担の割合と適用期間", "rates and periods"),
        ("periods[1].valid_to", "適用終了年月日（1番目）", "applies until (no. 1)"),
        ("copay_certificate", "負担割合証", "copay certificate"),
        ("letter", "letter", "letter"),
    ],
)
def test_an_item_is_called_by_its_official_name(item: str, japanese: str, english: str) -> None:
    assert item_label(KIND, item, "ja") == japanese
    assert item_label(KIND, item, "en") == english


@pytest.mark.parametrize("found", ["=1+1", "+81", "-1", "@name"])
def test_what_a_file_held_never_becomes_a_formula(tmp_path: Path, found: str) -> None:
    path = tmp_path / "report.csv"
    with Report("en", limit=0, table=path, machine=None, kind=KIND) as report:
        report.add(line(found))
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][-1] == f"'{found}"
