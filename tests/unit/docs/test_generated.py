"""Files that follow from the code are in the repository as the code would make them now."""

from pathlib import Path

import pytest

from care_platform.reference.catalogue import CATALOGUE
from care_platform.settings import Settings, variable_of
from tools import generate


@pytest.mark.parametrize("path", generate.GENERATORS)
def test_a_generated_file_is_current(path: str) -> None:
    assert not generate.stale(path), f"{path} is stale: run 'make generate'"


def test_every_setting_has_its_row() -> None:
    page = generate.GENERATORS["docs/settings.md"]()

    assert all(f"| `{variable_of(field)}` |" in page for field in Settings.model_fields)


def test_no_setting_goes_without_a_description() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_entry_of_the_catalogue_has_its_row_in_both_languages() -> None:
    page = generate.GENERATORS["docs/catalogue.md"]()

    for entry in CATALOGUE.values():
        [row] = [line for line in page.splitlines() if line.startswith(f'| <a id="{entry.code}">')]
        assert entry.title_ja in row
        assert entry.title_en in row


@pytest.fixture
def one_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(generate, "GENERATORS", {"docs/page.md": lambda: "新しい\n"})
    return tmp_path


def test_a_missing_file_is_written_once(one_page: Path) -> None:
    assert generate.stale("docs/page.md", one_page)
    assert generate.write("docs/page.md", one_page)
    assert (one_page / "docs" / "page.md").read_text(encoding="utf-8") == "新しい\n"
    assert not generate.write("docs/page.md", one_page)


def test_a_file_changed_by_hand_is_stale(one_page: Path) -> None:
    generate.write("docs/page.md", one_page)
    (one_page / "docs" / "page.md").write_text("changed\n")

    assert generate.stale("docs/page.md", one_page)


def test_checking_fails_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "GENERATORS", {"docs/no-such-page.md": lambda: "x"})

    assert generate.main(["--check"]) == 1
    assert "docs/no-such-page.md is stale" in capsys.readouterr().out
    assert not (generate.ROOT / "docs" / "no-such-page.md").exists()
