"""What a municipality sends about consents gates from the moment it is applied, beside what people decide themselves."""

from typing import Any

import pytest
from sqlalchemy import text

from care_platform.access.consent import Change
from care_platform.access.consent_records import take_over_days
from care_platform.platform import Platform
from care_platform.store.consents import consent_history, consent_of
from tests.builders.access import person_account, person_changes
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, access_log
from tests.builders.records import HIRAKATA
from tests.builders.transfers import sent


def form(history: str = "1", **changes: Any) -> dict[str, Any]:
    """The consent on Hanako's application form of 2026-04-01."""
    return {
        "insurer_number": HIRAKATA, "insured_number": HANAKO.insured_number, "history_number": history,
        "consent_scope": "1", "consented_on": "2026-04-01", "consent_medium": "1",
        "application_date": "2026-04-01", "consent_giver": "1",
    } | changes  # fmt: skip


def comes(platform: Platform, *rows: dict[str, Any]) -> None:
    assert sent(platform, "consent", list(rows)).rejected == 0


def given(platform: Platform) -> bool:
    with platform.engine.connect() as connection:
        return consent_of(connection, HANAKO).given


def history(platform: Platform) -> list[tuple[str, str]]:
    """Who changed it how, oldest first."""
    with platform.engine.connect() as connection:
        return [(line.by_kind, line.change) for line in reversed(consent_history(connection, HANAKO))]


@pytest.mark.parametrize(
    "giver",
    [{}, {"consent_giver": "2", "proxy_name": "見本　太郎", "proxy_relation": "2"}],
    ids=["self", "proxy"],
)
def test_a_consent_sent_counts_at_once_with_history_and_log(
    platform: Platform, giver: dict[str, str]
) -> None:
    comes(platform, form(**giver))

    assert given(platform)
    assert history(platform) == [("insurer", "given")]
    [row] = access_log(platform)
    assert (row["action"], row["organisation"], row["decisions"]) == (
        "change_consent", HIRAKATA, {"consent": "access.allowed"}
    )  # fmt: skip


def test_a_withdrawal_sent_counts_at_once(platform: Platform) -> None:
    comes(platform, form())
    comes(platform, form("2", withdrawn_on="2026-11-24"))

    assert not given(platform)
    assert history(platform) == [("insurer", "given"), ("insurer", "withdrawn")]


def test_sent_again_it_leaves_no_second_line(platform: Platform) -> None:
    comes(platform, form())
    comes(platform, form())
    comes(platform, form("2", consent_medium="3"))

    assert history(platform) == [("insurer", "given")]


@pytest.mark.parametrize("scope", ["2", "3", "4"])
def test_the_forms_other_scopes_gate_nothing(platform: Platform, scope: str) -> None:
    comes(platform, form(consent_scope=scope))

    assert not given(platform)
    assert history(platform) == []


def test_a_correction_does_not_undo_what_the_person_decided_since(platform: Platform) -> None:
    comes(platform, form())
    person_changes(platform, person_account(platform), Change.WITHDRAWN)
    comes(platform, form("2", consent_medium="3"))

    assert not given(platform)


def test_a_new_consent_after_the_persons_withdrawal_counts(platform: Platform, clock: MovableClock) -> None:
    comes(platform, form())
    person_changes(platform, person_account(platform), Change.WITHDRAWN)
    clock.move(days=2)
    comes(platform, form(consented_on="2026-11-25", application_date="2026-11-25"))

    assert given(platform)


def test_what_the_person_took_out_stays_out(platform: Platform) -> None:
    comes(platform, form())
    person_changes(platform, person_account(platform), Change.KIND_CLOSED, "assessment_survey")
    comes(platform, form("2", withdrawn_on="2026-11-24"))

    with platform.engine.connect() as connection:
        assert consent_of(connection, HANAKO).closed_kinds == {"assessment_survey"}


def test_a_withdrawal_counts_from_its_day(platform: Platform, clock: MovableClock) -> None:
    comes(platform, form(withdrawn_on="2026-11-26"))
    assert given(platform)

    clock.move(days=2)
    with platform.engine.begin() as connection:
        assert take_over_days(connection, clock()) == 1
        assert take_over_days(connection, clock()) == 0
    assert not given(platform)


def test_a_refused_transfer_changes_no_consent(platform: Platform) -> None:
    sent(platform, "consent", [form(consent_scope="9")])

    assert not given(platform)
    with platform.engine.connect() as connection:
        assert connection.execute(text("select count(*) from consent_event")).scalar_one() == 0
