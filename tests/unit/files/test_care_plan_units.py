"""Send units: what travels together, in which order it is processed, and what a deletion takes with it."""

import pytest

from adapters.files.care_plan.book import PlanBook, applied
from adapters.files.care_plan.reading import PlanFile
from adapters.files.care_plan.units import SendUnit, check_unit, units_of
from adapters.files.findings import Finding
from care_platform.reference.catalogue import care_plan
from tests.unit.files.plan_files import OTHERS, cells_of, codes, read

PLAN_TABLES = ("UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU")
PERSON, OTHER_PERSON = "0000000001", "0000000002"


def at(minute: int) -> str:
    return f"202608250930{minute:02}"


def plan_unit(serial: str = at(0), person: str = PERSON) -> SendUnit:
    rows = {each: cells_of(each, insured_number=person) for each in PLAN_TABLES}
    return SendUnit(tuple(read(each, row, serial=serial) for each, row in rows.items()))


def use_unit(serial: str = at(0), person: str = PERSON) -> SendUnit:
    supplement = cells_of("UPHOSOKU", plan_day="00000000", month="202608", insured_number=person)
    return SendUnit((
        read("UPPLAN", cells_of("UPPLAN", insured_number=person), serial=serial),
        read("UPSIKYU", cells_of("UPSIKYU", insured_number=person), serial=serial),
        read("UPHOSOKU", supplement, serial=serial, month="202608"),
    ))  # fmt: skip


def alone(file_id: str, serial: str = at(0), **cells: str) -> SendUnit:
    return SendUnit((read(file_id, cells_of(file_id, **cells), serial=serial),))


def book_after(*units: SendUnit) -> tuple[PlanBook, list[Finding]]:
    book, everything = PlanBook(), []
    for unit in units:
        assert check_unit(unit) == []
        book, found = applied(book, unit)
        everything += found
    return book, everything


def held(book: PlanBook) -> list[list[str]]:
    return sorted(sorted(tables) for tables in book.held.values())


@pytest.mark.parametrize(
    "ids",
    [
        PLAN_TABLES, ("UPJSK",), ("UPKIHON",), ("UPKIHON", "UPKIHON_SUB1", "UPKIHON_SUB2"), ("UPYOBO",),
        ("UPYOBO", "UPYOBO_SUB", "UPKIHON"), ("DLT1KYO",), ("DLTPLAN",), ("DLTJSK",), ("DLTKIHON",), ("DLTYOBO",),
    ],
)  # fmt: skip
def test_permitted_combinations_have_no_findings(ids: tuple[str, ...]) -> None:
    (unit,) = units_of(read(each) for each in ids)

    assert check_unit(unit) == []


def test_the_months_use_travels_with_its_supplement() -> None:
    assert check_unit(use_unit()) == []


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        (("UP1KYO", "UP2KYO", "UPHOSOKU"), "care_plan.unit_incomplete"),
        (("UPPLAN", "UPHOSOKU"), "care_plan.unit_incomplete"),
        (("UPYOBO_SUB",), "care_plan.unit_incomplete"),
        (("UPPLAN", "UPSIKYU", "UPHOSOKU", "UP1KYO"), "care_plan.unit_unknown"),
        (("DLT1KYO", "DLTPLAN"), "care_plan.unit_unknown"),
        (("UP1KYO", "DLT1KYO"), "care_plan.unit_unknown"),
        (("UPJSK", "UPJSK"), "care_plan.unit_repeated"),
    ],
)
def test_other_combinations_are_named(ids: tuple[str, ...], code: str) -> None:
    assert codes(check_unit(SendUnit(tuple(read(each) for each in ids)))) == [code]


def test_what_is_missing_is_told() -> None:
    (finding,) = check_unit(SendUnit((read("UP1KYO"), read("UP2KYO"), read("UPHOSOKU"))))

    assert finding.details == {"missing": "UP3KYO"}


def test_a_person_without_supplement_is_counted_and_not_named() -> None:
    both = [cells_of("UP1KYO"), cells_of("UP1KYO", insured_number=OTHER_PERSON)]
    unit = SendUnit((read("UP1KYO", *both), read("UP2KYO"), read("UP3KYO"), read("UPHOSOKU")))

    (finding,) = check_unit(unit)

    assert (finding.entry, finding.details) == (
        care_plan.PERSON_WITHOUT_SUPPLEMENT,
        {"file": "UP1KYO", "count": 1},
    )
    assert OTHER_PERSON not in repr(finding)


