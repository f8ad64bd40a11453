"""What can be taken from the records of other kinds is taken, and a difference told: never a rejection."""

from typing import Any

import pytest

from care_platform.platform import Platform
from care_platform.synthesis.rows import rows
from tests.builders.records import certification_row, copay_row, insured_row
from tests.builders.transfers import sent
from tests.integration.guard.town import (
    CERTIFICATION,
    COPAY,
    INSURED,
    LIMITS,
    RESTRICTION,
    limit_row,
    warnings,
)
from tests.unit.records.builders import a_row
from tests.unit.synthesis.builders import a_city

ORDER = (
    "insured_certificate", "certification", "copay_certificate", "burden_limit_certificate", "reduction_certificate",
    "benefit_restriction", "certification_application", "application_event", "assessment_survey",
    "physician_opinion", "home_modification_usage", "equipment_purchase_usage", "benefit_record", "consent",
    "insured_event",
)  # fmt: skip
Warning_ = tuple[str, str, str | None, str | None]


def told(platform: Platform, kind: str, row: dict[str, Any]) -> list[Warning_]:
    """Item, code, found and expected of every warning; the row itself is taken."""
    transfer = sent(platform, kind, [row])
    assert (transfer.state, transfer.rejected) == ("applied", 0)
    return [warning[1:] for warning in warnings(platform, transfer)]


def test_a_whole_city_that_agrees_with_itself_is_not_warned_about(platform: Platform) -> None:
    city = a_city(size=600)
    for kind in ORDER:
        transfer = sent(platform, kind, [dict(row) for row in rows(city, kind)])
        assert (kind, transfer.rejected, warnings(platform, transfer)[:3]) == (kind, 0, [])


# The certification in force: 要介護1 from 2026-04-01 to 2027-03-31


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"previous_care_level": "22"},
         [("previous_care_level", "row.certified_otherwise", "22", "21")]),
        ({"previous_valid_to": "2027-02-28"},
         [("previous_valid_to", "row.certified_otherwise", "2027-02-28", "2027-03-31")]),
    ],
)  # fmt: skip
def test_an_application_is_held_against_the_certification_it_follows(
    platform: Platform, changes: dict[str, str], expected: list[Warning_]
) -> None:
    sent(platform, CERTIFICATION, [certification_row()])
    said = {"application_date": "2027-02-10", "previous_valid_to": "2027-03-31", **changes}
    assert told(platform, "certification_application", a_row("certification_application", **said)) == expected


