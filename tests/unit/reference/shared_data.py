"""Public data beside the repository, for checks against the real world. Tests skip without it."""

import csv
from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"


def shared_file(relative: str) -> Path:
    """A file of the shared data; skips the test if it is not there."""
    path = SHARED_DATA / relative
    if not path.exists():
        pytest.skip(f"the shared data file {relative} is not beside this repository")
    return path


def shared_rows(relative: str) -> list[dict[str, str]]:
    """The rows of a shared CSV file by column name."""
    with shared_file(relative).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
