"""Records in CSV: the same rows as in XML, and sound refusals of everything else."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.files.records_csv.columns import columns_of
from adapters.files.records_csv.lines import ROW_CHARACTERS
from adapters.files.records_csv.reader import read_records_csv, read_records_csv_ms932
from adapters.files.records_csv.writer import write_records_csv
from adapters.xml.reader import read_records
from adapters.xml.writer import write_records
from care_platform.intake.judging import problems_of
from care_platform.intake.rows import ReadRow
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, Entry, files, rows
from tests.builders.records import certification_row, copay_row, insured_row
from tests.unit.files.random_rows import row_of

COPAY = RECORD_KINDS["copay_certificate"]
INSURED = RECORD_KINDS["insured_certificate"]
CERTIFICATION = RECORD_KINDS["certification"]
_SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def csv_of(kind: RecordKind, *sent: dict[str, Any], encoding: str = "utf-8") -> bytes:
    return "".join(write_records_csv(sent, kind)).encode(encoding)


def read(content: bytes, kind: RecordKind = COPAY) -> list[ReadRow]:
    return list(read_records_csv([content], kind))


def found(row: ReadRow) -> list[tuple[Entry, str]]:
    return [(problem.entry, problem.item) for problem in row.problems]


def refusal(pieces: list[bytes] | Iterator[bytes], kind: RecordKind = COPAY) -> CataloguedError:
    with pytest.raises(CataloguedError) as caught:
        list(read_records_csv(pieces, kind))
    return caught.value


@pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=RECORD_KINDS)
def test_random_rows_are_the_same_by_csv_and_by_xml(kind: RecordKind) -> None:
    @_SLOW
    @given(st.lists(row_of(kind), max_size=3), st.integers(1, 300))
    def both_carriers_agree(sent: list[dict[str, Any]], size: int) -> None:
        document = "".join(write_records(sent, kind)).encode()
        content = csv_of(kind, *sent)
        pieces = [content[at : at + size] for at in range(0, len(content), size)]

        by_csv = list(read_records_csv(pieces, kind))

        assert [row.problems for row in by_csv] == [[] for _ in sent]
        assert [row.values for row in by_csv] == sent
        assert by_csv == list(read_records([document], kind))

    both_carriers_agree()


def test_a_group_becomes_numbered_columns() -> None:
    names = [column.name for column in columns_of(COPAY)]

    assert names[:2] == ["insurer_number", "insured_number"]
    assert names[-6:] == [
        f"periods_{n}_{item}" for n in (1, 2) for item in ("rate", "valid_from", "valid_to")
    ]


def test_rows_are_numbered_from_one_below_the_header_and_empty_lines_are_no_rows() -> None:
    content = csv_of(COPAY, copay_row(), copay_row("0000000002")).replace(b"\r\n", b"\r\n\r\n") + b"\r\n"

    assert [row.row_number for row in read(content)] == [1, 2]


def test_a_file_with_only_its_header_has_no_rows() -> None:
    assert read(csv_of(COPAY)) == []


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert read(b"\xef\xbb\xbf" + csv_of(COPAY, copay_row()))[0].values == copay_row()


def test_a_line_break_within_an_address_is_kept_as_xml_keeps_it() -> None:
    content = csv_of(COPAY, copay_row(address="枚方市\r\n大垣内町"))

    assert read(content)[0].values["address"] == "枚方市\n大垣内町"


def test_white_space_around_days_and_numbers_is_ignored_as_in_xml() -> None:
    row = copay_row(issued_on=" 2026-07-10 ", history_number="1\t")

    (by_csv,) = read(csv_of(COPAY, row))
    (by_xml,) = read_records(["".join(write_records([row], COPAY)).encode()], COPAY)

    assert by_csv == by_xml
    assert by_csv.values["issued_on"] == "2026-07-10"


@pytest.mark.parametrize(
    ("changes", "entry", "item"),
    [
        ({"name": None}, rows.ITEM_MISSING, "name"),
        ({"sex": "3"}, rows.SCHEMA, "sex"),
        ({"birth_date": "40-04-01"}, rows.SCHEMA, "birth_date"),
        ({"birth_date": "1941-02-29"}, rows.DAY_INVALID, "birth_date"),
        ({"history_number": "0"}, rows.SCHEMA, "history_number"),
        ({"history_number": "01"}, rows.SCHEMA, "history_number"),
        ({"history_number": "9" * 5000}, rows.SCHEMA, "history_number"),
        ({"insured_number": "１２３４５６７８９０"}, rows.SCHEMA, "insured_number"),
        ({"postal_code": "5738666"}, rows.SCHEMA, "postal_code"),
        ({"name": "花" * 101}, rows.SCHEMA, "name"),
        ({"periods": []}, rows.ITEM_MISSING, "periods"),
        ({"periods": [{"rate": "9", "valid_from": "2026-08-01", "valid_to": "2027-07-31"}]},
         rows.SCHEMA, "periods[1].rate"),
    ],
)  # fmt: skip
def test_a_row_of_the_wrong_form_comes_with_its_problem_and_without_values(
    changes: dict[str, Any], entry: Entry, item: str
) -> None:
    wrong, sound = read(csv_of(COPAY, copay_row(**changes), copay_row("0000000002")))

    assert found(wrong) == [(entry, item)]
    assert wrong.values == {}
    assert sound.problems == []


def test_a_text_that_cannot_be_kept_is_left_to_the_judgement_of_the_row() -> None:
    (row,) = read(csv_of(COPAY, copay_row(name="花\x00子", issued_on="1930-01-01")))

    assert [problem.entry for problem in problems_of(row, COPAY, "272104")] == [
        rows.DAYS_OUT_OF_ORDER, rows.TEXT_NOT_STORABLE,
    ]  # fmt: skip


def test_user_defined_characters_are_found_in_groups_too() -> None:
    row = insured_row(
        facilities=[{"facility_kind": "1", "facility_name": "見本苑", "entered_on": "2026-04-01"}]
    )
    content = csv_of(INSURED, row, encoding="cp932").replace("苑".encode("cp932"), b"\xf0\x40", 1)

    (told,) = read_records_csv_ms932([content], INSURED)

    assert found(told) == [(files.CHARACTER_OUTSIDE, "facilities[1].facility_name")]


def test_the_second_group_filled_and_the_first_left_empty_is_named() -> None:
    restriction = {"restriction_kind": "3", "valid_from": "2026-04-01"}
    (row,) = read(csv_of(INSURED, insured_row(benefit_restrictions=[{}, restriction])), INSURED)

    assert found(row) == [
        (rows.ITEM_MISSING, "benefit_restrictions[1].restriction_kind"),
        (rows.ITEM_MISSING, "benefit_restrictions[1].valid_from"),
    ]


def test_a_problem_never_holds_the_value() -> None:
    (row,) = read(csv_of(COPAY, copay_row(birth_date="昭和十五年")))

    assert "昭和" not in repr(row)


def test_a_row_with_a_column_too_many_is_rejected_alone() -> None:
    content = csv_of(COPAY, copay_row()).rstrip() + b",\r\n" + csv_of(COPAY, copay_row()).splitlines()[1]
    width = len(columns_of(COPAY))

    wrong, sound = read(content)

    assert found(wrong) == [(files.COLUMN_COUNT, "copay_certificate")]
    assert wrong.problems[0].details == {"expected": width, "found": width + 1}
    assert sound.problems == []


def test_a_file_without_header_is_refused_without_telling_what_stood_there() -> None:
    content = csv_of(COPAY, copay_row()).split(b"\r\n", 1)[1]

    error = refusal([content])

    assert error.entry is files.WRONG_HEADER
    assert error.details == {"record_kind": "copay_certificate", "column": 1, "expected": "insurer_number"}


@pytest.mark.parametrize("length", [1, len(columns_of(COPAY)) - 1])
def test_a_header_too_short_names_the_first_column_missing(length: int) -> None:
    names = [each.name for each in columns_of(COPAY)]

    assert refusal([",".join(names[:length]).encode()]).details["column"] == length + 1


@pytest.mark.parametrize("content", [b"", b"\r\n"])
def test_a_file_without_even_a_header_is_called_empty(content: bytes) -> None:
    assert refusal([content]).entry is files.WITHOUT_CONTENT


def test_ms932_is_read_where_it_is_declared_and_refused_where_it_is_not() -> None:
    content = csv_of(COPAY, copay_row(), encoding="cp932")

    assert [row.values for row in read_records_csv_ms932([content], COPAY)] == [copay_row()]
    assert refusal([content]).entry is files.WRONG_ENCODING


@pytest.mark.parametrize("opinion", ["認定", "特になし", "意見"])
def test_utf8_declared_as_ms932_is_never_taken_as_it_looks(opinion: str) -> None:
    content = csv_of(CERTIFICATION, certification_row(panel_opinion=opinion))

    assert taken_as_ms932(content) != [opinion]


def taken_as_ms932(content: bytes) -> list[str]:
    try:
        read_rows = list(read_records_csv_ms932([content], CERTIFICATION))
    except CataloguedError:
        return []
    return [row.values["panel_opinion"] for row in read_rows if not row.problems]


def test_a_character_that_only_the_sender_can_draw_is_rejected() -> None:
    text = "".join(write_records_csv([copay_row(name="枚方花")], COPAY))
    content = text.encode("cp932").replace("花".encode("cp932"), b"\xf0\x40", 1)

    (row,) = read_records_csv_ms932([content], COPAY)

    assert found(row) == [(files.CHARACTER_OUTSIDE, "name")]
    assert row.problems[0].details == {"repertoire": "MS932", "position": 3}


@pytest.mark.parametrize("tail", [b'"never closed', b'"closed"too early,\r\n', b"a\rb\r\n"])
def test_misplaced_quotation_marks_refuse_the_file(tail: bytes) -> None:
    error = refusal([csv_of(COPAY, copay_row()) + tail])

    assert error.entry is files.ILL_FORMED
    assert error.details["line"] in {3, 4}


def endless(piece: bytes, begin: bytes = b"") -> Iterator[bytes]:
    yield csv_of(COPAY) + begin
    while True:
        yield piece


@pytest.mark.parametrize(
    ("piece", "begin"),
    [(b"a" * 65536, b""), (b"," * 65536, b""), (b"a\r\n" * 20000, b'"'), (b'"x\r\n",' * 9000, b"")],
    ids=["one line", "commas", "an unclosed quotation mark", "quoted line ends"],
)
def test_an_endless_row_is_refused_soon(piece: bytes, begin: bytes) -> None:
    pieces = endless(piece, begin)

    error = refusal(islice(pieces, 40))

    assert error.entry in {files.ROW_TOO_LARGE, files.ILL_FORMED}
    assert next(pieces) == piece, "the reader stopped before the end"


def test_ten_million_commas_are_refused() -> None:
    assert refusal([csv_of(COPAY), b"," * 10_000_000]).entry is files.ROW_TOO_LARGE


def test_a_row_just_within_the_limit_is_a_row() -> None:
    (row,) = read(csv_of(COPAY) + b"a" * (120_000) + b"," * 2 + b"\r\n")

    assert found(row) == [(files.COLUMN_COUNT, "copay_certificate")]
    assert ROW_CHARACTERS > 120_000


def test_rows_come_one_by_one() -> None:
    lines = csv_of(COPAY, copay_row()).splitlines(keepends=True)

    def pieces() -> Iterator[bytes]:
        yield from lines
        yield lines[1]
        raise AssertionError("read further than asked")

    assert next(iter(read_records_csv(pieces(), COPAY))).values == copay_row()


def test_a_row_with_more_periods_than_columns_cannot_be_written() -> None:
    period = {"rate": "1", "valid_from": "2026-08-01", "valid_to": "2027-07-31"}

    with pytest.raises(ValueError, match="periods"):
        csv_of(COPAY, copay_row(periods=[period] * 3))
