"""Password, code, lock-out and recovery, as the office lives them."""

import unicodedata
from uuid import UUID

import pytest
from sqlalchemy import text

from care_platform.accounts.events import EventKind
from care_platform.accounts.managing import end_account, recover_account, unlock_account
from care_platform.accounts.secret_box import secret_box
from care_platform.accounts.sign_in import (
    PasswordAttempt,
    begin_enrolment,
    change_password,
    confirm_enrolment,
    enter_code,
    enter_password,
)
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.catalogue.accounts import SIGN_IN_REFUSED, TOO_MANY_ATTEMPTS
from care_platform.store.offices import end_office
from tests.builders.accounts import PASSWORD, Member, account, events, first_account, member, occasion
from tests.builders.clock import MovableClock
from tests.builders.offices import OFFICE, office

WRONG = "これは違うパスワードです"


@pytest.fixture
def staff(platform: Platform) -> Member:
    office(platform)
    return member(platform)


def tries(
    platform: Platform, password: str, login_name: str = "kj000000000001", source: str = "192.0.2.1"
) -> tuple[UUID | None, Entry | None]:
    attempt = PasswordAttempt(login_name=login_name, password=password, source=source)
    with platform.engine.begin() as connection:
        return enter_password(connection, attempt, occasion(platform))


def enters(platform: Platform, staff: Member, code: str) -> bool:
    with platform.engine.begin() as connection:
        return enter_code(connection, staff.id, code, secret_box(platform.settings), occasion(platform))


def test_password_and_code_sign_in(platform: Platform, staff: Member) -> None:
    assert tries(platform, PASSWORD) == (staff.id, None)
    assert enters(platform, staff, staff.code(platform))
    assert events(platform, staff.id)[-2:] == ["password_accepted", "signed_in"]


def test_the_name_is_read_with_kindness_and_the_password_in_any_composition(
    platform: Platform, staff: Member
) -> None:
    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert decomposed != PASSWORD

    assert tries(platform, decomposed, " KJ000000000001 ") == (staff.id, None)


@pytest.mark.parametrize(
    ("login_name", "password"),
    [("kj000000000001", WRONG), ("nobody", PASSWORD), ("nobody\0", "x"), ("kj000000000001", "x" * 5000)],
)
def test_whatever_is_wrong_is_answered_alike(
    platform: Platform, staff: Member, login_name: str, password: str
) -> None:
    assert tries(platform, password, login_name) == (None, SIGN_IN_REFUSED)


def test_an_unknown_name_is_not_written_down(platform: Platform, staff: Member) -> None:
    tries(platform, WRONG, "my-password-by-mistake")

    with platform.engine.connect() as connection:
        last = (
            connection.execute(text("select * from account_event order by id desc limit 1")).mappings().one()
        )
    assert (last["event"], last["account_id"], last["details"]) == (
        "sign_in_failed",
        None,
        {"reason": "unknown"},
    )
    assert "my-password" not in str(dict(last))


def test_five_failures_lock_even_for_the_right_password(
    platform: Platform, staff: Member, clock: MovableClock
) -> None:
    for _ in range(5):
        tries(platform, WRONG)

    assert tries(platform, PASSWORD) == (None, SIGN_IN_REFUSED)
    clock.move(minutes=14, seconds=59)
    assert tries(platform, PASSWORD) == (None, SIGN_IN_REFUSED)
    clock.move(seconds=1)
    assert tries(platform, PASSWORD) == (staff.id, None)
    assert events(platform, staff.id).count("locked") == 1


def test_the_next_lock_is_twice_as_long(platform: Platform, staff: Member, clock: MovableClock) -> None:
    for _ in range(5):
        tries(platform, WRONG)
    clock.move(minutes=15)
    for _ in range(5):
        tries(platform, WRONG, source="198.51.100.7")

    clock.move(minutes=29)
    assert tries(platform, PASSWORD, source="203.0.113.5")[0] is None
    clock.move(minutes=1)
    assert tries(platform, PASSWORD, source="203.0.113.5")[0] == staff.id


def test_wrong_codes_lock_too_and_the_password_alone_forgets_no_failure(
    platform: Platform, staff: Member, clock: MovableClock
) -> None:
    for _ in range(5):
        tries(platform, PASSWORD)
        assert not enters(platform, staff, "000000")

    assert not enters(platform, staff, staff.code(platform))
    clock.move(minutes=15)
    assert enters(platform, staff, staff.code(platform))


def test_the_administrator_ends_a_lock(platform: Platform, staff: Member) -> None:
    for _ in range(5):
        tries(platform, WRONG)
    with platform.engine.begin() as connection:
        unlock_account(connection, staff.id, occasion(platform))

    assert tries(platform, PASSWORD)[0] == staff.id


