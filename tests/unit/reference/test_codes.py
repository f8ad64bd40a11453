from datetime import date

import pytest

from care_platform.reference import codes
from care_platform.reference.codes import CARE_LEVEL, CODE_LISTS, FACILITY_KIND, SERVICE_TYPE, Evidence
from tests.unit.reference.shared_data import shared_file

ALL_VALUES = [
    (code_list, code, value) for code_list in CODE_LISTS.values() for code, value in code_list.values.items()
]


def test_every_list_is_in_the_registry_under_its_own_name() -> None:
    exported = {value.name for value in vars(codes).values() if isinstance(value, codes.CodeList)}
    assert exported == set(CODE_LISTS)


def test_every_list_says_where_it_comes_from() -> None:
    for code_list in CODE_LISTS.values():
        assert code_list.official_name
        assert code_list.source
        assert code_list.values


def test_every_code_has_a_japanese_and_an_english_text() -> None:
    for code_list, code, value in ALL_VALUES:
        assert value.ja.strip(), (code_list.name, code)
        assert value.en.strip(), (code_list.name, code)
        assert value.en.isascii(), (code_list.name, code)


def test_no_two_codes_of_a_list_read_the_same() -> None:
    for code_list in CODE_LISTS.values():
        for texts in ([v.ja for v in code_list.values.values()], [v.en for v in code_list.values.values()]):
            assert len(set(texts)) == len(texts), code_list.name


def test_care_levels_keep_their_official_codes() -> None:
    assert CARE_LEVEL.codes == ("01", "06", "11", "12", "13", "21", "22", "23", "24", "25")
    assert CARE_LEVEL.label("21") == "要介護１"
    assert CARE_LEVEL.label("13", "en") == "Support level 2"
    assert "26" not in CARE_LEVEL


def test_an_unknown_code_has_no_label_and_is_not_repeated_in_the_error() -> None:
    with pytest.raises(KeyError, match="care_level") as caught:
        CARE_LEVEL.label("99")
    assert "99" not in str(caught.value)


def test_sanatorium_facilities_ended_with_march_2024() -> None:
    closed = FACILITY_KIND.values["3"]
    assert closed.in_use(date(2024, 3, 31))
    assert not closed.in_use(date(2024, 4, 1))
    assert not SERVICE_TYPE.values["53"].in_use(date(2024, 4, 1))


def test_a_code_is_not_used_before_it_begins() -> None:
    integrated = FACILITY_KIND.values["4"]
    assert not integrated.in_use(date(2018, 3, 31))
    assert integrated.in_use(date(2018, 4, 1))


def test_a_single_code_may_be_surer_than_its_list() -> None:
    assert SERVICE_TYPE.evidence_for("11") is Evidence.KNOWLEDGE
    assert SERVICE_TYPE.evidence_for("81") is Evidence.OFFICIAL


@pytest.mark.parametrize("name", ["care_level", "service_type", "plan_kind", "certification_status", "sex"])
def test_no_code_of_the_collected_tables_is_missing(name: str) -> None:
    yaml = pytest.importorskip("yaml")
    tables = yaml.safe_load(shared_file("codes/care_codes.yaml").read_text("utf-8"))
    assert set(tables[name]["values"]) <= set(CODE_LISTS[name].values)
