"""認定調査票 and 主治医意見書: the same items and answers as the forms, and what contradicts itself."""

import unicodedata
from typing import Any

import pytest

from care_platform.records.description import Form, Item, ItemGroup
from care_platform.records.kinds.assessment_survey import KIND as SURVEY
from care_platform.records.kinds.physician_opinion import KIND as OPINION
from care_platform.records.survey_items import SurveyAnswers
from tests.unit.records.builders import found
from tests.unit.reference.shared_data import shared_rows

ANSWERS = [item for item in SURVEY.items if item.official_name[:1] in "123456" and item.form is Form.CODE]


def _labels(item: Item) -> list[str]:
    assert item.codes is not None
    return [value.ja for value in item.codes.values.values()]


def test_the_survey_has_seventy_four_answers_in_their_groups() -> None:
    groups = [sum(item.official_name.startswith(f"{group}-") for item in ANSWERS) for group in range(1, 7)]

    assert groups == [20, 12, 9, 15, 6, 12]
    assert sum(groups) == len(ANSWERS) == 74
    assert {item.name for item in ANSWERS} < set(SurveyAnswers.model_fields)
    assert all(item.required for item in ANSWERS)


def test_the_survey_asks_what_the_form_asks_with_its_answers() -> None:
    """Numbers, words and the order of the answers as in the collected list of items."""
    form = {row["no"]: row for row in shared_rows("codes/nintei_chosa_items.csv")}
    several = {"1-1": 5, "1-2": 4}

    assert {item.official_name.split(" ")[0] for item in ANSWERS} == set(form)
    for item in ANSWERS:
        number, words = item.official_name.split(" ", 1)
        options = form[number]["scale"].split("|")
        if number in several:
            assert words.split("（")[0] == form[number]["item"].split("（")[0]
            assert words.split("（")[1].rstrip("）") in form[number]["item"]
            assert options == ["ない", f"ある ×{several[number]}"]
            options = ["ない", "ある"]
        else:
            assert words == form[number]["item"]
        assert _labels(item) == options, number


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def test_the_opinion_has_the_items_of_the_form_in_its_order() -> None:
    form = [row["id"] for row in shared_rows("formats/shujii_ikensho_fields.csv")]
    names = [part.name for part in OPINION.parts]

    assert len(form) == 107
    assert [name for name in names if name in set(form)] == form
    assert [name for name in names if name not in set(form)] == [
        "insurer_number", "insured_number", "history_number", "application_date", "application_branch",
        "opinion_number", "requested_on", "received_on", "medical_code",
    ]  # fmt: skip


def test_the_opinion_offers_the_choices_of_the_form() -> None:
    parts = {part.name: part for part in OPINION.parts}
    for row in shared_rows("formats/shujii_ikensho_fields.csv"):
        part = parts[row["id"]]
        assert part.official_name == row["label"]
        if row["type"] == "multi":
            assert isinstance(part, ItemGroup)
            assert [_plain(label) for label in _labels(part.items[0])] == _options(row)
            assert part.at_most == len(_options(row))
        elif row["type"] == "choice" and not row["id"].endswith("_era"):
            assert isinstance(part, Item)
            # The form prints yes and no in both orders; the codes are the same everywhere.
            assert sorted(_first(label, row) for label in _labels(part)) == sorted(_options(row))


def _options(row: dict[str, str]) -> list[str]:
    return [_plain(option) for option in row["options"].split("|")]


def _first(label: str, row: dict[str, str]) -> str:
    """男性 is printed 男 on the form."""
    return _plain(label[0]) if row["id"] == "applicant_sex" else _plain(label)


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"surveyed_on": "2026-03-31"}, "earlier_than", "surveyed_on", True),
        ({"surveyor_office_number": "2775000001"}, "office_check_digit", "surveyor_office_number", False),
        ({"previous_care_level": None}, "item_needed", "previous_care_level", True),
        ({"survey_round": "1"}, "item_not_allowed", "previous_care_level", True),
        ({"survey_round": "1", "previous_care_level": None}, "item_not_allowed", "previous_decided_on", True),
        ({"previous_decided_on": "2026-04-02"}, "earlier_than", "application_date", True),
        ({"residence": "2", "facility_name": None}, "item_needed", "facility_name", True),
        (
            {"used_services": [{"service_type": "15", "amount": "8"}] * 2},
            "choice_repeated", "used_services[2].service_type", True,
        ),
        (
            {"remarks": [{"group_number": "2", "remark": "一"}, {"group_number": "2", "remark": "二"}]},
            "choice_repeated", "remarks[2].group_number", True,
        ),
    ],
)  # fmt: skip
def test_a_wrong_survey_is_noticed(changes: dict[str, Any], code: str, item: str, rejects: bool) -> None:
    assert (f"row.{code}", item, rejects) in found("assessment_survey", **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"surveyed_on": "2026-04-01"},
        {"survey_round": "1", "previous_care_level": None, "previous_decided_on": None},
        {"residence": "2", "facility_name": "見本苑"},
        {"residence": "1", "facility_name": None},
        {"remarks": [{"group_number": "1", "remark": "一"}, {"group_number": "2", "remark": "二"}]},
    ],
)
def test_a_right_survey_passes(changes: dict[str, Any]) -> None:
    assert found("assessment_survey", **changes) == []


