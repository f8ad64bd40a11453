"""A clerk checks a file before sending it."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commands.exit_codes import SOME_REJECTED, WHOLE_REFUSED
from commands.validate import validate
from tests.builders.records import copay_row
from tests.builders.transfers import xml_of

SOUND = xml_of("copay_certificate", [copay_row("0000000001"), copay_row("0000000002")])
MIXED = xml_of("copay_certificate", [copay_row("0000000001"), copay_row("0000000002", sex="9")])


def checked(folder: Path, document: bytes, *options: str) -> Result:
    path = folder / "records.xml"
    path.write_bytes(document)
    return CliRunner().invoke(validate, [str(path), *options])


def report_of(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_sound_file(tmp_path: Path) -> None:
    told = checked(tmp_path, SOUND)
    assert told.exit_code == 0
    assert "受付 2  正常 2  却下 0  警告 0" in told.stdout


def test_a_file_with_a_bad_row(tmp_path: Path) -> None:
    told = checked(tmp_path, MIXED, "--json")
    assert told.exit_code == SOME_REJECTED
    report = report_of(told)
    assert report["counts"] == {"received": 2, "sound": 1, "rejected": 1, "warnings": 0}
    (line,) = report["findings"]
    assert (line["row_number"], line["file_row"], line["item"], line["code"]) == (2, 2, "sex", "row.schema")
    assert line["remedy_ja"]
    assert line["remedy_en"]


@pytest.mark.parametrize(("language", "words"), [("ja", ["性別", "却下 1"]), ("en", ["sex", "rejected 1"])])
def test_the_table_is_in_the_language_asked_for(tmp_path: Path, language: str, words: list[str]) -> None:
    told = checked(tmp_path, MIXED, "--language", language)
    assert all(word in told.stdout for word in words)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (SOUND[:-20], "intake.ill_formed"),
        (b'<!DOCTYPE records [<!ENTITY a "b">]>' + SOUND[38:], "intake.doctype_refused"),
        (SOUND.decode().encode("cp932"), "intake.wrong_encoding"),
    ],
)
def test_a_file_that_would_be_refused_whole(tmp_path: Path, document: bytes, code: str) -> None:
    told = checked(tmp_path, document, "--json", "--kind", "copay_certificate")
    assert told.exit_code == WHOLE_REFUSED
    report = report_of(told)
    assert (report["state"], report["failure"]["code"]) == ("rejected", code)
    shown = checked(tmp_path, document, "--kind", "copay_certificate", "--language", "en")
    assert report["failure"]["title_en"] in shown.stdout


def test_another_kind_than_named(tmp_path: Path) -> None:
    told = checked(tmp_path, SOUND, "--kind", "certification", "--json")
    assert report_of(told)["failure"]["code"] == "intake.wrong_schema"


def test_a_gzipped_file(tmp_path: Path) -> None:
    assert checked(tmp_path, gzip.compress(SOUND)).exit_code == 0


@pytest.mark.parametrize("broken", [gzip.compress(SOUND)[:-12], gzip.compress(SOUND)[:10] + b"x" * 50])
def test_broken_gzip_is_said_in_words(tmp_path: Path, broken: bytes) -> None:
    told = checked(tmp_path, broken, "--kind", "copay_certificate")
    assert told.exit_code == WHOLE_REFUSED
    assert "圧縮ファイルが壊れています" in told.output
    assert "Traceback" not in told.output


def test_a_file_of_an_unknown_kind_asks_for_it(tmp_path: Path) -> None:
    told = checked(tmp_path, b"<letter/>")
    assert (told.exit_code, "--kind" in told.output) == (2, True)


def test_the_whole_report_as_a_table_for_a_spreadsheet(tmp_path: Path) -> None:
    table = tmp_path / "report.csv"
    assert checked(tmp_path, MIXED, "--output", str(table), "--limit", "0").exit_code == SOME_REJECTED
    heading, line = table.read_text(encoding="utf-8-sig").splitlines()
    assert heading.startswith("部分,行,ファイルの行,項目,符号,内容,対処")
    assert line.startswith("1,2,2,性別,row.schema,")


RARE = xml_of("copay_certificate", [copay_row("0000000001"), copay_row("0000000002", name="𠮷田　花子")])


def test_characters_the_interface_cannot_hold_are_listed_with_their_row_and_refuse_nothing(
    tmp_path: Path,
) -> None:
    told = checked(tmp_path, RARE, "--characters", "jisx0213", "--json")
    assert told.exit_code == 0
    report = report_of(told)
    assert (report["counts"]["sound"], report["counts"]["warnings"]) == (2, 0)
    assert report["characters"] == {
        "repertoire": "JIS X 0213",
        "shrink_map_loaded": False,
        "found": [
            {
                "file_row": 2, "item": "name", "item_name": "氏名", "position": 1, "code_points": "U+20BB7",
                "usual_form": "吉", "candidates": None,
            }
        ],
    }  # fmt: skip


def test_without_the_option_no_characters_are_listed(tmp_path: Path) -> None:
    assert "characters" not in report_of(checked(tmp_path, RARE, "--json"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", ["JIS X 0213 にない文字：1 件", "氏名", "U+20BB7", "--shrink-map で示すと"]),
        ("en", ["name", "U+20BB7", "Name the official shrink map"]),
    ],
)
def test_the_list_of_characters_for_the_eyes(tmp_path: Path, language: str, words: list[str]) -> None:
    told = checked(tmp_path, RARE, "--characters", "jisx0213", "--language", language)
    assert all(word in told.stdout for word in words)


def test_the_official_map_gives_its_candidates(tmp_path: Path) -> None:
    shrink_map = tmp_path / "map.csv"
    shrink_map.write_text("kanji,shrink\n𠮷,吉佶\n", encoding="utf-8")
    told = checked(tmp_path, RARE, "--characters", "jisx0213", "--shrink-map", str(shrink_map), "--json")
    (found,) = report_of(told)["characters"]["found"]
    assert found["candidates"] == ["吉", "佶"]


@pytest.mark.parametrize(
    "options",
    [["--shrink-map", "map.json"], ["--characters", "ms932", "--shrink-map", "map.json"]],
)
def test_a_map_without_a_repertoire_or_of_no_known_form_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.json").write_text('{"content": [{"MJ文字図形名": "MJ000007"}]}', encoding="utf-8")
    assert checked(tmp_path, RARE, *options).exit_code == 2