def test_an_annex_needs_its_main_row() -> None:
    annex = read("UPKIHON_SUB1", cells_of("UPKIHON_SUB1", consulted_on="20260804"))

    assert codes(check_unit(SendUnit((read("UPKIHON"), annex)))) == ["care_plan.sub_without_main"]


def test_units_come_in_order_of_their_serial_whatever_order_the_files_arrive_in() -> None:
    files: list[PlanFile] = [
        *alone("DLT1KYO", at(3)).files, *use_unit(at(2)).files, *reversed(plan_unit(at(1)).files),
    ]  # fmt: skip

    assert [(unit.serial, len(unit.files)) for unit in units_of(files)] == [
        (at(1), 4),
        (at(2), 3),
        (at(3), 1),
    ]


def test_a_file_whose_name_cannot_be_read_is_in_no_unit() -> None:
    assert units_of([PlanFile(name=None, layout=None)]) == []


def test_deleting_the_first_table_takes_the_others_and_leaves_the_use() -> None:
    book, found = book_after(plan_unit(at(0)), use_unit(at(1)), alone("DLT1KYO", at(2)))

    assert found == []
    assert held(book) == [["UPHOSOKU", "UPPLAN", "UPSIKYU"]]


def test_deleting_the_sixth_table_takes_the_seventh_and_leaves_the_plan() -> None:
    book, _ = book_after(plan_unit(at(0)), use_unit(at(1)), alone("DLTPLAN", at(2)))

    assert held(book) == [sorted(PLAN_TABLES)]


def test_deleting_one_person_leaves_the_other() -> None:
    book, _ = book_after(plan_unit(at(0)), plan_unit(at(1), OTHER_PERSON), alone("DLT1KYO", at(2)))

    assert [key[3] for key in book.held] == [OTHER_PERSON]


def test_results_are_deleted_by_service_type() -> None:
    home, rental = cells_of("UPJSK"), cells_of("UPJSK", service_code="171007", equipment_code="00001-000010")
    unit = SendUnit((read("UPJSK", home, rental),))

    book, found = book_after(unit, alone("DLTJSK", at(59), service_type="17"))

    assert found == []
    assert [key[-1] for key in book.held] == ["11"]


@pytest.mark.parametrize(
    ("main", "annexes", "deletion"),
    [("UPKIHON", ["UPKIHON_SUB1", "UPKIHON_SUB2"], "DLTKIHON"), ("UPYOBO", ["UPYOBO_SUB"], "DLTYOBO")],
)
def test_deleting_a_prevention_document_takes_its_annexes(
    main: str, annexes: list[str], deletion: str
) -> None:
    unit = SendUnit(tuple(read(each, serial=at(0)) for each in [main, *annexes]))

    assert held(book_after(unit, alone(deletion, at(1)))[0]) == []


def test_a_new_version_replaces_the_old_without_a_deletion() -> None:
    longer = plan_unit(at(0))
    second = cells_of("UP2KYO", need_number="1"), cells_of("UP2KYO", need_number="2")
    longer = SendUnit((longer.files[0], read("UP2KYO", *second, serial=at(0)), *longer.files[2:]))

    book, found = book_after(longer, plan_unit(at(1)))

    assert found == []
    (tables,) = book.held.values()
    assert len(tables["UP2KYO"]) == 1


def test_deleting_what_was_withdrawn_by_telephone_is_a_warning() -> None:
    _, found = book_after(alone("DLT1KYO"))

    assert [(f.entry, f.rejects, f.row) for f in found] == [(care_plan.NOTHING_TO_DELETE, False, 1)]


def test_another_office_cannot_delete_what_it_did_not_send() -> None:
    stranger = SendUnit((read("DLT1KYO", serial=at(1), source=OTHERS),))

    book, found = book_after(plan_unit(at(0)), stranger)

    assert codes(found) == ["care_plan.nothing_to_delete"]
    assert held(book) == [sorted(PLAN_TABLES)]


@pytest.mark.parametrize("serial", [at(0), at(1)])
def test_a_unit_that_is_not_later_changes_nothing(serial: str) -> None:
    book, _ = book_after(plan_unit(at(1)))

    after, found = applied(book, alone("DLT1KYO", serial))

    assert codes(found) == ["care_plan.serial_out_of_order"]
    assert after is book
