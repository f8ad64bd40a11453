"""CSV files become parts: every row once, in order, the header in each, always the same bytes."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from adapters.files.records_csv.detecting import kind_of_header
from adapters.files.records_csv.lines import Encoding
from adapters.files.records_csv.reader import read_records_csv
from adapters.files.records_csv.splitting import first_insurer_csv, split_records_csv
from adapters.files.records_csv.writer import write_records_csv
from adapters.parts import PartSize, Split
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, files
from tests.builders.records import certification_row, copay_row

COPAY = RECORD_KINDS["copay_certificate"]
PEOPLE = [copay_row(f"{number:010}", address="枚方市\n大垣内町, 2丁目") for number in range(1, 8)]


def csv_of(rows: list[dict[str, Any]], encoding: Encoding = "utf-8", kind: RecordKind = COPAY) -> bytes:
    return "".join(write_records_csv(rows, kind)).encode(encoding)


def split(folder: Path, *contents: bytes, rows: int = 3, encoding: Encoding = "utf-8") -> Split:
    folder.mkdir(exist_ok=True)
    return split_records_csv(
        [[content] for content in contents], COPAY, folder, PartSize(rows=rows), encoding
    )


def people_in(whole: Split, encoding: Encoding = "utf-8") -> list[dict[str, Any]]:
    parts = (gzip.decompress(part.path.read_bytes()) for part in whole.parts)
    return [dict(row.values) for content in parts for row in read_records_csv([content], COPAY, encoding)]


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_every_row_is_in_one_part_in_its_order(tmp_path: Path, encoding: Encoding) -> None:
    whole = split(tmp_path, csv_of(PEOPLE, encoding), encoding=encoding)
    assert [part.rows for part in whole.parts] == [3, 3, 1]
    assert people_in(whole, encoding) == PEOPLE


def test_the_files_of_one_transfer_follow_each_other(tmp_path: Path) -> None:
    whole = split(tmp_path, csv_of(PEOPLE[:4]), csv_of(PEOPLE[4:]))
    assert people_in(whole) == PEOPLE
    assert [whole.row_in_file(1, 1), whole.row_in_file(2, 2), whole.row_in_file(3, 1)] == [1, 5, 7]


def test_the_same_rows_give_the_same_bytes_at_any_time_and_place(tmp_path: Path) -> None:
    first, second = split(tmp_path / "a", csv_of(PEOPLE)), split(tmp_path / "b", csv_of(PEOPLE))
    in_two = split(tmp_path / "c", csv_of(PEOPLE[:2]), csv_of(PEOPLE[2:]))
    assert first.content_digest == second.content_digest == in_two.content_digest


def test_a_row_with_a_column_too_many_goes_along_for_the_platform_to_judge(tmp_path: Path) -> None:
    whole = split(tmp_path, csv_of(PEOPLE[:1]).rstrip() + b",\r\n")
    (row,) = read_records_csv([gzip.decompress(whole.parts[0].path.read_bytes())], COPAY)
    assert [problem.entry for problem in row.problems] == [files.COLUMN_COUNT]


def test_a_file_with_only_its_header_is_one_empty_part(tmp_path: Path) -> None:
    (part,) = split(tmp_path, csv_of([])).parts
    assert part.rows == 0


def test_a_second_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    other = csv_of([certification_row()], kind=RECORD_KINDS["certification"])
    with pytest.raises(CataloguedError) as caught:
        split(tmp_path, csv_of(PEOPLE), other)
    assert caught.value.entry is files.WRONG_HEADER


def test_the_insurer_is_read_even_from_a_bad_row() -> None:
    assert first_insurer_csv([csv_of([copay_row(sex="9")])], COPAY) == "272104"
    assert first_insurer_csv([csv_of([copay_row(insurer_number="X")])], COPAY) is None


@pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=RECORD_KINDS)
def test_a_header_tells_its_kind(kind: RecordKind) -> None:
    header = csv_of([], kind=kind)
    assert kind_of_header(header) is kind
    assert kind_of_header(b"\xef\xbb\xbf" + header) is kind
    assert kind_of_header(header.replace(b"insured_number", b"number")) is kind


@pytest.mark.parametrize("content", [b"", b"dear,sir\r\n", "保険者番号,被保険者番号\r\n".encode("cp932")])
def test_what_resembles_no_kind_has_none(content: bytes) -> None:
    assert kind_of_header(content) is None
