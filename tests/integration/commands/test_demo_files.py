"""What 枚方市's system makes for the demonstration: files with mistakes, corrections, and a true statement."""

import multiprocessing
import time
from datetime import date
from pathlib import Path

import pytest

from adapters.xml.reader import read_records
from care_platform.migration.control_file import Head
from care_platform.records.registry import RECORD_KINDS
from commands.demonstration.cast import city, heroine
from commands.demonstration.municipal_system import LEFT_OUT_OF, MunicipalSystem, Order, Prepared, prepare

TODAY = date(2026, 11, 24)


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    town = city(1_000, TODAY)
    spared = heroine(town).insured_number
    return prepare(
        Order(town=town, kind=LEFT_OUT_OF, folder=tmp_path, secret=b"k" * 32, spared=spared, per_thousand=20)
    )


def _numbers(path: Path) -> list[str]:
    rows = list(read_records([path.read_bytes()], RECORD_KINDS[LEFT_OUT_OF]))
    assert not any(row.problems for row in rows)
    return [str(row.values["insured_number"]) for row in rows]


def test_every_refused_row_but_one_is_sent_again_corrected(prepared: Prepared) -> None:
    assert prepared.corrections is not None
    assert prepared.left_out == 1
    assert len(_numbers(prepared.corrections)) == prepared.sent_again > 1
    assert prepared.refused >= prepared.sent_again + prepared.left_out


def test_the_statement_is_about_everybody_whatever_was_refused(prepared: Prepared) -> None:
    head = Head(insurer_number="272104", base_date=TODAY, key_id="272104-1", bucket_bits=8)
    [stated] = prepared.stated.control(head, "now")["kinds"].values()
    assert stated["count"] == 1_000


def test_the_processes_that_make_the_files_end_with_their_work(tmp_path: Path) -> None:
    town = city(500, TODAY)
    system = MunicipalSystem(town, tmp_path / "city", heroine(town).insured_number, "272104-1", b"k" * 32)
    before = set(multiprocessing.active_children())
    with system:
        assert system.prepared(LEFT_OUT_OF).row_count == 500
        head = {"insurer_number": "272104", "base_date": str(TODAY), "key_id": "272104-1", "bucket_bits": 8}
        control = system.control(TODAY, "now")
        assert set(control["kinds"]) == set(RECORD_KINDS)
        assert {name: control[name] for name in head} == head
        deadline = time.monotonic() + 20
        while set(multiprocessing.active_children()) - before and time.monotonic() < deadline:
            time.sleep(0.05)
        assert set(multiprocessing.active_children()) <= before
