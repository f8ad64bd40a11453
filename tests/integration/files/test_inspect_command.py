"""`inspect` as a person types it: a table with place, item and rule, and an exit code for scripts."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.inspect_file import inspect_file
from tests.unit.files import opinions, plan_files


def inspected(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(inspect_file, [str(each) for each in arguments])


def plan_file(folder: Path, file_id: str, **cells: str) -> Path:
    path = folder / plan_files.name_of(file_id)
    path.write_bytes(plan_files.content_of(file_id, plan_files.cells_of(file_id, **cells)))
    return path


def test_a_sound_file_has_no_findings(tmp_path: Path) -> None:
    result = inspected(plan_file(tmp_path, "UP1KYO"), "--standard", "care-plan")

    assert result.exit_code == 0
    assert "指摘はありません" in result.output


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", ["誤り 1 件", "要介護状態区分", "使えるコード"]),
        ("en", ["1 errors", "要介護状態区分", "Codes:"]),
    ],
)
def test_a_departure_is_shown_with_number_item_code_and_both_voices(
    tmp_path: Path, language: str, words: list[str]
) -> None:
    path = plan_file(tmp_path, "UP1KYO", care_level="11")

    result = inspected(path, "--standard", "care-plan", "--language", language)

    assert result.exit_code == 1
    for each in ["21", "file.value_not_in_list", *words]:
        assert each in result.output


def test_the_tolerant_mode_warns_and_succeeds(tmp_path: Path) -> None:
    path = plan_file(tmp_path, "UPPLAN", service_code="171007")

    assert inspected(path, "--standard", "care-plan").exit_code == 1
    result = inspected(path, "--standard", "care-plan", "--mode", "tolerant")
    assert result.exit_code == 0
    assert "注意 1 件" in result.output


def test_several_files_are_checked_as_send_units(tmp_path: Path) -> None:
    paths = [plan_file(tmp_path, each) for each in ("UP1KYO", "UP2KYO", "UPHOSOKU")]

    result = inspected(*paths, "--standard", "care-plan")

    assert result.exit_code == 1
    assert "care_plan.unit_incomplete" in result.output


def test_an_opinion_is_inspected_without_showing_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "opinion.csv"
    path.write_bytes(
        opinions.content_of(opinions.cells_of(timestamp="000000000199101530", name="見本　花子"))
    )

    result = inspected(path, "--standard", "jma-opinion")

    assert result.exit_code == 1
    assert "jma_opinion.timestamp" in result.output
    assert "花子" not in result.output
    assert "0000000001" not in result.output


def test_without_a_standard_nothing_is_guessed(tmp_path: Path) -> None:
    assert inspected(plan_file(tmp_path, "UP1KYO")).exit_code == 2
