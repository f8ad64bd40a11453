"""Single bad records are told by item and rule, and never by what stood there."""

from typing import Any

import pytest

from adapters.xml.names import RECORDS
from adapters.xml.reader import read_records
from care_platform.intake.rows import ReadRow
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import copay_row, insured_row
from tests.builders.transfers import xml_of

COPAY = RECORD_KINDS["copay_certificate"]


def rows(document: bytes, piece: int = 1 << 16) -> list[ReadRow]:
    pieces = (document[at : at + piece] for at in range(0, len(document), piece))
    return list(read_records(pieces, COPAY))


def found(document: bytes) -> list[tuple[str, str]]:
    (row,) = rows(document)
    return [(problem.item, problem.entry.code) for problem in row.problems]


def copay(**changes: Any) -> bytes:
    return xml_of(COPAY.name, [copay_row(**changes)])


@pytest.mark.parametrize("piece", [1, 7, 100, 1 << 16])
def test_rows_are_the_same_however_the_bytes_arrive(piece: int) -> None:
    document = xml_of(COPAY.name, [copay_row(f"{number:010}") for number in range(1, 4)])
    assert rows(document, piece) == rows(document)
    assert [row.row_number for row in rows(document)] == [1, 2, 3]


def test_values_come_back_as_they_were_written() -> None:
    (row,) = rows(copay(name="葛\U000e0100城　花子 <&>"))
    assert row.values == copay_row(name="葛\U000e0100城　花子 <&>")


def test_white_space_counts_in_texts_only() -> None:
    document = copay(name=" 花子 ").replace(b"<history_number>1<", b"<history_number> 1 <")
    (row,) = rows(document)
    assert (row.values["name"], row.values["history_number"]) == (" 花子 ", "1")


@pytest.mark.parametrize(
    ("changes", "item"),
    [
        ({"sex": "9"}, "sex"),
        ({"birth_date": "S15.4.1"}, "birth_date"),
        ({"insured_number": "１２３４５６７８９０"}, "insured_number"),
        ({"name": ""}, "name"),
        ({"name": "花" * 101}, "name"),
        ({"history_number": "0"}, "history_number"),
        ({"history_number": "01"}, "history_number"),
    ],
)
def test_a_value_against_its_form(changes: dict[str, str], item: str) -> None:
    assert found(copay(**changes)) == [(item, "row.schema")]


def test_a_day_that_does_not_exist_is_told_as_such() -> None:
    assert found(copay(birth_date="1940-02-30")) == [("birth_date", "row.day_invalid")]


def test_an_item_of_a_group_is_named_with_its_place() -> None:
    period = {"rate": "1", "valid_from": "2026-08-01", "valid_to": "2026-12-31"}
    wrong = {"rate": "9", "valid_from": "2027-01-01", "valid_to": "2027-07-31"}
    assert found(copay(periods=[period, wrong])) == [("periods[2].rate", "row.schema")]


def test_a_line_end_written_as_a_reference_is_a_line_end() -> None:
    document = copay(address="枚方市-大垣内町").replace("市-".encode(), "市&#13;&#10;".encode())
    (row,) = rows(document)
    assert row.values["address"] == "枚方市\n大垣内町"


@pytest.mark.parametrize("item", ["insurer_number", "name", "issued_on", "periods"])
def test_a_missing_item_is_named(item: str) -> None:
    nothing: dict[str, Any] = {item: [] if item == "periods" else None}
    assert found(copay(**nothing)) == [(item, "row.item_missing")]


def test_an_item_the_format_does_not_know_is_named() -> None:
    assert found(copay().replace(b"<sex>", b"<height>1</height><sex>")) == [("height", "row.item_unknown")]


def test_a_third_period_is_one_too_many() -> None:
    period = {"rate": "1", "valid_from": "2026-08-01", "valid_to": "2026-08-31"}
    assert found(copay(periods=[period] * 3)) == [("periods", "row.item_unknown")]


def test_a_bad_row_does_not_hide_the_next() -> None:
    told = rows(xml_of(COPAY.name, [copay_row(sex="9"), copay_row("0000000002")]))
    assert [bool(row.problems) for row in told] == [True, False]


def test_no_problem_repeats_a_value() -> None:
    (row,) = rows(copay(name="花" * 101, insured_number="X123"))
    assert len(row.problems) == 2
    assert not [p for p in row.problems if "花花" in str(p) or "X123" in str(p)]


def test_comments_and_instructions_never_split_a_value() -> None:
    (row,) = rows(copay(name="花子").replace("花子".encode(), "花<!-- x -->子<?y z?>".encode()))
    assert row.values["name"] == "花子"


def test_another_prefix_is_the_same_document() -> None:
    document = (
        copay()
        .decode()
        .replace(f'<records xmlns="{RECORDS}">', f'<r:records xmlns:r="{RECORDS}" xmlns="{RECORDS}">')
    )
    assert rows(document.replace("</records>", "</r:records>").encode()) == rows(copay())


def test_kinds_do_not_mix() -> None:
    assert list(
        read_records([xml_of("insured_certificate", [insured_row()])], RECORD_KINDS["insured_certificate"])
    )
