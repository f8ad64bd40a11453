"""A clerk has a file that is wrong: the command says what is wrong and what to do, in either language."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commands.exit_codes import ALL_TAKEN, SOME_REJECTED, WHOLE_REFUSED
from commands.validate import validate
from tests.builders.broken_files import BROKEN_FILES, COPAY, NAME, Broken, copay_csv, copay_xml

EVERY = pytest.mark.parametrize("broken", BROKEN_FILES.values(), ids=BROKEN_FILES)
PERSONAL = ("見本", "ミホン", "0000000001", "0000000002", "0000000003", "1940-04-01", "大垣内町")


def checked(folder: Path, broken: Broken, *options: str) -> Result:
    return checked_file(folder, broken.file_name, broken.content, *broken.options, *options)


def checked_file(folder: Path, name: str, content: bytes, *options: str) -> Result:
    path = folder / name
    path.write_bytes(content)
    return CliRunner().invoke(validate, [str(path), *options], env={"COLUMNS": "400"})


def report_of(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@EVERY
def test_the_clerk_reads_what_to_do(tmp_path: Path, broken: Broken) -> None:
    for language, words in (("ja", broken.ja), ("en", broken.en)):
        told = checked(tmp_path, broken, "--language", language)
        assert broken.code in told.stdout
        assert words
        assert [word for word in words if word not in told.stdout] == []


@EVERY
def test_nothing_is_left_to_guess_and_nobody_is_named(tmp_path: Path, broken: Broken) -> None:
    told = checked(tmp_path, broken)
    assert "Traceback" not in told.output
    assert [name for name in PERSONAL if name in told.output] == []
    assert [gap for gap in ("{", "–") if gap in told.stdout] == []


@EVERY
def test_the_exit_code_tells_a_script_how_bad_it_is(tmp_path: Path, broken: Broken) -> None:
    expected = WHOLE_REFUSED if broken.whole else ALL_TAKEN if broken.warning else SOME_REJECTED
    assert checked(tmp_path, broken).exit_code == expected


@EVERY
def test_a_program_reads_the_same(tmp_path: Path, broken: Broken) -> None:
    report = report_of(checked(tmp_path, broken, "--json"))
    if broken.whole:
        assert (report["state"], report["failure"]["code"]) == ("rejected", broken.code)
        return
    assert (report["state"], report["failure"]) == ("checked", None)
    assert {line["code"] for line in report["findings"]} == {broken.code}
    assert report["counts"]["received"] >= 1


# The files as they should be


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("records.xml", copay_xml(), ()),
        (NAME, copay_csv(), ()),
        (NAME, b"\xef\xbb\xbf" + copay_csv(), ()),
        (NAME, copay_csv("cp932"), ("--encoding", "ms932")),
        ("records.csv", copay_csv(), ("--kind", COPAY)),
        ("records.csv", copay_csv(), ()),
    ],
)
def test_a_sound_file_of_each_carrier(
    tmp_path: Path, name: str, content: bytes, options: tuple[str, ...]
) -> None:
    told = checked_file(tmp_path, name, content, *options)
    assert told.exit_code == ALL_TAKEN, told.output
    assert "受付 2  正常 2  却下 0  警告 0" in told.stdout


def test_another_file_name_than_the_interface_prescribes_is_noted(tmp_path: Path) -> None:
    told = checked_file(tmp_path, "records.csv", copay_csv(), "--json")
    assert [note["code"] for note in report_of(told)["notes"]] == ["file.name_invalid"]
    assert report_of(checked_file(tmp_path, NAME, copay_csv(), "--json"))["notes"] == []


def test_a_csv_file_that_resembles_no_kind_asks_for_it(tmp_path: Path) -> None:
    told = checked_file(tmp_path, "letter.csv", b"dear,sir\r\n")
    assert (told.exit_code, "--kind" in told.output) == (2, True)
