"""What no file of the repository may hold, and the layers it keeps."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.unit.docs.pages import ROOT, tracked_files

# Put together here, so that this file does not hold what it looks for.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
    )
]
MACHINE_FOLDERS = ["work", "root"]
FORBIDDEN = re.compile(
    "|".join(
        [*(re.escape(host) for host in HOSTS), rf"(?<![\w.\-*/}}])/(?:{'|'.join(MACHINE_FOLDERS)})/\w"]
    ).encode()
)


def holds_forbidden(content: bytes) -> bool:
    return FORBIDDEN.search(content) is not None


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    found = [str(file.relative_to(ROOT)) for file in tracked_files() if holds_forbidden(file.read_bytes())]

    assert found == []


@pytest.mark.parametrize(
    "text", [f"index = https://{HOSTS[0]}/simple", f"see /{MACHINE_FOLDERS[0]}/main/app.py"]
)
def test_such_a_name_would_be_noticed(text: str) -> None:
    assert holds_forbidden(text.encode())


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_hashes_and_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text()
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

    assert len(packages) > 20
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text


def pins(lock: str) -> set[tuple[str, str]]:
    found = re.findall(
        r"^([a-z0-9][\w.-]*)(?:\[.*?\])?==([^\s;]+)", (ROOT / lock).read_text(), flags=re.MULTILINE
    )
    return set(found)


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in requirements}


def test_what_runs_is_locked_the_same_for_work_and_for_service() -> None:
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_nothing_the_project_asks_for_is_missing_from_the_lock() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())

    assert names(asked["project"]["dependencies"]) <= {name for name, _ in pins("requirements.lock")}
    assert names(asked["dependency-groups"]["dev"]) <= {name for name, _ in pins("requirements-dev.lock")}


def test_dependencies_point_one_way(tmp_path: Path) -> None:
    command = Path(sys.executable).parent / "lint-imports"
    environ = {**os.environ, "NO_COLOR": "1"}
    kept = subprocess.run(
        [command, "--no-logo", "--cache-dir", tmp_path],
        check=False,
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
    )

    assert kept.returncode == 0, kept.stdout
