from datetime import date
from typing import Any

import pytest

from care_platform.lookup.answer import KindAnswer, State
from care_platform.portal.upcoming import Upcoming, upcoming_of
from care_platform.portal.words import WORDS
from care_platform.reference.catalogue import access
from care_platform.screens.words import Speech
from tests.unit.screens.test_applications import version_of

TODAY = date(2026, 6, 15)


def found(kind: str, *records: dict[str, Any], state: State = State.FOUND) -> list[Upcoming]:
    answer = KindAnswer(
        record_kind=kind, state=state, reason=access.ALLOWED,
        records=[version_of(kind, values) for values in records],
    )  # fmt: skip
    return upcoming_of([answer], TODAY, Speech("ja", WORDS))


def copay(*periods: tuple[str, str, str]) -> dict[str, Any]:
    return {"periods": [{"rate": rate, "valid_from": a, "valid_to": b} for rate, a, b in periods]}


def test_the_next_years_copay_rate_is_said_with_the_one_before() -> None:
    told = found(
        "copay_certificate",
        copay(("1", "2025-08-01", "2026-07-31")),
        copay(("2", "2026-08-01", "2027-07-31")),
    )
    assert told[0].when == "令和8年8月1日（2026年8月1日）から"
    assert told[0].what == "利用者負担の割合が2割になります（その前は1割）。"


def test_a_change_within_the_year_is_said() -> None:
    told = found(
        "copay_certificate", copay(("2", "2025-08-01", "2026-06-30"), ("1", "2026-07-01", "2026-07-31"))
    )
    assert [one.day for one in told] == [date(2026, 7, 1), date(2026, 7, 31)]
    assert "1割になります（その前は2割）" in told[0].what


def test_an_unchanged_rate_is_said_to_stay() -> None:
    told = found(
        "copay_certificate",
        copay(("1", "2025-08-01", "2026-07-31")),
        copay(("1", "2026-08-01", "2027-07-31")),
    )
    assert told[0].what == "利用者負担の割合は1割です。"


def test_the_end_of_the_certification_tells_from_when_to_renew() -> None:
    [told] = found(
        "insured_certificate",
        {"care_level": "21", "certification_from": "2025-10-01", "certification_to": "2026-09-30"},
    )
    assert told.when == "令和8年9月30日（2026年9月30日）まで"
    assert "令和8年8月1日" in told.todo


@pytest.mark.parametrize("level", ["01", "06"])
def test_who_has_no_certification_to_renew_is_not_told_to(level: str) -> None:
    assert found("insured_certificate", {"care_level": level, "certification_to": "2026-09-30"}) == []


def test_a_restriction_that_begins_and_ends_is_told() -> None:
    restriction = {"restriction_kind": "3", "valid_from": "2026-07-01", "valid_to": "2026-12-31"}
    told = found("insured_certificate", {"benefit_restrictions": [restriction]})
    assert [one.what[:8] for one in told] == ["給付制限が始まり", "給付制限が終わり"]


def test_a_new_level_that_has_not_begun_is_told() -> None:
    [told] = found(
        "certification", {"care_level": "23", "valid_from": "2026-07-01"}, state=State.NOT_YET_IN_FORCE
    )
    assert "要介護３" in told.what or "要介護3" in told.what


def test_the_burden_limit_has_to_be_applied_for_every_year() -> None:
    [told] = found(
        "burden_limit_certificate",
        {"burden_stage": "31", "valid_from": "2025-08-01", "valid_to": "2026-07-31"},
    )
    assert "申請が必要" in told.todo


@pytest.mark.parametrize("last", ["2026-06-14", "2028-09-30"])
def test_neither_the_past_nor_what_is_far_away_is_told(last: str) -> None:
    assert found("insured_certificate", {"care_level": "21", "certification_to": last}) == []


def test_today_is_still_an_end_but_no_longer_a_beginning() -> None:
    told = found(
        "copay_certificate", copay(("1", "2025-08-01", "2026-06-14"), ("2", "2026-06-15", "2026-06-15"))
    )
    assert [one.when for one in told] == ["令和8年6月15日（2026年6月15日）まで"]


def test_a_certificate_that_is_not_shown_tells_nothing() -> None:
    assert found("copay_certificate", state=State.SUSPENDED) == []
