"""One care-plan file: what is read, what is refused, and where the official text contradicts itself."""

from datetime import date
from pathlib import Path

import pytest

from adapters.files.care_plan.layouts import LAYOUTS
from adapters.files.care_plan.reading import read_plan_file
from adapters.files.care_plan.row_rules import WARNINGS
from adapters.files.care_plan.tolerance import AMBIGUITIES, TOLERATED
from adapters.files.findings import MOST_FINDINGS, Mode
from care_platform.reference.catalogue import Entry, care_plan, files
from tests.unit.files.plan_files import (
    HELPERS,
    OTHERS,
    PLANNER,
    cells_of,
    codes,
    content_of,
    line_of,
    name_of,
    read,
)


@pytest.mark.parametrize("file_id", LAYOUTS)
def test_a_sound_file_has_no_findings(file_id: str) -> None:
    result = read(file_id)

    assert codes(result.findings) == []
    assert len(result.rows) == 1
    assert result.is_sound


def test_a_row_becomes_an_object_with_typed_fields() -> None:
    (row,) = read("UP1KYO", cells_of("UP1KYO", care_level="21", policy='訪問を"週二回"、\r\n改行も残す')).rows

    assert row.record.plan_day == date(2026, 8, 3)
    assert row.record.insured_number == "0000000001"
    assert row.record.care_level == "21"
    assert row.record.policy == '訪問を"週二回"、\r\n改行も残す'
    assert row.record.certified_on is None


def test_a_finding_names_line_number_official_item_and_rule_but_not_the_value() -> None:
    rows = cells_of("UP1KYO", policy="一行目\r\n二行目"), cells_of("UP1KYO", first_plan_day="令和8年8月")

    (finding,) = read("UP1KYO", *rows).findings

    assert (finding.row, finding.line, finding.column) == (2, 3, 15)
    assert finding.item == "初回居宅サービス計画作成日"
    assert finding.entry is files.VALUE_FORM
    assert finding.details["found"] == "字字9字9字"
    assert "令和" not in repr(finding)
    assert "YYYYMMDD" in finding.words("vendor", "ja")
    assert finding.words("desk", "en").startswith("Check")


@pytest.mark.parametrize(
    ("file_id", "changes", "entry", "item"),
    [
        ("UP1KYO", {"author": ""}, files.VALUE_MISSING, "居宅サービス計画作成者"),
        ("UP1KYO", {"care_level": "11"}, files.VALUE_NOT_IN_LIST, "要介護状態区分"),
        ("UP1KYO", {"postal_code": "5738666"}, files.VALUE_FORM, "利用者郵便番号"),
        ("UP1KYO", {"plan_day": "20260230"}, files.DAY_INVALID, "居宅サービス計画作成（変更）日"),
        ("UP1KYO", {"valid_from": "20260801", "valid_to": "20260731"}, files.PERIOD_REVERSED, "認定有効期間終了日"),
        ("UP1KYO", {"csv_version": "202208"}, care_plan.VERSION_OTHER, "CSVバージョン"),
        ("UP1KYO", {"csv_version": "202601"}, care_plan.VERSION_UNKNOWN, "CSVバージョン"),
        ("UP2KYO", {"covered": "y"}, files.VALUE_NOT_IN_LIST, "保険対象区分"),
        ("UP3KYO", {"starts_at": "6:00"}, files.VALUE_FORM, "開始時間"),
        ("UP3KYO", {"weekday": "月"}, files.VALUE_NOT_IN_LIST, "曜日"),
        ("UPHOSOKU", {"phone": "0" * 16}, files.VALUE_TOO_LONG, "利用者電話番号"),
        ("UPHOSOKU", {"limit_units": "16765単位"}, files.VALUE_FORM, "区分支給限度基準額"),
        ("UPPLAN", {"days_of_month": "1" * 30}, files.VALUE_FORM, "日割対象日"),
        ("UPPLAN", {"month": "202607", "service_day": "20260703"}, care_plan.MONTH_DIFFERS, "対象年月"),
        ("UPPLAN", {"service_day": "20260901"}, care_plan.DAY_OUTSIDE_MONTH, "サービス利用日"),
        ("UPPLAN", {"service_code": "171007"}, care_plan.EQUIPMENT_CODE_MISSING, "TAISコード"),
        ("UPPLAN", {"item_mark": "1"}, care_plan.ITEM_MARK_ELSEWHERE, "明細判別コード"),
        ("UPPLAN", {"service_code": "511111"}, care_plan.SERVICE_OUT_OF_SCOPE, "サービスコード"),
        ("UPJSK", {"office_number": OTHERS}, care_plan.OTHER_OFFICE, "サービス事業者コード"),
        ("UPSIKYU", {"unit_price": "10円"}, files.VALUE_FORM, "単位数単価"),
        ("UPKIHON", {"consultation": "03"}, care_plan.OTHER_REASON_MISSING, "相談方法(その他の内容)"),
        ("UPKIHON", {"present_state": "02"}, care_plan.OTHER_REASON_MISSING, "利用者の現況(状況補足)"),
        ("UPYOBO", {"support_level": "21"}, files.VALUE_NOT_IN_LIST, "要支援状態区分"),
    ],
)  # fmt: skip
def test_each_departure_keeps_the_row_out_and_names_the_item(
    file_id: str, changes: dict[str, str], entry: Entry, item: str
) -> None:
    result = read(file_id, cells_of(file_id, **changes), cells_of(file_id, insured_number="0000000002"))

    assert entry.code in codes(result.findings)
    first = next(finding for finding in result.findings if finding.row == 1 and finding.rejects)
    assert (first.entry, first.item) == (entry, item)
    assert [row.row for row in result.rows] == [2]


