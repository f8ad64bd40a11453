"""The pure rules: who looks after whom, who may let software do what, locks, passwords, codes, keys."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from cryptography.fernet import Fernet

from care_platform.accounts.duties import Duty, duties_of, grantable_scopes
from care_platform.accounts.kinds import (
    LOOKS_AFTER,
    ROLES,
    Level,
    OrganisationKind,
    Role,
    job_type_fits,
    role_fits,
)
from care_platform.accounts.lockout import LONGEST_LOCK, LONGEST_WAIT, locked_until, wait_of_source
from care_platform.accounts.one_time_codes import matched_step
from care_platform.accounts.passwords import check_new_password, temporary_password
from care_platform.accounts.secret_box import secret_box
from care_platform.reference.catalogue import CataloguedError
from care_platform.settings import Settings
from care_platform.store.offices import SCOPES

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
BOTH = frozenset({"records.read", "users.write"})


def test_nobody_looks_after_accounts_of_their_own_level_or_above() -> None:
    order = [Level.STAFF, Level.ADMINISTRATOR, Level.ORGANISATION]

    assert all(order.index(under) < order.index(by) for by, unders in LOOKS_AFTER.items() for under in unders)
    assert LOOKS_AFTER[Level.STAFF] == frozenset()


@pytest.mark.parametrize("kind", OrganisationKind)
@pytest.mark.parametrize("job_type", [None, "care_manager"])
def test_only_a_job_type_in_an_office_lets_software_reach_records(
    kind: OrganisationKind, job_type: str | None
) -> None:
    reaches = bool(grantable_scopes(kind, Level.STAFF, None, job_type, BOTH))

    assert reaches == (kind is OrganisationKind.OFFICE and job_type is not None)


@pytest.mark.parametrize("kind", OrganisationKind)
@pytest.mark.parametrize("role", Role)
def test_a_role_belongs_to_one_kind_and_never_to_the_whole_organisation(
    kind: OrganisationKind, role: Role
) -> None:
    assert role_fits(kind, Level.STAFF, role) == (role in ROLES[kind])
    assert not role_fits(kind, Level.ORGANISATION, role)


def test_a_job_type_belongs_to_people_of_an_office() -> None:
    assert job_type_fits(OrganisationKind.OFFICE, Level.ADMINISTRATOR, "nurse")
    assert not job_type_fits(OrganisationKind.OFFICE, Level.ORGANISATION, "nurse")
    assert not job_type_fits(OrganisationKind.INSURER, Level.STAFF, "nurse")


@pytest.mark.parametrize(("failures", "minutes"), [(5, 15), (10, 30), (15, 60), (20, 120)])
def test_every_fifth_failure_locks_twice_as_long(failures: int, minutes: int) -> None:
    assert locked_until(failures, NOW) == NOW + timedelta(minutes=minutes)
    assert locked_until(failures - 1, NOW) is None


def test_no_lock_and_no_wait_is_without_end() -> None:
    assert locked_until(5_000_000, NOW) == NOW + LONGEST_LOCK
    assert wait_of_source(5_000_000) == LONGEST_WAIT
    assert [wait_of_source(n).total_seconds() for n in (0, 9, 10, 11, 13)] == [0, 0, 1, 2, 8]


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("elevenchars", "length"),
        ("x" * 129, "length"),
        ("abababababab", "repeated"),
        ("Kaigohokenkaigohoken", "common"),
        ("passwordpassword!!", "common"),
        ("I am sato.hanako here", "login_name"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, reason: str) -> None:
    with pytest.raises(CataloguedError) as caught:
        check_new_password(password, login_name="sato.hanako", former_hash=None)

    assert caught.value.details == {"reason": reason}


@pytest.mark.parametrize("password", ["four words make one", "朝の体操あさがおの咲く庭で", "x7!Qm2#Lp9$w"])
def test_a_passphrase_is_enough(password: str) -> None:
    check_new_password(password, login_name="sato.hanako", former_hash=None)


def test_first_passwords_follow_the_rules_and_differ() -> None:
    made = {temporary_password() for _ in range(50)}

    assert len(made) == 50
    for password in made:
        check_new_password(password, login_name="sato.hanako", former_hash=None)


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "\ud800", "１２３"])
def test_what_is_no_code_is_not_right(code: str) -> None:
    assert matched_step(pyotp.random_base32(), code, NOW, 0) is None


def test_full_width_digits_and_spaces_in_a_code_are_forgiven() -> None:
    secret = pyotp.random_base32()
    code = pyotp.TOTP(secret).at(int(NOW.timestamp()))
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)

    assert matched_step(secret, f"{wide[:3]} {wide[3:]}", NOW, 0) == int(NOW.timestamp()) // 30


def test_a_new_key_seals_and_the_former_one_still_opens(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    settings = Settings(data_dir=tmp_path, secret_key_file=file)
    former, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    file.write_text(former)
    sealed = secret_box(settings).seal("secret")
    file.write_text(f"{new}\n{former}\n")

    resealed = secret_box(settings).reseal(sealed)
    file.write_text(new)

    assert secret_box(settings).open(resealed) == "secret"
    with pytest.raises(CataloguedError, match="key_unusable"):
        secret_box(settings).open(sealed)


def test_the_platforms_own_key_is_made_once_and_is_only_its_own(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new")
    sealed = secret_box(settings).seal("secret")

    [file] = (tmp_path / "new").iterdir()
    assert secret_box(settings).open(sealed) == "secret"
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "no key"])
def test_a_file_without_keys_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys"
    file.write_text(content)

    with pytest.raises(CataloguedError, match="key_unusable"):
        secret_box(Settings(data_dir=tmp_path, secret_key_file=file))


def test_no_duty_lets_software_read_records() -> None:
    for kind in OrganisationKind:
        for level in Level:
            for role in (None, *ROLES[kind]):
                assert not grantable_scopes(kind, level, role, None, SCOPES) & BOTH


def test_what_changes_what_others_see_needs_an_approver() -> None:
    may = {
        role
        for role in Role
        if Duty.APPROVE_MUNICIPAL in duties_of(OrganisationKind.INSURER, Level.STAFF, role)
    }

    assert may == {Role.APPROVER}
    assert duties_of(OrganisationKind.OFFICE, Level.STAFF, None) == frozenset()