def choices(*codes: str) -> list[dict[str, str]]:
    return [{"choice": code} for code in codes]


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"medical_code": "2712345675"}, "medical_check_digit", "medical_code", True),
        (
            {"entry_date": "1930-01-01", "last_exam_date": "1929-12-31"},
            "days_out_of_order",
            "entry_date",
            True,
        ),
        ({"last_exam_date": "2026-04-16"}, "earlier_than", "entry_date", True),
        ({"received_on": "2026-04-14"}, "earlier_than", "received_on", True),
        ({"requested_on": "2026-04-19"}, "earlier_than", "received_on", True),
        ({"risk_conditions": choices("2", "2")}, "choice_repeated", "risk_conditions[2].choice", True),
        ({"walking_aid": choices("1", "2")}, "item_not_allowed", "walking_aid", False),
        ({"medical_management": choices("2", "13")}, "item_not_allowed", "medical_management", False),
        ({"service_caution": choices("4", "7")}, "item_not_allowed", "service_caution", False),
        ({"diagnosis1_date": "2023-02-29"}, "day_invalid", "diagnosis1_date", True),
        ({"birth_era": "2"}, "era_differs", "birth_era", False),
        ({"diagnosis2_date": "1988"}, "era_differs", "diagnosis2_era", False),
        ({"age": "87"}, "age_differs", "age", False),
        ({"paralysis": "2"}, "item_not_allowed", "paralysis_right_upper", False),
        ({"joint_pain": None}, "item_not_allowed", "joint_pain_site", False),
        ({"infection": "3"}, "item_not_allowed", "infection_detail", False),
        ({"bpsd_presence": "2"}, "item_not_allowed", "bpsd_items", False),
        ({"other_dept_other_text": "麻酔科"}, "item_not_allowed", "other_dept_other_text", False),
        ({"consent": "1"}, "item_dropped", "consent", False),
    ],
)
def test_a_wrong_opinion_is_noticed(changes: dict[str, Any], code: str, item: str, rejects: bool) -> None:
    assert (f"row.{code}", item, rejects) in found("physician_opinion", **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"risk_conditions": choices("2", "3")},
        {"walking_aid": choices("2", "3")},
        {"medical_management": choices("13")},
        {"other_dept": choices("13"), "other_dept_other_text": "麻酔科"},
        {"diagnosis1_date": "2024-02-29"},
        {"diagnosis1_date": "2019", "diagnosis1_era": "4"},
        {"diagnosis1_date": "2019", "diagnosis1_era": "5"},
        {"diagnosis1_era": None, "birth_era": None, "age": None},
        {"birth_date": "1940-04-15", "age": "86"},
        {"birth_date": "1940-04-16", "age": "86"},
        {"birth_date": "1940-04-16", "age": "85"},
        {"infection": "2", "infection_detail": None},
    ],
)
def test_a_right_opinion_passes(changes: dict[str, Any]) -> None:
    assert found("physician_opinion", **changes) == []


def test_the_physicians_consent_is_an_item_of_older_forms() -> None:
    old = {
        "entry_date": "2026-03-31",
        "last_exam_date": "2026-03-30",
        "application_date": "2026-03-20",
        "age": "85",
    }

    assert found("physician_opinion", **old, consent="1") == []


@pytest.mark.parametrize(("changes", "item"), [({"birth_era": "2"}, "birth_era"), ({"age": "87"}, "age")])
def test_what_is_said_about_era_and_age_does_not_tell_the_birth_date(
    changes: dict[str, Any], item: str
) -> None:
    from tests.unit.records.builders import a_row  # noqa: PLC0415

    row = a_row("physician_opinion", **changes)
    [problem] = [p for check in OPINION.checks for p in check(row) if p.item == item]

    assert "1940" not in f"{problem.found} {dict(problem.details)}"