def test_a_row_with_a_column_too_few_is_told_by_its_count() -> None:
    content = content_of("UP1KYO").replace(b"\r\n", b"").rsplit(b",", 1)[0] + b"\r\n"

    (finding,) = read_plan_file(name_of("UP1KYO"), [content]).findings

    assert finding.entry is files.COLUMN_COUNT
    assert finding.details == {"expected": 28, "found": 27}


@pytest.mark.parametrize(
    ("month", "row", "is_sound"),
    [
        ("000000", {"plan_day": "20260803", "month": "000000"}, True),
        ("202608", {"plan_day": "00000000", "month": "202608"}, True),
        ("000000", {"plan_day": "20260803", "month": "202608"}, False),
        ("202608", {"plan_day": "20260803", "month": "202608"}, False),
        ("202608", {"plan_day": "00000000", "month": "202609"}, False),
        ("000000", {"plan_day": "00000000", "month": "000000"}, False),
    ],
)
def test_a_supplement_belongs_to_a_plan_or_to_a_month(
    month: str, row: dict[str, str], is_sound: bool
) -> None:
    result = read("UPHOSOKU", cells_of("UPHOSOKU", **row), month=month)

    assert codes(result.findings) == ([] if is_sound else ["care_plan.key_placeholder"])


def test_a_care_management_office_passes_results_on() -> None:
    row = cells_of("UPJSK", office_number=HELPERS)

    assert read("UPJSK", row, source=OTHERS, source_type="43").is_sound
    assert not read("UPJSK", row, source=OTHERS, source_type="15").is_sound


def test_lines_of_the_second_table_are_sorted_by_their_three_numbers() -> None:
    def line(need: str, goal: str, support: str) -> dict[str, str]:
        return cells_of("UP2KYO", need_number=need, goal_number=goal, support_number=support)

    assert read("UP2KYO", line("1", "1", "1"), line("1", "2", "1"), line("2", "1", "1")).is_sound
    result = read("UP2KYO", line("2", "1", "1"), line("1", "2", "1"))
    assert [(f.entry, f.row) for f in result.findings] == [(care_plan.ORDER, 2)]


def test_one_file_has_one_version() -> None:
    result = read("UP3KYO", cells_of("UP3KYO"), cells_of("UP3KYO", csv_version="202504"))

    assert "care_plan.version_mixed" in codes(result.findings)


def service(code: str, managed: str = "100", **changes: str) -> dict[str, str]:
    row = {"office_number": HELPERS, "service_code": code, "units": "100", "managed_units": managed}
    return cells_of("UPSIKYU", **(row | changes))


def test_the_seventh_table_needs_its_total_row() -> None:
    assert codes(read("UPSIKYU", service("111111")).findings) == ["care_plan.total_missing"]
    assert read("UPSIKYU", service("111111"), cells_of("UPSIKYU")).is_sound


def test_several_rows_of_one_service_need_their_subtotal() -> None:
    rows = [service("111111"), service("112222"), cells_of("UPSIKYU")]

    (finding,) = read("UPSIKYU", *rows).findings

    assert (finding.entry, finding.details) == (care_plan.SUBTOTAL_MISSING, {"expected": "11AAAA"})
    assert read("UPSIKYU", *rows, service("11AAAA", units="0")).is_sound
    assert read("UPSIKYU", service("111111"), service("112222", managed=""), cells_of("UPSIKYU")).is_sound


# Where the official text contradicts itself


def test_the_value_of_4_0_is_larger_than_that_of_4_1_and_only_a_warning() -> None:
    result = read("UP1KYO", cells_of("UP1KYO", csv_version="202504"))

    (finding,) = result.findings
    assert (finding.entry, finding.rejects) == (care_plan.VERSION_OTHER, False)
    assert finding.details == {"expected": "202407", "edition": "4.0"}
    assert len(result.rows) == 1


@pytest.mark.parametrize("days", ["100", "12345"])
def test_days_before_the_month_may_have_five_digits_with_a_warning(days: str) -> None:
    result = read("UPSIKYU", cells_of("UPSIKYU", days_before=days))

    (finding,) = result.findings
    assert (finding.entry, finding.column, finding.rejects) == (care_plan.DAYS_BEFORE_LENGTH, 30, False)
    assert result.rows[0].record.days_before == int(days)


def test_days_before_the_month_with_six_digits_are_too_long() -> None:
    assert (
        codes(read("UPSIKYU", cells_of("UPSIKYU", days_before="123456")).findings)[0] == "file.value_too_long"
    )


