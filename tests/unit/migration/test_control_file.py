"""Control files: built, read back, and refused when they are not of the documented form."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from care_platform.migration.checksum import Digester
from care_platform.migration.control_building import ControlBuilder
from care_platform.migration.control_file import Head, read_control, read_detail
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError
from tests.builders.records import copay_row

COPAY = "copay_certificate"
HEAD = Head(insurer_number="272104", base_date=date(2026, 11, 20), key_id="272104-1", bucket_bits=8)


def builder(*rows: dict[str, Any]) -> ControlBuilder:
    made = ControlBuilder(Digester(bytes(32)))
    made.expect(RECORD_KINDS[COPAY])
    for row in rows:
        made.add(row, RECORD_KINDS[COPAY])
    return made


def control(*rows: dict[str, Any]) -> dict[str, Any]:
    return builder(*rows).control(HEAD, "2026-11-24T10:00:00+09:00")


def test_a_control_file_says_what_the_records_come_to() -> None:
    found = read_control(control(copay_row(), copay_row("0000000002", rate="3")))
    assert found.head == HEAD
    stated = found.kinds[COPAY]
    assert sum(one.count for one in stated.sums.values()) == 2
    assert stated.breakdowns == {"periods.rate": {"1": 1, "3": 1}}


def test_a_kind_without_records_is_stated_too() -> None:
    assert read_control(control()).kinds[COPAY].sums == {}


@pytest.mark.parametrize("order", [1, -1], ids=["ascending", "descending"])
def test_the_highest_history_number_counts(order: int) -> None:
    versions = [copay_row(rate="1"), copay_row(rate="2", history_number="2")][::order]
    assert control(*versions) == control(copay_row(rate="2", history_number="2"))


def test_of_one_history_number_the_later_row_counts() -> None:
    assert control(copay_row(rate="1"), copay_row(rate="2")) == control(copay_row(rate="2"))


def test_a_small_insurer_needs_few_buckets() -> None:
    assert builder(copay_row()).bucket_bits() == 8


def test_the_detail_shows_the_asked_buckets_alone() -> None:
    made = builder(*(copay_row(f"{n:010}") for n in range(1, 30)))
    [bucket, *_] = read_control(made.control(HEAD, "now")).kinds[COPAY].sums
    shown = read_detail(made.detail(HEAD, {COPAY: [bucket]}, "now"))
    assert list(shown.kinds[COPAY]) == [bucket]
    assert "0000000" not in repr(shown)


def set_in(*path: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(payload: dict[str, Any]) -> None:
        for step in path[:-1]:
            payload = payload[step]
        payload[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (set_in("format", to="care-platform-control/2"), "format"),
        (set_in("insurer_number", to=272104), "insurer_number"),
        (set_in("base_date", to="2026-02-30"), "base_date"),
        (set_in("base_date", to=None), "base_date"),
        (set_in("key_id", to="k" * 101), "key_id"),
        (set_in("bucket_bits", to=True), "bucket_bits"),
        (set_in("bucket_bits", to=16), "bucket_bits"),
        (set_in("kinds", to={}), "kinds"),
        (set_in("kinds", to={"tax_record": {}}), "kinds"),
        (set_in("kinds", COPAY, to=[]), COPAY),
        (set_in("kinds", COPAY, "count", to=5), f"{COPAY}.checksum"),
        (set_in("kinds", COPAY, "checksum", to="0" * 64), f"{COPAY}.checksum"),
        (set_in("kinds", COPAY, "buckets", to={"xyz": [1, "0" * 64]}), f"{COPAY}.buckets"),
        (set_in("kinds", COPAY, "buckets", to={"00": [-1, "0" * 64]}), f"{COPAY}.buckets"),
        (set_in("kinds", COPAY, "buckets", to={"00": [1, "0"]}), f"{COPAY}.buckets"),
        (set_in("kinds", COPAY, "breakdowns", to={"periods.rate": {"1": 0.5}}), f"{COPAY}.breakdowns"),
        (set_in("kinds", COPAY, "breakdowns", to={"periods.rate": []}), f"{COPAY}.breakdowns"),
    ],
)
def test_another_form_is_refused_and_the_place_named(
    change: Callable[[dict[str, Any]], None], place: str
) -> None:
    payload = copy.deepcopy(control(copay_row()))
    change(payload)
    with pytest.raises(CataloguedError, match=r"migration\.control_unreadable") as refusal:
        read_control(payload)
    assert refusal.value.details == {"place": place}


@pytest.mark.parametrize("payload", [None, [], "text", 1])
def test_what_is_no_object_is_refused(payload: Any) -> None:
    with pytest.raises(CataloguedError, match=r"migration\.control_unreadable"):
        read_control(payload)


@pytest.mark.parametrize(
    "record",
    [
        ["123", "2026", 1, "0" * 64],
        ["0000000001", "2026", -1, "0" * 64],
        ["0000000001", "2026", True, "0" * 64],
        ["0000000001", "2026", 1, "g" * 64],
        ["0000000001", "k" * 201, 1, "0" * 64],
        ["0000000001", "2026", 1],
        "0000000001",
    ],
)
def test_a_line_of_another_form_in_the_detail_is_refused(record: Any) -> None:
    payload = builder().detail(HEAD, {COPAY: []}, "now")
    payload["kinds"][COPAY] = {"00": [record]}
    with pytest.raises(CataloguedError, match=r"migration\.control_unreadable"):
        read_detail(payload)
