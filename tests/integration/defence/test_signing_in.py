"""The role that serves requests makes no session, token or account; the role that makes them sees no record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from care_platform.accounts import browsers
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.store.presented import kept_form
from tests.builders.access import person_account
from tests.builders.accounts import clerk, quick_hashes
from tests.integration.defence.conftest import Attacked

_SESSION = "decode('00', 'hex'), account_id, 'x', now(), now() + interval '1 hour'"
ATTEMPTS = [
    # to be somebody
    f"insert into staff_session (cookie_digest, account_id, form_token, created_at, expires_at) select {_SESSION} "
    "from staff_session",
    f"insert into person_session (cookie_digest, account_id, form_token, created_at, expires_at) select {_SESSION} "
    "from person_session",
    "insert into access_token select * from access_token", "insert into staff_grant select * from staff_grant",
    "insert into authorization_code values ('x', gen_random_uuid(), 'x', 'x', now(), null)",
    "insert into refresh_token values ('x', gen_random_uuid(), now(), now(), null)",
    "insert into staff_account (id, login_name) values (gen_random_uuid(), 'x')",
    "insert into person_account (id, issuer, subject, created_at, failed_links) "
    "values (gen_random_uuid(), 'x', 'x', now(), 0)",
    "insert into client_redirect values ('x', 'https://elsewhere.example')",
    # to be somebody else
    "update staff_session set account_id = gen_random_uuid()", "update staff_session set cookie_digest = 'x'",
    "update staff_session set code_verified_at = now()", "update staff_session set created_at = now()",
    "update person_session set account_id = gen_random_uuid()", "update person_session set cookie_digest = 'x'",
    "update person_session set claims = '{}'",
    "update access_token set token_digest = 'x'", "update access_token set client_id = 'x'",
    "update access_token set scopes = '{}'", "update access_token set grant_id = null",
    "update access_token set revoked_at = null", "update access_token set expires_at = now()",
    "update staff_grant set account_id = gen_random_uuid()", "update staff_grant set revoked_at = null",
    "update staff_account set password_hash = 'x'", "update staff_account set code_secret = 'x'",
    "update staff_account set code_confirmed_at = null", "update staff_account set failures = 0",
    "update staff_account set organisation = 'x'", "update staff_account set job_type = 'x'",
    "update staff_account set role = 'approver'", "update staff_account set emergency_right = true",
    "update staff_account set ended_at = null",
    "update person_account set subject = 'x'", "update person_account set insured_number = '0000000009'",
    "update person_account set failed_links = 0",
    # to guess without being counted, and to sign others out
    "delete from sign_in_source", "delete from sign_in_attempt", "delete from used_assertion",
    "delete from staff_session", "delete from person_session", "delete from access_token",
    # to read what proves somebody
    "select password_hash from staff_account", "select code_secret from staff_account",
    "select claims from person_session", "select * from person_session",
    "select code_digest from authorization_code", "select token_digest from refresh_token",
    "select source_digest from sign_in_source", "select state_digest from sign_in_attempt",
    "set role care_sign", "grant care_sign to care_web", "select care.staff_secrets(gen_random_uuid())",
]  # fmt: skip


@pytest.mark.parametrize("statement", ATTEMPTS)
def test_the_web_makes_and_changes_nothing_that_says_who_somebody_is(
    raw_web: "psycopg.Connection[tuple[object, ...]]", statement: str
) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedFunction)):
        raw_web.execute(statement)


ASKED = [
    "access_token", "api_client", "care_office", "staff_grant", "staff_account", "person_session", "person_account",
    "staff_session", "sender_certificate", "authorization_code", "refresh_token", "client_redirect",
    "client_certificate", "emergency_hospital", "sign_in_attempt", "sign_in_source", "used_assertion",
]  # fmt: skip
"""What the database asks when something is presented, and what leads there."""


def test_of_all_that_is_asked_the_web_writes_only_that_a_session_goes_on(engine: Engine) -> None:
    query = text(
        "select table_name, column_name, privilege_type from information_schema.column_privileges "
        "where grantee = 'care_web' and privilege_type <> 'SELECT' and table_name = any(:asked) "
        "union select table_name, '', privilege_type from information_schema.table_privileges "
        "where grantee = 'care_web' and privilege_type <> 'SELECT' and table_name = any(:asked)"
    )
    with engine.connect() as connection:
        written = {tuple(row) for row in connection.execute(query, {"asked": ASKED})}
    assert written == {
        ("staff_session", "expires_at", "UPDATE"), ("person_session", "expires_at", "UPDATE")
    }  # fmt: skip


@pytest.mark.parametrize("table", ["staff_session", "person_session"])
def test_no_session_goes_on_for_ever(attacked: Attacked, table: str) -> None:
    _signed_in(attacked)
    with (
        attacked.statements(kind=None) as connection,
        pytest.raises(IntegrityError, match=f"{table}_has_an_end"),
    ):
        connection.execute(text(f"update {table} set expires_at = '2099-12-31'"))


def _signed_in(attacked: Attacked) -> None:
    """A clerk and a person, each with a browser."""
    now = attacked.platform.clock()
    with quick_hashes():
        staff = clerk(attacked.platform)
    account = person_account(attacked.platform)
    with attacked.platform.engine.begin() as connection:
        browsers.open_session(connection, kept_form("planted"), staff.id, "x", None, now)
        connection.execute(
            text("insert into person_session (cookie_digest, account_id, form_token, created_at, expires_at) "
                 "values (:digest, :account, 'x', :now, :now)"),
            {"digest": kept_form("cookie"), "account": account, "now": now},
        )  # fmt: skip


@contextmanager
def signing(platform: Platform) -> Iterator[Connection]:
    """Any statement under the role that signs people in; it leaves nothing behind."""
    with platform.sign_engine.connect() as connection:
        yield connection
        connection.rollback()


BEYOND = [
    *(f"select count(*) from {kind}" for kind in sorted(RECORD_KINDS)),
    "select count(*) from registration", "select count(*) from consent_state", "select count(*) from transfer_part",
    "select count(*) from access_log", "select count(*) from exceptional_access", "select count(*) from opinion_tie",
    "select care.present('token', 'x', null, null)", "select care.seen()", "select key from care.secret",
    "select office_number from care.admit('x', '272104', '0000000001', '{}')",
    "select name from care.candidates('272104', '1940-01-01', '1', null)", "select care.insured('272104', '0000000001')",
    "insert into registration (office_number) values ('x')", "update care_office set service_types = '{}'",
    "update api_client set scopes = '{}'", "delete from staff_account", "delete from account_event",
    "update account_event set event = 'x'", "set role care_web", "set role care_worker",
    "select args from procrastinate_jobs",
]  # fmt: skip


@pytest.mark.parametrize("statement", BEYOND)
def test_signing_in_sees_no_record_and_no_tie(web_platform: Platform, statement: str) -> None:
    with (
        signing(web_platform) as connection,
        pytest.raises(ProgrammingError, match=r"InsufficientPrivilege"),
    ):
        connection.execute(text(statement))


def test_an_account_is_linked_to_nobody_without_the_log_that_the_person_reads(attacked: Attacked) -> None:
    person_account(attacked.platform, person=None)
    with signing(attacked.signing) as connection:
        connection.execute(
            text("update person_account set insurer_number = :insurer, insured_number = :person"),
            {"insurer": attacked.served.insurer_number, "person": attacked.served.insured_number},
        )
        with pytest.raises(ProgrammingError, match="without its line in the access log"):
            connection.execute(text("set constraints all immediate"))


def test_a_platform_that_forgets_to_sign_in_under_its_own_role_signs_nobody_in(
    attacked: Attacked, web_platform: Platform
) -> None:
    """What falls back on the web's own connection fails loudly, and opens nothing."""
    forgetful = replace(web_platform, own_sign_engine=None)
    with quick_hashes():
        staff = clerk(attacked.platform)
    with (
        forgetful.sign_engine.begin() as connection,
        pytest.raises(ProgrammingError, match="InsufficientPrivilege"),
    ):
        browsers.open_session(connection, kept_form("x"), staff.id, "x", None, web_platform.clock())