@pytest.mark.parametrize(
    ("kind", "item", "said"),
    [
        ("assessment_survey", "previous_care_level",
         {"application_date": "2027-02-10", "surveyed_on": "2027-02-15", "previous_decided_on": "2026-03-27"}),
        ("home_modification_usage", "level_at_start", {"ceiling_start": "1", "level_at_first_work": None}),
        ("benefit_record", "care_level", {}),
        ("insured_event", "carried_level", {}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("level", ["21", "23"])
def test_a_level_is_held_against_the_certification_of_its_day(
    platform: Platform, kind: str, item: str, said: dict[str, Any], level: str
) -> None:
    sent(platform, CERTIFICATION, [certification_row()])
    expected = [] if level == "21" else [(item, "row.certified_otherwise", "23", "21")]
    assert told(platform, kind, a_row(kind, **{**said, item: level})) == expected


def test_the_level_before_is_that_of_the_certification_before(platform: Platform) -> None:
    sent(platform, CERTIFICATION, [certification_row()])
    renewal = certification_row(
        application_date="2027-02-10", decided_on="2027-03-10", previous_care_level="13", valid_from="2027-04-01",
        valid_to="2028-03-31", limit_from="2027-04-01", limit_to="2028-03-31",
    )  # fmt: skip
    assert told(platform, CERTIFICATION, renewal) == [
        ("previous_care_level", "row.certified_otherwise", "13", "21")
    ]


def test_in_the_month_of_a_change_either_level_is_right(platform: Platform) -> None:
    change = certification_row(
        application_date="2026-07-10", application_kind="3", care_level="22", decided_on="2026-08-01",
        valid_from="2026-07-10", valid_to="2027-01-31", limit_units="19705",
    )  # fmt: skip
    sent(platform, CERTIFICATION, [certification_row(), change])
    for serial, (level, expected) in enumerate({"21": [], "22": [], "25": ["21|22"]}.items(), 1):
        row = a_row("benefit_record", care_level=level, claim_serial=str(serial))
        assert [known for *_, known in told(platform, "benefit_record", row)] == expected


def test_where_no_certification_is_in_force_nothing_is_said(platform: Platform) -> None:
    sent(platform, CERTIFICATION, [certification_row("0000000099")])
    assert told(platform, "benefit_record", a_row("benefit_record", care_level="25")) == []


# The copay certificate: two tenths from 2026-08-01


@pytest.mark.parametrize(
    ("kind", "item", "group", "changes"),
    [
        ("home_modification_usage", "works[1].copay_rate", "works", {"completed_on": "2026-08-01"}),
        ("equipment_purchase_usage", "purchases[1].copay_rate", "purchases", {"bought_on": "2026-08-01"}),
    ],
)
def test_a_rate_is_held_against_the_copay_certificate_of_its_day(
    platform: Platform, kind: str, item: str, group: str, changes: dict[str, str]
) -> None:
    sent(platform, COPAY, [copay_row(rate="2")])
    row = a_row(kind)
    member = {**row[group][0], **changes}
    assert told(platform, kind, {**row, group: [member]}) == [(item, "row.copay_otherwise", "1", "2")]
    before = {**row, "history_number": "2"}
    assert told(platform, kind, before) == []


def test_the_rate_behind_a_restriction_is_that_of_the_certificate(platform: Platform) -> None:
    sent(platform, COPAY, [copay_row(rate="2")])
    row = a_row(RESTRICTION, decided_on="2026-07-10", notified_on="2026-07-12", valid_from="2026-08-01")
    found = [w for w in told(platform, RESTRICTION, row) if w[0] == "copay_rate"]
    assert found == [("copay_rate", "row.copay_otherwise", "1", "2")]


# A restriction, on the certificate and as a record


@pytest.mark.parametrize("first", [INSURED, RESTRICTION])
@pytest.mark.parametrize("until", ["2027-03-31", "2027-04-30"])
def test_certificate_and_restriction_tell_the_same_period(platform: Platform, first: str, until: str) -> None:
    printed = {"restriction_kind": "3", "valid_from": "2026-04-01", "valid_to": until}
    both = {INSURED: insured_row(benefit_restrictions=[printed]), RESTRICTION: a_row(RESTRICTION)}
    second = RESTRICTION if first == INSURED else INSURED
    sent(platform, first, [both[first]])
    told_days = [(found, expected) for _, code, found, expected in told(platform, second, both[second])
                 if code == "row.restriction_otherwise"]  # fmt: skip
    days = ("2027-03-31", until) if second == RESTRICTION else (until, "2027-03-31")
    assert told_days == ([] if until == "2027-03-31" else [days])


# Two burden limit certificates of one year, the stage changed on 2027-01-01


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize(("last_day", "overlap"), [("2026-12-31", False), ("2027-07-31", True)])
def test_two_limits_never_apply_on_one_day(
    platform: Platform, last_day: str, overlap: bool, apart: bool
) -> None:
    first = limit_row(1, "31", valid_to=last_day)
    second = limit_row(1, "2", certificate_branch="2", valid_from="2027-01-01")
    transfers = [
        sent(platform, LIMITS, rows) for rows in ([[first], [second]] if apart else [[first, second]])
    ]
    found = [w[1:] for w in warnings(platform, transfers[-1]) if w[2] == "row.certificates_overlap"]
    assert found == [("valid_from", "row.certificates_overlap", "2027-01-01", last_day)] * overlap


# Who the record is about


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (COPAY, copay_row(birth_date="1941-04-01", sex="1")),
        ("burden_limit_certificate", limit_row(1, "31", birth_date="1941-04-01", sex="1")),
        ("reduction_certificate", a_row("reduction_certificate", birth_date="1941-04-01", sex="1")),
        ("physician_opinion", a_row("physician_opinion", "age", birth_date="1941-04-01", applicant_sex="1")),
    ],
)
def test_another_person_s_birth_date_is_noticed_and_never_repeated(
    platform: Platform, kind: str, row: dict[str, Any]
) -> None:
    sent(platform, INSURED, [insured_row()])
    found = told(platform, kind, row)
    assert {code for _, code, _, _ in found} == {"row.person_differs"}
    assert {item.removeprefix("applicant_") for item, *_ in found} == {"birth_date", "sex"}
    assert {(sent_value, known) for *_, sent_value, known in found} == {(None, None)}


@pytest.mark.parametrize(
    ("born", "category", "expected"),
    [
        ("1961-03-03", "1", []), ("1961-03-04", "1", ["2"]), ("1961-03-03", "2", ["1"]), ("1961-03-04", "2", []),
        ("1960-02-29", "1", []), ("1964-02-29", "1", ["2"]),
    ],
)  # fmt: skip
def test_the_category_of_a_certification_is_that_of_the_age_at_application(
    platform: Platform, born: str, category: str, expected: list[str]
) -> None:
    """Applied for on 2026-03-02."""
    sent(platform, INSURED, [insured_row(birth_date=born, qualified_on="2026-03-20")])
    found = told(platform, CERTIFICATION, certification_row(insured_category=category))
    assert [known for item, _, _, known in found if item == "insured_category"] == expected


@pytest.mark.parametrize(
    ("written", "born", "category", "expected"),
    [
        ("1961-03-00", "1961-03-01", "2", []),
        ("1961-03-00", "1961-03-31", "1", []),
        ("1961-02-00", "1961-02-28", "2", ["1"]),
        ("1961-04-00", "1961-04-01", "1", ["2"]),
        ("1961-00-00", "1961-12-31", "1", []),
        ("1960-00-00", "1960-01-01", "2", ["1"]),
        ("0000-00-00", "1930-01-01", "2", []),
    ],
)
def test_of_an_uncertain_birth_date_only_a_certain_age_is_spoken(
    platform: Platform, written: str, born: str, category: str, expected: list[str]
) -> None:
    """Applied for on 2026-03-02."""
    uncertain = {"birth_date": born, "birth_date_uncertain": "1", "birth_date_as_written": written}
    own = "1" if born < "1961-03-03" else "2"
    qualified = "2026-04-05" if own == "1" else "2026-03-20"
    sent(platform, INSURED, [insured_row(insured_category=own, qualified_on=qualified, **uncertain)])
    found = told(platform, CERTIFICATION, certification_row(insured_category=category))
    assert [known for item, _, _, known in found if item == "insured_category"] == expected


@pytest.mark.parametrize(
    ("born", "noticed"), [("1938-05-01", 0), ("1938-05-31", 0), ("1938-04-30", 1), ("1938-06-01", 1)]
)
def test_a_physician_may_know_another_day_of_the_month_in_which_somebody_was_born(
    platform: Platform, born: str, noticed: int
) -> None:
    uncertain = {"birth_date_uncertain": "1", "birth_date_as_written": "1938-05-00"}
    sent(platform, INSURED, [insured_row(birth_date="1938-05-01", **uncertain)])
    found = told(platform, "physician_opinion", a_row("physician_opinion", "age", birth_date=born))
    assert [item for item, *_ in found].count("birth_date") == noticed


# The 30 days


def event(kind: str, day: str, **changes: str) -> dict[str, Any]:
    keep = {"planned_date", "delay_reason"} if kind == "delayed" else set()
    row = a_row("application_event", event_kind=kind, event_date=day, **changes)
    return {name: value for name, value in row.items()
            if name not in {"planned_date", "delay_reason", "delay_details"} - keep}  # fmt: skip


@pytest.mark.parametrize(
    ("decided", "noticed", "expected"),
    [
        ("2026-05-01", False, []),
        ("2026-05-02", False, [("event_date", "row.decided_without_notice", "2026-05-02", "2026-05-01")]),
        ("2026-05-02", True, []),
    ],
)
def test_a_late_decision_needs_a_notice_of_delay(
    platform: Platform, decided: str, noticed: bool, expected: list[Warning_]
) -> None:
    """Applied for on 2026-04-01."""
    if noticed:
        notice = event("delayed", "2026-04-28", planned_date="2026-05-10", delay_reason="2")
        sent(platform, "application_event", [notice])
    assert told(platform, "application_event", event("decided", decided)) == expected


def test_a_renewal_within_the_former_validity_needs_none_where_that_was_agreed(platform: Platform) -> None:
    agreed = a_row("certification_application", previous_valid_to="2026-05-31", waives_delay_notice="1")
    sent(platform, "certification_application", [agreed])
    assert told(platform, "application_event", event("decided", "2026-05-20")) == []
