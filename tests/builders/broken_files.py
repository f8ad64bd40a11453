"""Files of records as they really come when something went wrong, each with one mistake."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.files.records_csv.writer import write_records_csv
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import certification_row, copay_row
from tests.builders.transfers import xml_of

COPAY = "copay_certificate"
NAME = "copay_certificate_272104_20260801_differential_000001_001.csv"
EARLY_SECOND_LINE = [
    {"rate": "1", "valid_from": "2026-08-01", "valid_to": "2026-12-31"},
    {"rate": "2", "valid_from": "2026-12-01", "valid_to": "2027-07-31"},
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A file, and what the clerk should hear: the code, the item's name in both languages, and what helps."""

    content: bytes
    code: str
    file_name: str = "records.xml"
    options: tuple[str, ...] = ()
    whole: bool = False
    warning: bool = False
    ja: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


def copay_xml(**changes: Any) -> bytes:
    """Two copay certificates; the second has the changes, None leaves an item out."""
    return xml_of(COPAY, [copay_row("0000000001"), _without_none(copay_row("0000000002", **changes))])


def copay_csv(encoding: str = "utf-8", **changes: Any) -> bytes:
    """The same as CSV."""
    rows = [copay_row("0000000001"), copay_row("0000000002", **changes)]
    return "".join(write_records_csv(rows, RECORD_KINDS[COPAY])).encode(encoding)


def _without_none(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


BROKEN_FILES: Mapping[str, Broken] = {
    "cut off while copying": Broken(
        content=copay_xml()[:-40], code="intake.ill_formed", whole=True,
        ja=("作り直して",), en=("Make the file again",),
    ),
    "with a document type": Broken(
        content=b'<!DOCTYPE records [<!ENTITY a "b">]>' + copay_xml()[38:], code="intake.doctype_refused",
        whole=True, ja=("提供業者に連絡",), en=("Tell your vendor",),
    ),
    "a document type and no record": Broken(
        content=b'<!DOCTYPE letter SYSTEM "letter.dtd"><letter/>', code="intake.doctype_refused", whole=True,
        ja=("提供業者に連絡",), en=("Tell your vendor",),
    ),
    "empty": Broken(
        content=b"", code="file.without_content", whole=True, ja=("作り直してください",), en=("Make the file again",)
    ),
    "empty CSV": Broken(
        content=b"", code="file.without_content", whole=True, file_name=NAME, ja=("作り直してください",),
        en=("Make the file again",),
    ),
    "XML in MS932": Broken(
        content=copay_xml().decode().encode("cp932"), code="intake.wrong_encoding", whole=True,
        ja=("文字コードの設定",), en=("check the encoding",),
    ),
    "another kind than named": Broken(
        content=xml_of("certification", [certification_row()]), code="intake.wrong_schema", whole=True,
        options=("--kind", COPAY), ja=("ファイルと種類を確かめ",), en=("Check the file and its kind",),
    ),
    "gzip cut off": Broken(
        content=gzip.compress(copay_xml(), mtime=0)[:-12], code="file.broken_gzip", whole=True,
        file_name="records.xml.gz", ja=("複写し直す",), en=("Copy the original again",),
    ),
    "a wrong check digit": Broken(
        content=copay_xml(printed_insurer_number="272105"), code="row.check_digit",
        ja=("証記載保険者番号", "打ち間違い", "272105"), en=("insurer number as printed", "typing error"),
    ),
    "a day that does not exist": Broken(
        content=copay_xml(issued_on="2026-06-31"), code="row.day_invalid",
        ja=("交付年月日", "存在しない日付"), en=("issued on", "does not exist"),
    ),
    "overlapping copay periods": Broken(
        content=copay_xml(periods=EARLY_SECOND_LINE), code="row.periods_overlap",
        ja=("適用開始年月日（2番目）", "2026-12-01", "重なっています"), en=("applies from (no. 2)", "overlap"),
    ),
    "a limit that is not the law's": Broken(
        content=xml_of("certification", [certification_row(limit_units="19705")]), code="row.limit_units_differ",
        warning=True, ja=("区分支給限度基準額", "19705", "16765"), en=("monthly limit", "19705", "16765"),
    ),
    "a mandatory item missing": Broken(
        content=copay_xml(name_kana=None), code="row.item_missing",
        ja=("氏名フリガナ", "入力し"), en=("name in kana", "Enter the named item"),
    ),
    "a code that is not in the list": Broken(
        content=copay_xml(sex="9"), code="row.schema", ja=("性別", "1|2"), en=("sex", "1|2"),
    ),
    "rows of another insurer": Broken(
        content=copay_xml(insurer_number="131011"), code="row.other_insurer",
        ja=("保険者番号", "自分の行だけ"), en=("insurer number", "only your own rows"),
    ),
    "CSV with a wrong header": Broken(
        content=copay_csv().replace(b"name_kana", b"kana", 1), code="file.wrong_header", whole=True,
        file_name=NAME, ja=("name_kana",), en=("name_kana",),
    ),
    "CSV without its header": Broken(
        content=copay_csv().split(b"\r\n", 1)[1], code="file.wrong_header", whole=True, file_name=NAME,
        ja=("insurer_number",), en=("insurer_number",),
    ),
    "CSV in another encoding than said": Broken(
        content=copay_csv("cp932"), code="file.wrong_encoding", whole=True, file_name=NAME,
        ja=("表計算ソフト", "--encoding ms932"), en=("spreadsheet", "--encoding ms932"),
    ),
    "CSV with a quotation mark never closed": Broken(
        content=copay_csv() + b'"272104,0000000003', code="file.ill_formed", whole=True, file_name=NAME,
        ja=("出力し直して",), en=("Export the file again",),
    ),
    "CSV with a column too many": Broken(
        content=copay_csv().rstrip() + b",\r\n", code="file.column_count", file_name=NAME,
        ja=("負担割合証", "列の数"), en=("copay certificate", "wrong number of columns"),
    ),
    "CSV named for another insurer": Broken(
        content=copay_csv(), code="row.other_insurer", file_name=NAME.replace("272104", "131011"),
        ja=("自分の行だけ",), en=("only your own rows",),
    ),
    "CSV named for a kind that does not exist": Broken(
        content=copay_csv(), code="intake.record_kind_unknown", whole=True,
        file_name=NAME.replace(COPAY, "pension_certificate"), ja=("種類を確かめ",), en=("Check which kind",),
    ),
}  # fmt: skip
