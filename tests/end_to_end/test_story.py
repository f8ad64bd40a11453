"""The main story, told by the demonstration with real processes: web service, worker, identity provider."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_main_story_holds_from_upload_to_who_looked(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "app", "demo", "--check", "--people", "3000"],
        cwd=ROOT,
        env={**os.environ, "CARE_DATA_DIR": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-4000:] + told.stderr[-2000:]
    assert "statements of the story hold" in told.stdout
    logs = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "demo" / "logs").glob("*.log"))
    people = (tmp_path / "demo" / "people.json").read_text(encoding="utf-8")
    assert '"name"' in people
    for secret in _told_about_the_person(people):
        assert secret not in logs


def _told_about_the_person(people: str) -> list[str]:
    """What must never stand in a log: the person's name, birth date and address."""
    (person,) = json.loads(people)
    return [person["name"], person["birth_date"], person["address"]]
