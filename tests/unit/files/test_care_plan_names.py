"""File names of the care-plan standard."""

import pytest

from adapters.files.care_plan.layouts import LAYOUTS
from adapters.files.care_plan.names import parse_name
from adapters.files.care_plan.reading import read_plan_file
from care_platform.reference.catalogue import Entry, care_plan, files
from tests.unit.files.plan_files import HELPERS, PLANNER, SERIAL, codes, content_of, name_of

PLAN = f"UP1KYO_{PLANNER}_43_{HELPERS}_11_{SERIAL}.CSV"


@pytest.mark.parametrize("file_id", LAYOUTS)
def test_every_name_written_is_read_back(file_id: str) -> None:
    name, found = parse_name(name_of(file_id))

    assert found == []
    assert name is not None
    assert (name.file_id, str(name)) == (file_id, name_of(file_id))


def test_a_name_says_who_sends_to_whom() -> None:
    name, _ = parse_name(PLAN)

    assert name is not None
    assert name.unit == (PLANNER, "43", HELPERS, "11", SERIAL)


@pytest.mark.parametrize("end", ["jpg", "JPG"])
def test_an_image_has_a_branch_number_and_either_spelling(end: str) -> None:
    name, found = parse_name(f"UPKIHON_IMAGE_{PLANNER}_46_{HELPERS}_A2_{SERIAL}_0001.{end}")

    assert found == []
    assert name is not None
    assert name.branch == "0001"


@pytest.mark.parametrize(
    "name",
    [
        PLAN.replace("_43_", "_431_"),
        PLAN.replace(SERIAL, "20260230093000"),
        PLAN.replace(SERIAL, SERIAL[:-1]),
        PLAN.replace(".CSV", ".TXT"),
        PLAN.replace(".CSV", "_0001.CSV"),
        PLAN.replace(PLANNER, "277500000"),
        PLAN.replace("UP1KYO_", "UP1KYO_202608_"),
        PLAN.replace("UP1KYO_", "UPPLAN_"),
        PLAN.replace("UP1KYO_", "UPPLAN_000000_"),
        PLAN.replace("UP1KYO_", "UPPLAN_202613_"),
        PLAN.replace("UP1KYO_", "UPHOSOKU_"),
        PLAN + "\n",
    ],
)
def test_a_name_against_the_convention_is_refused(name: str) -> None:
    parsed, found = parse_name(name)

    assert parsed is None
    assert [finding.entry for finding in found] == [files.NAME_INVALID]
    assert "YYYYMMDDHHMMSS" in found[0].words("vendor", "ja")


def test_a_file_the_standard_does_not_have_is_told_which_there_are() -> None:
    parsed, (finding,) = parse_name(PLAN.replace("UP1KYO", "UP4KYO"))

    assert parsed is None
    assert finding.entry is care_plan.FILE_UNKNOWN


@pytest.mark.parametrize(
    ("name", "entry", "rejects"),
    [
        (PLAN.replace("UP1KYO", "UPKIHON_000000"), care_plan.NAME_MONTH_PLACEHOLDER, False),
        (PLAN.replace(".CSV", ".csv"), care_plan.NAME_EXTENSION, True),
    ],
)
def test_a_doubtful_name_is_read_and_named(name: str, entry: Entry, *, rejects: bool) -> None:
    parsed, (finding,) = parse_name(name)

    assert parsed is not None
    assert (finding.entry, finding.rejects) == (entry, rejects)


def test_the_name_with_zeros_of_the_official_example_is_read_as_the_layout_has_it() -> None:
    result = read_plan_file(PLAN.replace("UP1KYO", "UPKIHON_000000"), [content_of("UPKIHON")])

    assert result.is_sound
    assert codes(result.findings) == ["care_plan.name_month_placeholder"]
    assert str(result.name) == PLAN.replace("UP1KYO", "UPKIHON")
