"""A municipality sees its comparison by REST; a difference is accepted by a named approver only."""

import pytest
from flask.testing import FlaskClient

from care_platform.migration.milestones import Milestone
from care_platform.platform import Platform
from tests.builders.clock import MovableClock
from tests.builders.consoles import gets, posts
from tests.builders.records import copay_row
from tests.integration.consoles.conftest import Town
from tests.integration.migration.city import COPAY, MovingCity

REASON = "転出者の記録。突合後に削除を送信する"


@pytest.fixture
def city(platform: Platform, clock: MovableClock) -> MovingCity:
    """枚方市 with one certificate loaded that its own system no longer has."""
    made = MovingCity(platform, clock).begins()
    made.comes_to(Milestone.INITIAL_LOAD, [copay_row("0000000001"), copay_row("0000000002")])
    made.reconciles({COPAY: [copay_row("0000000001")]})
    return made


def test_the_difference_is_shown_down_to_the_record_and_accepted_by_name(
    console: FlaskClient, town: Town, city: MovingCity
) -> None:
    _, found = gets(console, "municipal/reconciliation", town.viewer)
    [difference] = found["differences"]
    wanted = {"differences": [difference["id"]], "reason": REASON}

    assert (found["state"], difference["what"]) == ("different", "only_here")
    assert difference["insured_number"] == "0000000002"
    for who in (town.viewer, town.operator):
        assert posts(console, "municipal/reconciliation/accept", who, **wanted)[1] == "accounts.not_yours"
    assert posts(console, "municipal/reconciliation/accept", town.approver, **wanted)[1] == {
        "accepted": [difference["id"]]
    }
    [accepted] = gets(console, "municipal/reconciliation", town.viewer)[1]["differences"]
    assert (accepted["accepted_by"], accepted["accepted_why"]) == ("見本 職員 (approver-1)", REASON)
    again = posts(console, "municipal/reconciliation/accept", town.approver, **wanted)
    assert again == (409, "migration.nothing_to_accept")


def test_a_blank_reason_accepts_nothing(console: FlaskClient, town: Town, city: MovingCity) -> None:
    refused = posts(console, "municipal/reconciliation/accept", town.approver, reason=" ")

    assert refused == (400, "migration.not_signed_for")


def test_each_municipality_sees_its_own_only(console: FlaskClient, town: Town, city: MovingCity) -> None:
    _, mine = gets(console, "municipal/programme", town.viewer)

    assert mine["programme"]["insurer_number"] == "272104"
    assert gets(console, "municipal/reconciliation", town.elsewhere)[1]["state"] is None
    assert gets(console, "municipal/programme", town.elsewhere) == (404, "migration.programme_unknown")
