from datetime import date

import pytest

from adapters.oidc.person_claims import read_person
from care_platform.reference.catalogue.sign_in import CLAIMS_MISSING
from tests.unit.oidc.builders import ITEMS
from tests.unit.oidc.refusals import refused_with


def test_the_four_items_in_the_national_application_s_formats() -> None:
    person = read_person("s", ITEMS)
    assert (person.subject, person.name, person.address) == ("s", "介護 花子", "東京都千代田区霞が関一丁目")
    assert (person.birth_date, person.sex) == (date(1940, 2, 3), "2")


def test_the_formats_of_openid_connect_are_read_too() -> None:
    standard = {"birthdate": "1940-02-03", "gender": "Female", "address": {"formatted": "大阪市北区\n中之島"}}
    person = read_person("s", ITEMS | standard | {"address": {"formatted": "大阪市北区中之島"}})
    assert (person.birth_date, person.sex, person.address) == (date(1940, 2, 3), "2", "大阪市北区中之島")


def test_a_name_is_kept_character_for_character() -> None:
    variant = "葛󠄀城　﨑子"
    assert read_person("s", ITEMS | {"name": variant}).name == variant


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("name", None),
        ("name", " \u3000"),
        ("name", "介護\x00花子"),
        ("name", "\ud800"),
        ("name", ["介護 花子"]),
        ("address", {}),
        ("address", {"formatted": ""}),
        ("address", ""),
        ("birthdate", "19401332"),
        ("birthdate", "1940-0203"),
        ("birthdate", "0000-02-03"),
        ("birthdate", "1940"),
        ("birthdate", "１９４００２０３"),
        ("birthdate", 19400203),
        ("gender", "3"),
        ("gender", 2),
        ("gender", ""),
    ],
)
def test_an_unreadable_item_is_named_and_not_quoted(claim: str, value: object) -> None:
    with refused_with(CLAIMS_MISSING, claims=claim):
        read_person("s", ITEMS | {claim: value})


def test_all_missing_items_are_named_at_once() -> None:
    with refused_with(CLAIMS_MISSING, claims="name, address, birthdate, gender"):
        read_person("s", {})


def test_a_person_in_a_log_line_shows_nothing() -> None:
    assert repr(read_person("s", ITEMS)) == "PersonClaims()"
