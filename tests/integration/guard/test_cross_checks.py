"""Rows against each other and against other kinds: both values, and never a rejection."""

from typing import Any

import pytest

from care_platform.platform import Platform
from tests.builders.records import certification_row, copay_row, insured_row
from tests.builders.transfers import sent
from tests.integration.guard.town import CERTIFICATION, COPAY, INSURED, warnings


def period(first: str, last: str, rate: str = "1") -> dict[str, str]:
    return {"rate": rate, "valid_from": first, "valid_to": last}


# The certificate and the certification behind it


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"care_level": "22", "limit_units": "19705"},
         [("care_level", "22", "21"), ("limit_units", "19705", "16765")]),
        ({"certification_to": "2027-09-30"}, [("certification_to", "2027-09-30", "2027-03-31")]),
        ({"certification_from": "2026-05-01"}, [("certification_from", "2026-05-01", "2026-04-01")]),
        ({}, []),
    ],
)  # fmt: skip
def test_a_certificate_is_held_against_its_certification(
    platform: Platform, changes: dict[str, str], finding: list[tuple[str, str, str]]
) -> None:
    sent(platform, CERTIFICATION, [certification_row()])
    told = sent(platform, INSURED, [insured_row(**changes)])
    assert (told.state, told.rejected, told.warnings) == ("applied", 0, len(finding))
    assert [(item, found, expected) for _, item, _, found, expected in warnings(platform, told)] == finding


def test_without_any_certification_nobody_is_warned_about(platform: Platform) -> None:
    assert sent(platform, INSURED, [insured_row(care_level="22", limit_units="19705")]).warnings == 0


# People nobody knows


def test_a_copay_certificate_of_an_unknown_person_is_named(platform: Platform) -> None:
    sent(platform, INSURED, [insured_row()])
    told = sent(platform, COPAY, [copay_row(), copay_row("0000000002")])
    assert warnings(platform, told) == [(2, "insured_number", "row.person_unknown", None, None)]


def test_before_the_insured_certificates_came_nobody_is_unknown(platform: Platform) -> None:
    assert sent(platform, COPAY, [copay_row()]).warnings == 0


# Certifications one after another


EARLIER = certification_row()
"""To 2027-03-31."""
ORDERS = {"together": [[0, 1]], "as decided": [[0], [1]], "the later first": [[1], [0]]}


def following(start: str, kind: str) -> dict[str, Any]:
    """A later certification of the same person, from a day until 2028-03-31."""
    return certification_row(
        application_date="2027-02-10", decided_on="2027-03-10", application_kind=kind, valid_from=start,
        valid_to="2028-03-31", limit_from=start, limit_to="2028-03-31",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "kind", "codes"),
    [
        ("2027-04-01", "2", []),
        ("2027-03-01", "2", ["row.certifications_overlap"]),
        ("2027-05-01", "2", ["row.certifications_gap"]),
        ("2027-03-01", "3", []),
        ("2027-05-01", "1", []),
    ],
)
@pytest.mark.parametrize("order", ORDERS)
def test_validity_follows_validity(
    platform: Platform, start: str, kind: str, codes: list[str], order: str
) -> None:
    rows = [EARLIER, following(start, kind)]
    told = [sent(platform, CERTIFICATION, [rows[at] for at in sending]) for sending in ORDERS[order]]
    assert [each.rejected for each in told] == [0] * len(told)
    own = {"row.certifications_overlap", "row.certifications_gap"}
    assert [code for each in told for _, _, code, _, _ in warnings(platform, each) if code in own] == codes


@pytest.mark.parametrize(
    ("order", "place", "item", "found", "expected"),
    [
        ("together", 2, "valid_from", "2027-03-01", "2027-03-31"),
        ("as decided", 1, "valid_from", "2027-03-01", "2027-03-31"),
        ("the later first", 1, "valid_to", "2027-03-31", "2027-03-01"),
    ],
)
def test_both_days_of_an_overlap_are_told(
    platform: Platform, order: str, place: int, item: str, found: str, expected: str
) -> None:
    rows = [EARLIER, following("2027-03-01", "2")]
    told = [sent(platform, CERTIFICATION, [rows[at] for at in sending]) for sending in ORDERS[order]]
    assert (place, item, "row.certifications_overlap", found, expected) in warnings(platform, told[-1])


# Category and age


@pytest.mark.parametrize(
    ("born", "category", "qualified", "expected"),
    [
        ("1940-04-01", "1", "2005-03-31", None),
        ("1940-04-01", "1", "2005-03-30", "2"),
        ("1970-05-01", "2", "2026-04-01", None),
        ("1961-04-12", "2", "2025-04-01", None),
        ("1961-04-11", "2", "2025-04-01", "1"),
    ],
)
def test_the_category_fits_the_age(
    platform: Platform, born: str, category: str, qualified: str, expected: str | None
) -> None:
    row = insured_row(birth_date=born, insured_category=category, qualified_on=qualified)
    found = [w for w in warnings(platform, sent(platform, INSURED, [row])) if w[1] == "insured_category"]
    assert found == (
        [(1, "insured_category", "row.category_age_differs", category, expected)] if expected else []
    )


# Changes of the past


@pytest.mark.parametrize(
    ("periods", "first_day"),
    [
        ([period("2026-08-01", "2027-07-31", "2")], "2026-08-01"),
        ([period("2026-08-01", "2026-09-30"), period("2026-10-01", "2027-07-31", "2")], "2026-10-01"),
        ([period("2026-08-01", "2026-10-31")], "2026-11-01"),
        ([period("2026-08-01", "2026-12-31"), period("2027-01-01", "2027-07-31", "2")], None),
        ([period("2026-08-01", "2027-07-31")], None),
    ],
)
def test_the_first_changed_day_of_the_past_is_named(
    platform: Platform, periods: list[dict[str, str]], first_day: str | None
) -> None:
    sent(platform, COPAY, [copay_row()])
    later = copay_row(history_number="2", periods=periods, issued_on="2026-11-20")
    told = sent(platform, COPAY, [later], base_date=platform.clock().date())
    expected = [] if first_day is None else [(1, "periods", "row.retroactive_change", None, first_day)]
    assert [w for w in warnings(platform, told) if w[1] == "periods"] == expected


def test_a_level_corrected_for_the_past_is_named(platform: Platform) -> None:
    sent(platform, CERTIFICATION, [certification_row()])
    corrected = certification_row(history_number="2", care_level="22", limit_units="19705")
    told = sent(platform, CERTIFICATION, [corrected])
    assert (1, "valid_from", "row.retroactive_change", None, "2026-04-01") in warnings(platform, told)


def test_a_new_record_changes_no_past(platform: Platform) -> None:
    assert sent(platform, COPAY, [copay_row()]).warnings == 0


def test_warnings_are_counted_with_the_others(platform: Platform) -> None:
    sent(platform, INSURED, [insured_row()])
    told = sent(platform, COPAY, [copay_row("0000000002"), copay_row("0000000003", sex="9")])
    assert (told.inserted, told.rejected, told.warnings) == (1, 1, 1)
