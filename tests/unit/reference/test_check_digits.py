import json
from collections.abc import Callable

import pytest

from care_platform.reference import check_digits
from care_platform.reference.check_digits import (
    insurer_check_digit_ok,
    local_government_check_digit_ok,
    m10w21,
    medical_check_digit_ok,
    office_check_digit_ok,
    payer_check_digit_ok,
)
from tests.unit.reference.shared_data import shared_file, shared_rows

LOCAL_GOVERNMENTS = ["131016", "011002", "130001", "272108", "435074"]
INSURERS = ["435073", "018010", "018127", "018150", "018325", "121012", "272104"]
PAYERS = ["81136244", "81137242", "88138243", "88131248", "89131247", "33120015"]
OFFICES = ["0170105449", "0170208243", "31B0100056", "31B0300011", "31B0400019", "04A0700017"]


def with_another_last_digit(number: str) -> str:
    return number[:-1] + str((int(number[-1]) + 1) % 10)


FAMILIES: list[tuple[Callable[[str], bool], str]] = [
    *((local_government_check_digit_ok, number) for number in LOCAL_GOVERNMENTS),
    *((insurer_check_digit_ok, number) for number in INSURERS),
    *((payer_check_digit_ok, number) for number in PAYERS),
    *((office_check_digit_ok, number) for number in OFFICES),
    (medical_check_digit_ok, "0110112489"),
]


@pytest.mark.parametrize(("digit_ok", "number"), FAMILIES)
def test_a_published_number_carries_its_check_digit(digit_ok: Callable[[str], bool], number: str) -> None:
    assert digit_ok(number)


@pytest.mark.parametrize(("digit_ok", "number"), FAMILIES)
def test_a_mistyped_last_digit_is_noticed(digit_ok: Callable[[str], bool], number: str) -> None:
    assert not digit_ok(with_another_last_digit(number))


@pytest.mark.parametrize("digit_ok", {digit_ok for digit_ok, _ in FAMILIES})
@pytest.mark.parametrize("text", ["", "12", "ABCDEF", "２７２１０４", "27O0300019"])
def test_a_text_of_the_wrong_shape_is_refused_without_an_error(
    digit_ok: Callable[[str], bool], text: str
) -> None:
    assert not digit_ok(text)


def test_hirakata_has_two_numbers_that_must_not_be_mixed_up() -> None:
    assert insurer_check_digit_ok("272104")
    assert not insurer_check_digit_ok("272108")
    assert local_government_check_digit_ok("272108")
    assert not local_government_check_digit_ok("272104")


@pytest.mark.parametrize(("letter", "value"), [("A", 10), ("H", 17), ("J", 18), ("P", 23), ("Z", 32)])
def test_letters_count_from_ten_without_i_o_and_q(letter: str, value: int) -> None:
    tens, units = divmod(value * 2, 10)
    assert m10w21(letter) == str(-(tens + units) % 10)


def test_a_letter_that_is_never_given_out_has_no_value() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        m10w21("O")


def test_a_taken_over_office_in_tokyo_may_use_the_six_digit_rule() -> None:
    assert office_check_digit_ok("1310110049")


def test_the_six_digit_rule_is_for_four_prefectures_only() -> None:
    assert not office_check_digit_ok("2710110049")


def test_the_six_digit_rule_is_for_taken_over_offices_only() -> None:
    assert not office_check_digit_ok("1390110049")


@pytest.mark.parametrize("number", ["1292894038", "2277100951"])
def test_some_real_offices_fit_no_rule(number: str) -> None:
    assert not office_check_digit_ok(number)


def test_medical_code_in_tokyo_uses_the_six_digits_alone() -> None:
    digit = m10w21("011004")
    assert medical_check_digit_ok(f"131011004{digit}")
    assert m10w21("131011004") != digit


def test_in_okinawa_whose_rule_is_not_known_either_rule_is_accepted() -> None:
    short, long = m10w21("011004"), m10w21("471011004")
    assert short != long
    digits = {digit for digit in "0123456789" if medical_check_digit_ok(f"471011004{digit}")}
    assert digits == {short, long, m10w21("473011004")}


def test_a_joint_institution_may_carry_the_digit_of_the_dental_table() -> None:
    number = "011011248" + m10w21("013011248")
    assert number != "0110112489"
    assert medical_check_digit_ok(number)


def test_a_pharmacy_may_not_borrow_another_tables_digit() -> None:
    assert medical_check_digit_ok("014011248" + m10w21("014011248"))
    assert not medical_check_digit_ok("014011248" + m10w21("011011248"))


def test_every_published_local_government_code_is_accepted() -> None:
    codes = [row["lg_code6"] for row in shared_rows("municipalities/municipalities_2024-01-01.csv")]
    assert len(codes) == 1965
    assert all(map(local_government_check_digit_ok, codes))
    as_insurers = sum(map(insurer_check_digit_ok, codes))
    assert as_insurers == 188


def test_every_published_or_derived_insurer_number_is_accepted() -> None:
    known = [row["insurer_no"] for row in shared_rows("insurers/insurers_fy2023.csv") if row["insurer_no"]]
    unions = [row["union_insurer_no"] for row in shared_rows("insurers/union_members.csv")]
    assert len(known) > 1500
    assert all(map(insurer_check_digit_ok, known))
    assert all(map(insurer_check_digit_ok, filter(None, unions)))


def test_every_office_of_hirakata_is_accepted() -> None:
    features = json.loads(shared_file("hirakata/jigyosho.geojson").read_text("utf-8"))["features"]
    numbers = [feature["properties"]["jigyosho_id"] for feature in features]
    assert len(numbers) == 779
    assert all(map(check_digits.office_check_digit_ok, numbers))
