"""A municipality's people watch their transfers by REST, cancel them and let held ones pass."""

from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from care_platform.platform import Platform
from care_platform.store.tables import Transfer
from tests.builders.consoles import gets, posts
from tests.builders.records import copay_row
from tests.builders.transfers import now, opened, parts_of, sent
from tests.integration.consoles.conftest import Town
from tests.integration.guard.town import COPAY, copays, full_load

REASON = "対象者の抽出を見直し、全件を確認した"


@pytest.fixture
def held(platform: Platform) -> Transfer:
    """A full load of 40 where 300 are usual."""
    full_load(platform, COPAY, copays(300))
    return full_load(platform, COPAY, copays(40, first=1_000))


def test_transfers_are_listed_newest_first_and_page_by_page(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    first = sent(platform, COPAY, [copay_row()])
    second = opened(platform, COPAY, parts_of(COPAY, [copay_row(rate="2")])).transfer

    status, page = gets(console, "municipal/transfers", town.viewer, page_size=1)
    _, rest = gets(console, "municipal/transfers", town.viewer, before=page["next"])
    _, applied = gets(console, "municipal/transfers", town.viewer, state="applied", record_kind=COPAY)

    assert status == 200
    assert [one["transfer_id"] for one in page["transfers"]] == [str(second.public_id)]
    assert [one["transfer_id"] for one in rest["transfers"]] == [str(first.public_id)]
    assert [one["counts"]["received"] for one in applied["transfers"]] == [1]
    assert rest["next"] is None


def test_the_status_names_missing_parts_and_the_report_row_and_remedy(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    waiting = opened(platform, COPAY, parts_of(COPAY, [copay_row()])).transfer
    done = sent(platform, COPAY, [copay_row(rate="7")])

    _, status = gets(console, "municipal/transfers/status", town.viewer, transfer_id=waiting.public_id)
    _, report = gets(console, "municipal/transfers/report", town.viewer, transfer_id=done.public_id)

    assert (status["state"], status["missing_parts"]) == ("open", [1])
    assert report["transfer"]["counts"]["rejected"] == 1
    assert report["lines"][0]["row_number"] == 1
    assert report["lines"][0]["remedy_ja"]
    early = gets(console, "municipal/transfers/report", town.viewer, transfer_id=waiting.public_id)
    beyond = gets(console, "municipal/transfers/report", town.viewer, transfer_id=done.public_id, page=9)
    assert (early[0], beyond[0]) == (409, 400)


def test_a_held_transfer_shows_its_figures_and_passes_by_an_approvers_word(
    console: FlaskClient, platform: Platform, town: Town, held: Transfer, enqueued: list[int]
) -> None:
    _, hold = gets(console, "municipal/transfers/hold", town.viewer, transfer_id=held.public_id)

    decision = {"transfer_id": str(held.public_id), "reason": REASON}
    status, released = posts(console, "municipal/transfers/release", town.approver, **decision)

    assert [(f["code"], f["expected"], f["found"]) for f in hold["figures"]] == [
        ("guard.row_count_departs", "300", "40")
    ]
    assert (status, released["state"]) == (200, "sealed")
    assert enqueued == [held.id]
    assert held.id is not None
    platform.processor().process(held.id)
    assert now(platform, held).state == "applied"
    _, after = gets(console, "municipal/transfers/hold", town.viewer, transfer_id=held.public_id)
    assert (after["released_by"], after["reason"]) == ("見本 職員 (approver-1)", REASON)


def test_only_an_approver_releases_and_only_with_a_reason(
    console: FlaskClient, platform: Platform, town: Town, held: Transfer, enqueued: list[int]
) -> None:
    decision = {"transfer_id": str(held.public_id), "reason": REASON}

    for who in (town.viewer, town.operator):
        assert posts(console, "municipal/transfers/release", who, **decision)[1] == "accounts.not_yours"
    wordless = posts(console, "municipal/transfers/release", town.approver, **decision | {"reason": "  "})
    assert wordless == (400, "guard.release_unnamed")
    assert (now(platform, held).state, enqueued) == ("held", [])


def test_an_operator_cancels_with_a_name_and_a_viewer_does_not(
    console: FlaskClient, platform: Platform, town: Town, held: Transfer
) -> None:
    decision = {"transfer_id": str(held.public_id), "reason": "取り違えた"}

    assert posts(console, "municipal/transfers/cancel", town.viewer, **decision) == (
        403,
        "accounts.not_yours",
    )
    status, cancelled = posts(console, "municipal/transfers/cancel", town.operator, **decision)

    assert (status, cancelled["state"]) == (200, "cancelled")
    assert (cancelled["cancelled_by"], cancelled["cancel_reason"]) == ("見本 職員 (operator-1)", "取り違えた")
    late = posts(console, "municipal/transfers/release", town.approver, **decision)
    assert late == (409, "guard.not_held")


@pytest.mark.parametrize("path", ["status", "report", "hold"])
def test_another_municipalitys_transfer_is_as_unknown_as_none(
    console: FlaskClient, town: Town, held: Transfer, path: str
) -> None:
    theirs = gets(console, f"municipal/transfers/{path}", town.elsewhere, transfer_id=held.public_id)
    none = gets(console, f"municipal/transfers/{path}", town.elsewhere, transfer_id=uuid4())

    assert theirs == none
    assert theirs[1] == "intake.transfer_unknown"
    decision = {"transfer_id": str(held.public_id), "reason": REASON}
    assert posts(console, "municipal/transfers/release", town.elsewhere, **decision) == theirs
    assert gets(console, "municipal/transfers", town.elsewhere)[1]["transfers"] == []
