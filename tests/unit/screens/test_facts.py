"""What a certificate says at a glance, on a given day."""

from datetime import date
from typing import Any

import pytest

from care_platform.portal.words import WORDS
from care_platform.screens.facts import Fact, facts_of
from care_platform.screens.words import Speech
from tests.builders.records import certification_row, copay_row, insured_row

TODAY = date(2026, 11, 24)
PERSON = Speech("ja", WORDS)


def said(kind: str, values: dict[str, Any], label: str, today: date = TODAY) -> Fact:
    return next(fact for fact in facts_of(kind, values, today, PERSON) if fact.label == label)


def test_the_share_of_today_is_the_one_whose_period_holds_today() -> None:
    periods = [
        {"rate": "1", "valid_from": "2026-08-01", "valid_to": "2026-11-24"},
        {"rate": "2", "valid_from": "2026-11-25", "valid_to": "2027-07-31"},
    ]
    row = copay_row(periods=periods)
    assert said("copay_certificate", row, "利用者負担の割合").lines == ["1割"]
    assert said("copay_certificate", row, "利用者負担の割合", date(2026, 11, 25)).lines == ["2割"]
    assert len(said("copay_certificate", row, "割合と適用期間").lines) == 2


def test_a_share_outside_its_period_is_not_given() -> None:
    fact = said("copay_certificate", copay_row(), "利用者負担の割合", date(2027, 8, 1))
    assert fact.lines == ["本日に適用される割合の記載なし"]


@pytest.mark.parametrize(("last", "ended"), [("2026-11-23", True), ("2026-11-24", False)])
def test_a_certification_is_over_on_the_day_after_its_last(last: str, *, ended: bool) -> None:
    row = insured_row(certification_to=last)
    assert said("insured_certificate", row, "認定の有効期間").warning is ended


def test_a_certificate_without_a_level_says_so_and_shows_no_validity() -> None:
    row = {k: v for k, v in insured_row().items() if not k.startswith(("care_", "certif", "limit"))}
    labels = [fact.label for fact in facts_of("insured_certificate", row, TODAY, PERSON)]
    assert said("insured_certificate", row, "要介護状態区分").lines == ["認定の記載なし"]
    assert labels == ["要介護状態区分", "給付制限"]


@pytest.mark.parametrize(
    ("first", "last", "note"),
    [
        ("2026-01-01", "2026-11-23", "（終了）"),
        ("2026-01-01", "2026-11-24", "まで"),
        ("2026-11-25", None, "（これから）"),
        ("2026-11-24", None, "から"),
    ],
)
def test_a_restriction_says_whether_it_is_past_or_to_come(first: str, last: str | None, note: str) -> None:
    restriction = {"restriction_kind": "1", "valid_from": first, "valid_to": last}
    fact = said("insured_certificate", insured_row(benefit_restrictions=[restriction]), "給付制限")
    assert fact.warning
    assert fact.lines[0].endswith(note)


def test_a_result_without_validity_shows_the_level_and_the_day() -> None:
    row = certification_row(care_level="01")
    del row["valid_from"], row["valid_to"]
    labels = [fact.label for fact in facts_of("certification", row, TODAY, PERSON)]
    assert labels == ["要介護状態区分", "認定された日"]


def test_a_kind_without_facts_of_its_own_shows_none() -> None:
    assert facts_of("some_future_record", {}, TODAY, PERSON) == []