@pytest.mark.parametrize("number", ["123456789", "H12345678"])
def test_an_insured_number_of_nine_places_is_named(number: str) -> None:
    row = cells_of("UP1KYO", insured_number=number)

    strict, tolerant = read("UP1KYO", row), read("UP1KYO", row, mode="tolerant")

    assert codes(strict.findings) == codes(tolerant.findings) == ["care_plan.insured_number_nine"]
    assert (len(strict.rows), len(tolerant.rows)) == (0, 1)


@pytest.mark.parametrize("mode", ["strict", "tolerant"])
def test_a_day_of_six_digits_is_named_and_never_guessed(mode: Mode) -> None:
    result = read("UPKIHON", cells_of("UPKIHON", consulted_on="202608"), mode=mode)

    assert codes(result.findings) == ["care_plan.day_without_day"]
    assert result.rows == ()


def test_another_input_code_is_a_warning() -> None:
    result = read("UPSIKYU", cells_of("UPSIKYU", input_code=PLANNER))

    assert [(f.entry, f.rejects) for f in result.findings] == [(care_plan.INPUT_CODE, False)]


def test_an_unusual_check_digit_is_a_warning() -> None:
    result = read("UP1KYO", cells_of("UP1KYO", office_number="277500000" + str((int(PLANNER[-1]) + 1) % 10)))

    assert [(f.entry, f.rejects) for f in result.findings] == [(files.CHECK_DIGIT_UNUSUAL, False)]


def test_public_assistance_alone_has_a_number_with_h() -> None:
    assert read("UP1KYO", cells_of("UP1KYO", insured_number="H123456789")).is_sound


# The file as a whole, strict and tolerant


def outcome(content: bytes, mode: Mode, file_id: str = "UP3KYO") -> tuple[list[str], int]:
    result = read_plan_file(name_of(file_id), [content], mode)
    return codes(result.findings), len(result.rows)


_SERVICE = cells_of("UP3KYO", service="訪問介護")
_TEXT = line_of(LAYOUTS["UP3KYO"], _SERVICE)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (_TEXT.encode("utf-8"), "file.wrong_encoding"),
        (_TEXT.encode("utf-8-sig"), "file.wrong_encoding"),
        (_TEXT.replace("\r\n", "\n").encode("cp932"), "file.line_ends"),
        (_TEXT.encode("cp932") + b"\r\n", "file.blank_line"),
        (_TEXT.replace('"', "").encode("cp932"), "file.text_unquoted"),
        (_TEXT.encode("cp932").replace("訪".encode("cp932"), b"\xf0\x40"), "file.character_outside"),
    ],
)
def test_what_the_tolerant_mode_forgives_stays_in_the_list(content: bytes, code: str) -> None:
    assert outcome(content, "tolerant") == ([code], 1)
    assert outcome(content, "strict")[0] == [code]
    assert not read_plan_file(name_of("UP3KYO"), [content], "strict").is_sound


@pytest.mark.parametrize("broken", [b"\x81", b"\x00", b"\x07"])
def test_a_broken_character_is_named_by_its_place_and_never_taken(broken: bytes) -> None:
    content = _TEXT.encode("cp932").replace("介護".encode("cp932"), broken)

    for mode in ("strict", "tolerant"):
        result = read_plan_file(name_of("UP3KYO"), [content], "strict" if mode == "strict" else "tolerant")
        assert result.rows == ()
        if broken != b"\x81":
            (finding,) = result.findings
            assert finding.entry is files.CHARACTER_BROKEN
            assert (finding.line, finding.column, finding.details["position"]) == (1, 6, 3)


def test_half_width_kana_are_no_utf8() -> None:
    content = line_of(LAYOUTS["UP3KYO"], cells_of("UP3KYO", service="ﾃｱﾃﾞﾄﾞ")).encode("cp932")

    assert outcome(content, "strict") == ([], 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (_TEXT.encode("cp932") + b'"never closed', "file.ill_formed"),
        (b'"closed"too early\r\n', "file.ill_formed"),
        (b"," * 10_000_000, "file.too_many_columns"),
        (b'"' + b"x" * 2_000_000 + b'"', "file.row_too_large"),
        (b"x" * (17 << 20), "file.too_large"),
        (b'"' * 3_000_000, "file.row_too_large"),
    ],
    ids=["empty", "unclosed", "closed early", "commas", "a huge text", "a huge file", "quotes"],
)
@pytest.mark.parametrize("mode", ["strict", "tolerant"])
def test_hostile_or_broken_files_end_in_one_finding(content: bytes, code: str, mode: Mode) -> None:
    assert outcome(content, mode) == ([code], 0)


def test_complaints_are_bounded() -> None:
    found, rows = outcome(b"x\n" * 1_000_000, "strict")

    assert rows == 0
    assert len(found) <= MOST_FINDINGS + 3
    assert found[-1] == "file.too_many_findings"


def test_every_tolerated_entry_and_every_ambiguity_is_documented() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "care-plan-csv.md").read_text(encoding="utf-8")

    for code in sorted(TOLERATED | WARNINGS | {entry.code for entry in AMBIGUITIES}):
        assert f"`{code}`" in page
