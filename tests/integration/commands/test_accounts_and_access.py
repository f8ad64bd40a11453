"""`care-platform accounts` and `care-platform access` as an operator uses them."""

from datetime import date

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from care_platform.platform import Platform
from care_platform.store.exceptional import NewWindow, open_window, suspend
from commands.access import access
from commands.accounts import accounts
from commands.context import Wiring
from tests.builders.accounts import account, events, member
from tests.builders.offices import CLIENT, HANAKO, OFFICE, office, serves

HOSPITAL = "2710000001"


class Desk:
    """The command line on the test's database."""

    def __init__(self, platform: Platform, database_url: str) -> None:
        self.wiring = Wiring(lambda _: platform, lambda _: database_url)

    def run(self, group: click.Group, *words: str) -> Result:
        return CliRunner().invoke(group, list(words), obj=self.wiring)

    def says(self, group: click.Group, *words: str) -> str:
        result = self.run(group, *words)
        assert result.exit_code == 0, result.output
        return result.stdout.strip()

    def refuses(self, group: click.Group, *words: str) -> str:
        result = self.run(group, *words)
        assert result.exit_code == 1, result.output
        return result.stderr.strip()


@pytest.fixture
def desk(platform: Platform, database_url: str) -> Desk:
    office(platform)
    office(platform, HOSPITAL, ())
    return Desk(platform, database_url)


def test_the_first_account_of_an_office_gets_a_first_password(desk: Desk, platform: Platform) -> None:
    words = ["add", "--kind", "office", "--organisation", OFFICE, "--login", "admin", "--staff-id", "A",
             "--name", "見本 管理者", "--level", "administrator"]  # fmt: skip
    password = desk.says(accounts, *words)

    assert len(password) >= 12
    assert events(platform) == ["account_made"]
    assert "accounts." in desk.refuses(accounts, *words)


def test_an_account_is_recovered_unlocked_and_ended(desk: Desk, platform: Platform) -> None:
    staff = member(platform)
    with platform.engine.begin() as connection:
        connection.execute(text("update staff_account set locked_until = '2030-01-01'"))

    desk.says(accounts, "unlock", staff.login_name)
    assert not account(platform, staff.id).locked
    assert len(desk.says(accounts, "recover", staff.login_name)) >= 12
    assert account(platform, staff.id).must_change_password
    desk.says(accounts, "end", staff.login_name)
    for command in ("unlock", "recover", "end"):
        assert "no such account" in desk.refuses(accounts, command, staff.login_name)


def test_software_gets_its_address_and_its_certificate(desk: Desk, platform: Platform) -> None:
    desk.says(accounts, "add-redirect", "--client-id", CLIENT, "--uri", "https://software.example/back")
    desk.says(accounts, "add-certificate", "--client-id", CLIENT, "--fingerprint", "ab" * 32)

    with platform.engine.connect() as connection:
        assert (
            connection.execute(text("select redirect_uri from client_redirect"))
            .scalar_one()
            .endswith("/back")
        )
        assert (
            connection.execute(text("select fingerprint from client_certificate")).scalar_one() == "ab" * 32
        )
    assert "access.client_invalid" in desk.refuses(
        accounts, "add-redirect", "--client-id", CLIENT, "--uri", "javascript:1"
    )


def test_secrets_are_sealed_anew(desk: Desk, platform: Platform) -> None:
    member(platform)
    assert desk.says(accounts, "reseal") == "staff_account: 1, notice_recipient: 0, reconciliation_key: 0"


def test_the_matrix_is_printed_whole_and_by_kind(desk: Desk) -> None:
    whole, one = desk.says(access, "matrix"), desk.says(access, "matrix", "--kind", "consent")

    assert "physician_opinion" in whole
    assert "physician_opinion" not in one
    assert "own_insured" in one


def test_registrations_are_kept(desk: Desk, platform: Platform) -> None:
    serves(platform, until=date(2026, 11, 23))

    assert desk.says(access, "keep-registrations") == "0 extended, 1 ended, 0 tied."


def test_a_disaster_is_opened_for_a_time_and_closed(desk: Desk) -> None:
    words = [
        "disaster",
        "open",
        "--insurer",
        "272104",
        "--by",
        "運営者",
        "--reason",
        "大雨による浸水被害のため",
    ]
    assert "in the past" in desk.run(access, *words, "--until", "2026-11-01T00:00").stderr
    assert desk.says(access, *words, "--until", "2026-12-01T00:00").startswith("Disaster period 1 is open")
    desk.says(access, "disaster", "close", "--period", "1", "--by", "運営者")
    assert "No such period" in desk.refuses(access, "disaster", "close", "--period", "1", "--by", "運営者")


def test_an_emergency_waits_for_its_review_and_is_closed_by_another(desk: Desk, platform: Platform) -> None:
    desk.says(access, "emergency", "grant", "--hospital", HOSPITAL, "--privacy-officer", "保護責任者")
    window = NewWindow(
        kind="emergency", office_number=HOSPITAL, staff_id="dr-1", person=HANAKO, reason_code="unconscious",
        reason_text="救急搬送、意識なし", identity_method="four_items", opened_at=platform.clock(),
        open_until=platform.clock(),
    )  # fmt: skip
    with platform.engine.begin() as connection:
        number = str(open_window(connection, window, ["person"]))

    waiting = desk.says(access, "emergency", "queue")
    assert waiting.endswith("1 to review.")
    assert HANAKO.insured_number not in waiting
    closing = [
        "emergency",
        "review",
        "--access",
        number,
        "--outcome",
        "justified",
        "--note",
        "記録と一致",
        "--by",
    ]
    assert "opened it yourself" in desk.refuses(access, *closing, "dr-1")
    desk.says(access, *closing, "officer")
    assert desk.says(access, "emergency", "queue") == "0 to review."


def test_a_mix_up_is_listed_and_settled_by_its_insurer(desk: Desk, platform: Platform) -> None:
    with platform.engine.begin() as connection:
        case = str(suspend(connection, HANAKO, OFFICE, "生年月日が違う", platform.clock()))

    assert OFFICE in desk.says(access, "mismatch", "list", "--insurer", HANAKO.insurer_number)
    confirming = [
        "mismatch",
        "confirm",
        "--case",
        case,
        "--note",
        "別人ではない",
        "--by",
        "職員",
        "--insurer",
    ]
    assert "no such open case" in desk.refuses(access, *confirming, "272039")
    desk.says(access, *confirming, HANAKO.insurer_number)
    assert desk.says(access, "mismatch", "list", "--insurer", HANAKO.insurer_number) == ""
