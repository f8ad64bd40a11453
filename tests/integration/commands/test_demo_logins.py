"""Each audience of the demonstration can sign in with what is printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from care_platform.accounts.events import Occasion
from care_platform.accounts.secret_box import secret_box
from care_platform.accounts.sign_in import PasswordAttempt, enter_code, enter_password
from care_platform.platform import Platform
from care_platform.synthesis.institutions import Institution
from commands.demonstration.logins import Login, make_logins, read_logins, write_logins
from tests.builders.accounts import quick_hashes

HOSPITAL = Institution("9910000014", "見本医院第1", "見本　医師1")


@pytest.fixture
def logins(platform: Platform) -> Iterator[list[Login]]:
    with quick_hashes():
        yield make_logins(platform, "hanako", HOSPITAL)


def test_every_member_of_staff_signs_in_with_the_printed_password_and_code(
    platform: Platform, logins: list[Login]
) -> None:
    staff = [login for login in logins if login.code_secret is not None]
    assert len(staff) == len(logins) - 1
    for login in staff:
        assert _signs_in(platform, login, login.code(platform.clock()))


def test_a_wrong_code_signs_nobody_in(platform: Platform, logins: list[Login]) -> None:
    [operator] = [login for login in logins if login.audience == "municipality operator"]
    right = operator.code(platform.clock())
    assert not _signs_in(platform, operator, f"{(int(right) + 1) % 1_000_000:06}")


def test_the_written_logins_are_read_back_and_belong_to_their_owner(
    logins: list[Login], tmp_path: Path
) -> None:
    path = write_logins(logins, tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    assert list(read_logins(tmp_path).values()) == logins


def _signs_in(platform: Platform, login: Login, code: str) -> bool:
    occasion = Occasion(at=platform.clock(), correlation_id="test")
    attempt = PasswordAttempt(login_name=login.login_name, password=login.password, source="127.0.0.1")
    with platform.engine.begin() as connection:
        account, refusal = enter_password(connection, attempt, occasion)
        assert refusal is None
        assert account is not None
        return enter_code(connection, account, code, secret_box(platform.settings), occasion)