def test_a_network_address_is_slowed_down_whatever_names_it_tries(
    platform: Platform, staff: Member, clock: MovableClock
) -> None:
    for number in range(10):
        tries(platform, WRONG, f"guess-{number}")

    assert tries(platform, PASSWORD) == (None, TOO_MANY_ATTEMPTS)
    assert tries(platform, PASSWORD, source="203.0.113.5")[0] == staff.id
    clock.move(seconds=1)
    assert tries(platform, PASSWORD)[0] == staff.id
    clock.move(hours=1)
    assert tries(platform, WRONG)[1] is SIGN_IN_REFUSED
    assert tries(platform, PASSWORD)[0] == staff.id


def test_a_code_works_once(platform: Platform, staff: Member, clock: MovableClock) -> None:
    code = staff.code(platform)

    assert enters(platform, staff, code)
    assert not enters(platform, staff, code)
    clock.move(seconds=30)
    assert enters(platform, staff, staff.code(platform))


@pytest.mark.parametrize(("seconds", "right"), [(30, True), (90, False)])
def test_a_slow_clock_is_forgiven_one_step(
    platform: Platform, staff: Member, clock: MovableClock, seconds: int, *, right: bool
) -> None:
    code = staff.code(platform)
    clock.move(seconds=seconds)

    assert enters(platform, staff, code) is right


def test_a_fresh_code_can_be_asked_for_in_between(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        assert enter_code(
            connection, staff.id, staff.code(platform), secret_box(platform.settings), occasion(platform),
            EventKind.CODE_CONFIRMED,
        )  # fmt: skip

    assert events(platform, staff.id)[-1] == "code_confirmed"


def test_the_first_password_works_for_a_week(platform: Platform, clock: MovableClock) -> None:
    office(platform)
    account_id, first = first_account(platform)

    assert tries(platform, first)[0] == account_id
    clock.move(days=7)
    assert tries(platform, first) == (None, SIGN_IN_REFUSED)


def test_a_device_is_enrolled_only_once_and_after_the_password_was_changed(platform: Platform) -> None:
    office(platform)
    account_id, _ = first_account(platform)
    box = secret_box(platform.settings)

    with platform.engine.begin() as connection:
        assert begin_enrolment(connection, account_id, box) is None
        assert not confirm_enrolment(connection, account_id, "000000", box, occasion(platform))


def test_an_enrolled_device_is_not_replaced_by_whoever_knows_the_password(
    platform: Platform, staff: Member
) -> None:
    box = secret_box(platform.settings)
    with platform.engine.begin() as connection:
        assert begin_enrolment(connection, staff.id, box) is None
        assert not confirm_enrolment(connection, staff.id, staff.code(platform), box, occasion(platform))


def test_the_secret_is_not_readable_in_the_database(platform: Platform, staff: Member) -> None:
    with platform.engine.connect() as connection:
        kept = connection.execute(text("select code_secret, password_hash from staff_account")).one()

    assert staff.secret.encode() not in bytes(kept[0])
    assert kept[1].startswith("$argon2id$")


def test_recovery_gives_a_first_password_and_a_new_device(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        first = recover_account(connection, staff.id, occasion(platform))

    assert tries(platform, PASSWORD)[0] is None
    assert tries(platform, first)[0] == staff.id
    found = account(platform, staff.id)
    assert (found.must_change_password, found.code_enrolled) == (True, False)
    assert not enters(platform, staff, staff.code(platform))


def test_an_account_that_ended_opens_nothing(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        end_account(connection, staff.id, occasion(platform))

    assert tries(platform, PASSWORD) == (None, SIGN_IN_REFUSED)
    assert not enters(platform, staff, staff.code(platform))


def test_the_accounts_of_an_office_that_ended_open_nothing(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        end_office(connection, OFFICE, platform.clock())

    assert tries(platform, PASSWORD) == (None, SIGN_IN_REFUSED)


def test_changing_the_password_needs_the_present_one(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        assert not change_password(
            connection, staff.id, WRONG, "新しい長いパスワード二〇二六", occasion(platform)
        )

    assert tries(platform, PASSWORD)[0] == staff.id
    assert "sign_in_failed" in events(platform, staff.id)


@pytest.mark.parametrize("new", ["short", PASSWORD, "kj000000000001-kj", "passwordpassword1"])
def test_a_password_against_the_rules_is_refused_and_changes_nothing(
    platform: Platform, staff: Member, new: str
) -> None:
    with pytest.raises(CataloguedError) as caught, platform.engine.begin() as connection:
        change_password(connection, staff.id, PASSWORD, new, occasion(platform))

    assert caught.value.entry.code == "accounts.password_refused"
    assert new not in str(caught.value.details)
    assert tries(platform, PASSWORD)[0] == staff.id


@pytest.mark.parametrize(
    "statement",
    ["update account_event set event = 'nothing'", "delete from account_event", "truncate account_event"],
)
def test_no_event_is_changed_or_removed(platform: Platform, staff: Member, statement: str) -> None:
    with pytest.raises(Exception, match="append-only"), platform.engine.begin() as connection:
        connection.execute(text(statement))

    assert events(platform, staff.id)[:2] == ["account_made", "password_changed"]
