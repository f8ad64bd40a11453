from datetime import date

import pytest

from care_platform.records.description import Item
from care_platform.synthesis.rows import SYNTHETIC_KINDS, rows
from tests.unit.synthesis.builders import a_city, judged, kind


@pytest.mark.parametrize("kind_name", SYNTHETIC_KINDS)
@pytest.mark.parametrize(
    ("seed", "size", "base_date"),
    [
        (1, 3_000, date(2026, 10, 1)),
        (2, 500, date(2025, 4, 1)),
        (3, 500, date(2026, 7, 31)),
        (4, 500, date(2026, 8, 1)),
        (5, 500, date(2028, 2, 29)),
        (6, 1, date(2028, 12, 31)),
    ],
)
def test_the_platform_finds_nothing_wrong(kind_name: str, seed: int, size: int, base_date: date) -> None:
    """Through the XML writer, the schema and every check, as an upload would go; and nothing is lost."""
    made = list(rows(a_city(size, seed, base_date), kind_name))
    read = list(judged(made, kind_name))
    assert [problems for _, problems in read if problems] == []
    assert [values for values, _ in read] == made


@pytest.mark.parametrize("kind_name", SYNTHETIC_KINDS)
def test_every_item_is_used_by_some_row(kind_name: str) -> None:
    """But for those that a city of today has no use for, and an uncertain birth date where few people are told of."""
    not_made = {
        "application_branch", "printed_insurer_number", "disqualified_on", "municipality_code", "ward_code",
    }  # fmt: skip
    if kind_name in {"burden_limit_certificate", "reduction_certificate"}:
        not_made |= {"birth_date_uncertain", "birth_date_as_written"}
    described = {part.name for part in kind(kind_name).parts}
    used = {name for row in rows(a_city(size=15_000), kind_name) for name in row}
    assert used <= described
    assert described - used <= not_made


@pytest.mark.parametrize("kind_name", SYNTHETIC_KINDS)
def test_every_value_is_text(kind_name: str) -> None:
    alone = {part.name for part in kind(kind_name).parts if isinstance(part, Item)}
    for row in rows(a_city(), kind_name):
        assert all(isinstance(row[name], str) and row[name] for name in alone & set(row))


def test_a_few_of_the_very_old_are_uncertainly_born_and_all_their_certificates_say_so() -> None:
    city = a_city(size=20_000)
    told = [
        {row["insured_number"]: row for row in rows(city, kind_name)}
        for kind_name in ("insured_certificate", "copay_certificate")
    ]
    insured, copay = told
    uncertain = {n: r["birth_date_as_written"] for n, r in insured.items() if "birth_date_uncertain" in r}
    assert 1 <= len(uncertain) <= 12
    assert all(insured[n]["birth_date"] < "1936-10-02" for n in uncertain)
    assert [p for _, p in judged([insured[n] for n in uncertain], "insured_certificate") if p] == []
    assert {n: r["birth_date_as_written"] for n, r in copay.items() if "birth_date_uncertain" in r} == {
        n: written for n, written in uncertain.items() if n in copay
    }


def test_everybody_has_an_insured_certificate() -> None:
    assert sum(1 for _ in rows(a_city(size=700), "insured_certificate")) == 700


def test_every_certified_person_has_certifications_and_a_copay_certificate() -> None:
    city = a_city(size=2_000)
    certified = {each.insured_number for each in city.people_with_care_level() if each.certifications}
    in_programme = {each.insured_number for each in city.people_with_care_level() if each.programme_since}
    assert {row["insured_number"] for row in rows(city, "certification")} == certified
    assert {row["insured_number"] for row in rows(city, "copay_certificate")} == certified | in_programme


@pytest.mark.parametrize("kind_name", SYNTHETIC_KINDS)
def test_no_record_is_written_twice(kind_name: str) -> None:
    records = [
        (row["insured_number"], kind(kind_name).business_key(row))
        for row in rows(a_city(size=2_000), kind_name)
    ]
    assert len(records) == len(set(records))


def test_a_kind_that_nothing_makes_is_refused() -> None:
    with pytest.raises(KeyError):
        rows(a_city(), "no_such_kind")
