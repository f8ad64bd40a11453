"""The auditor closes every emergency by REST, by name and once; nobody else does, and no person is named."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from care_platform.accounts.kinds import Role
from care_platform.platform import Platform
from care_platform.store import exceptional as store
from tests.builders.accounts import HOSPITAL, events
from tests.builders.consoles import Header, gets, header, operator, posts
from tests.builders.offices import HANAKO, office
from tests.integration.consoles.conftest import Town

JUSTIFIED = {"outcome": "justified", "note": "救急搬送の記録と一致することを病院に確認"}


@pytest.fixture
def auditor(platform: Platform) -> Header:
    return header(platform, operator(platform, Role.AUDITOR))


@pytest.fixture
def case(platform: Platform) -> int:
    """A physician opened records half an hour ago."""
    office(platform, HOSPITAL, ())
    at = platform.clock() - timedelta(minutes=30)
    window = store.NewWindow(
        kind="emergency", office_number=HOSPITAL, staff_id="dr-1", person=HANAKO, reason_code="unconscious",
        reason_text="救急搬送、意識なし、家族不在", identity_method="four_items", opened_at=at,
        open_until=at + timedelta(hours=1),
    )  # fmt: skip
    with platform.engine.begin() as connection:
        return store.open_window(connection, window, ("person",))


def test_a_case_is_read_judged_and_closed_once(
    console: FlaskClient, platform: Platform, auditor: Header, case: int
) -> None:
    status, body = gets(console, "operator/emergencies", auditor)

    [waiting] = body["cases"]
    assert (status, waiting["case"], waiting["staff_id"], waiting["reason_code"]) == (
        200, case, "dr-1", "unconscious",
    )  # fmt: skip
    assert HANAKO.insured_number not in str(body)
    assert posts(console, "operator/emergencies/review", auditor, case=case, **JUSTIFIED)[0] == 200
    assert gets(console, "operator/emergencies", auditor)[1]["cases"] == []
    again = posts(console, "operator/emergencies/review", auditor, case=case, **JUSTIFIED)
    assert again == (404, "exceptional.no_such_emergency")
    with platform.engine.connect() as connection:
        assert store.windows_about(connection, HANAKO)[0].review_outcome == "justified"
    assert [one for one in events(platform) if one.startswith("emergenc")] == [
        "emergencies_read", "emergency_reviewed", "emergencies_read",
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [{"outcome": "fine"}, {"note": "よし"}, {"note": " " * 20}])
def test_an_outcome_and_a_reason_to_read_are_needed(
    console: FlaskClient, auditor: Header, case: int, wrong: dict[str, str]
) -> None:
    refused = posts(console, "operator/emergencies/review", auditor, case=case, **JUSTIFIED | wrong)

    assert refused == (422, "api.request_invalid")
    assert len(gets(console, "operator/emergencies", auditor)[1]["cases"]) == 1


def test_nobody_but_the_auditor_reviews(
    console: FlaskClient, platform: Platform, town: Town, case: int
) -> None:
    national = header(platform, operator(platform, Role.NATIONAL))

    for who in (national, town.approver):
        assert gets(console, "operator/emergencies", who) == (403, "accounts.not_yours")
        refused = posts(console, "operator/emergencies/review", who, case=case, **JUSTIFIED)
        assert refused == (403, "accounts.not_yours")


def test_closed_cases_are_read_again_page_by_page(
    console: FlaskClient, platform: Platform, auditor: Header, case: int
) -> None:
    assert gets(console, "operator/emergencies/closed", auditor) == (200, {"cases": [], "next": None})
    posts(console, "operator/emergencies/review", auditor, case=case, **JUSTIFIED)

    status, body = gets(console, "operator/emergencies/closed", auditor, page_size=1)

    [closed] = body["cases"]
    assert (status, body["next"]) == (200, None)
    assert {name: closed[name] for name in ("case", *JUSTIFIED)} == {"case": case} | JUSTIFIED
    assert "auditor" in closed["reviewed_by"]
    assert HANAKO.insured_number not in str(body)
    assert gets(console, "operator/emergencies/closed", auditor, before=case)[1]["cases"] == []
