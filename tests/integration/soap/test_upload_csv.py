"""A clerk uploads CSV with the command line: either encoding, and the interface's file names."""

import gzip
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from adapters.files.records_csv.writer import write_records_csv
from app import READERS
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from commands.exit_codes import ALL_TAKEN, SOME_REJECTED, WHOLE_REFUSED
from tests.builders.records import copay_row
from tests.integration.soap.test_upload_command import PEOPLE, TownHall, report_of, town_hall

__all__ = ["town_hall"]

COPAY = RECORD_KINDS["copay_certificate"]
NAMED = "copay_certificate_272104_20261101_initial_000001_{:03}.csv"


@pytest.fixture
def platform(platform: Platform) -> Platform:
    """A platform that reads every carrier, as in service."""
    return replace(platform, readers=READERS)


def written(folder: Path, name: str, rows: Sequence[dict[str, Any]], encoding: str = "utf-8") -> Path:
    path = folder / name
    content = "".join(write_records_csv(rows, COPAY)).encode(encoding)
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def transfers(town_hall: TownHall) -> list[tuple[Any, ...]]:
    query = text("select carrier, transfer_kind, base_date::text, received from transfer order by id")
    with town_hall.platform.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_the_name_says_what_the_transfer_is(town_hall: TownHall) -> None:
    told = town_hall.uploads(written(town_hall.folder, NAMED.format(1), PEOPLE), "--json")
    assert told.exit_code == ALL_TAKEN, told.output
    assert (report_of(told)["counts"]["inserted"], report_of(told)["notes"]) == (5, [])
    assert transfers(town_hall) == [("csv", "initial", "2026-11-01", 5)]


def test_what_is_asked_for_counts_more_than_the_name(town_hall: TownHall) -> None:
    path = written(town_hall.folder, NAMED.format(1), PEOPLE)
    told = town_hall.uploads(path, "--transfer-kind", "differential", "--base-date", "2026-11-02")
    assert told.exit_code == ALL_TAKEN, told.output
    assert transfers(town_hall) == [("csv", "differential", "2026-11-02", 5)]


def test_ms932_is_sent_as_ms932(town_hall: TownHall) -> None:
    path = written(town_hall.folder, NAMED.format(1), PEOPLE, "cp932")
    assert town_hall.uploads(path, "--encoding", "ms932").exit_code == ALL_TAKEN
    assert transfers(town_hall) == [("csv_ms932", "initial", "2026-11-01", 5)]


def test_a_file_in_another_encoding_than_said_is_not_even_sent(town_hall: TownHall) -> None:
    told = town_hall.uploads(written(town_hall.folder, NAMED.format(1), PEOPLE, "cp932"), "--json")
    assert told.exit_code == WHOLE_REFUSED
    report = report_of(told)
    assert report["failure"]["code"] == "file.wrong_encoding"
    assert [note["code"] for note in report["notes"]] == ["file.other_encoding"]
    assert transfers(town_hall) == []


def test_the_parts_of_one_transfer_are_sent_as_one(town_hall: TownHall) -> None:
    second = written(town_hall.folder, NAMED.format(2), [copay_row("0000000009", sex="9")])
    first = written(town_hall.folder, NAMED.format(1) + ".gz", PEOPLE)
    told = town_hall.uploads(second, str(first), "--json")
    assert told.exit_code == SOME_REJECTED, told.output
    (line,) = report_of(told)["findings"]
    assert (line["file_row"], line["item"]) == (6, "sex")
    assert transfers(town_hall) == [("csv", "initial", "2026-11-01", 6)]


def test_a_part_that_is_missing_is_named_before_anything_is_sent(town_hall: TownHall) -> None:
    third = written(town_hall.folder, NAMED.format(3), PEOPLE)
    told = town_hall.uploads(third)
    assert (told.exit_code, "001, 002" in told.output) == (2, True)
    assert transfers(town_hall) == []


def test_another_name_is_noted_and_the_file_is_sent(town_hall: TownHall) -> None:
    told = town_hall.uploads(written(town_hall.folder, "copay.csv", PEOPLE), "--json")
    assert told.exit_code == ALL_TAKEN, told.output
    assert [note["code"] for note in report_of(told)["notes"]] == ["file.name_invalid"]
    [(carrier, kind, _, _)] = transfers(town_hall)
    assert (carrier, kind) == ("csv", "differential")
