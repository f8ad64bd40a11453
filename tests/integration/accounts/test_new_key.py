"""A new key for sealed secrets, while people go on signing in."""

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from care_platform.accounts.resealing import _SEALED, reseal
from care_platform.accounts.secret_box import secret_box
from care_platform.accounts.sign_in import enter_code
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from tests.builders.accounts import Member, member, occasion
from tests.builders.clock import MovableClock
from tests.builders.offices import office


@pytest.fixture
def staff(platform: Platform) -> Member:
    office(platform)
    return member(platform)


def keys(platform: Platform, *lines: str) -> None:
    """The key file, first line first."""
    path = platform.settings.data_dir / "account-secrets.key"
    path.write_text("\n".join(lines))


def present_key(platform: Platform) -> str:
    return (platform.settings.data_dir / "account-secrets.key").read_text()


def signs_in(platform: Platform, staff: Member, clock: MovableClock) -> bool:
    clock.move(seconds=60)
    with platform.engine.begin() as connection:
        box = secret_box(platform.settings)
        return enter_code(connection, staff.id, staff.code(platform), box, occasion(platform, staff.id))


def sealed_anew(platform: Platform) -> dict[str, int]:
    with platform.engine.begin() as connection:
        return reseal(connection, secret_box(platform.settings))


def test_codes_are_taken_before_between_and_after(
    platform: Platform, staff: Member, clock: MovableClock
) -> None:
    former, new = present_key(platform), Fernet.generate_key().decode()
    assert signs_in(platform, staff, clock)

    keys(platform, new, former)
    assert signs_in(platform, staff, clock)

    assert sealed_anew(platform)["staff_account"] == 1
    keys(platform, new)
    assert signs_in(platform, staff, clock)


def test_without_sealing_anew_the_former_key_is_still_needed(platform: Platform, staff: Member) -> None:
    keys(platform, Fernet.generate_key().decode())

    with pytest.raises(CataloguedError, match=r"accounts\.key_unusable"):
        sealed_anew(platform)


def test_no_sealed_column_is_forgotten(platform: Platform) -> None:
    query = text(
        "select table_name, column_name from information_schema.columns where table_schema = 'public' "
        "and data_type = 'bytea' and column_name like '%secret%'"
    )
    with platform.engine.connect() as connection:
        found = {row[0]: row[1] for row in connection.execute(query)}
    assert found == {table: column for table, (_, column) in _SEALED.items()}
