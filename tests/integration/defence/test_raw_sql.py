"""Raw SQL under the web's role: it sees what a presented credential opens, whatever the application asks."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from care_platform.access.consent import Change
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.people import PersonKey
from care_platform.store import exceptional, person_sessions, registrations
from care_platform.store.defence.policies import CONSENT_GATED
from care_platform.store.presented import Kind, kept_form
from tests.builders.access import insurer_registers, person_account, person_changes
from tests.integration.defence.conftest import OFFICE, OTHER, Attacked

ORDINARY = sorted(RECORD_KINDS.keys() - CONSENT_GATED)


def people_in(connection: Connection, kind: str) -> set[PersonKey]:
    rows = connection.execute(text(f"select insurer_number, insured_number from {kind}"))
    return {PersonKey(*row) for row in rows}


def seen(attacked: Attacked, kinds: list[str] | None = None, **presenting: Any) -> set[PersonKey]:
    """Everybody of whom a row of these kinds is visible."""
    with attacked.statements(**presenting) as connection:
        return set().union(*(people_in(connection, kind) for kind in kinds or sorted(RECORD_KINDS)))


def test_of_every_kind_there_are_rows_and_only_the_users_are_visible(attacked_whole: Attacked) -> None:
    with attacked_whole.platform.engine.connect() as connection:
        for kind in RECORD_KINDS:
            assert people_in(connection, kind), kind
        assert set(connection.execute(text(INSURERS)).scalars()) == {"272104", OTHER}

    assert seen(attacked_whole, kind=None) == set()
    assert seen(attacked_whole, ORDINARY) == {attacked_whole.served}


def test_a_made_up_credential_opens_nothing(attacked: Attacked) -> None:
    assert seen(attacked, secret="guess") == set()


def test_an_offices_token_opens_its_users_and_nobody_else(attacked: Attacked) -> None:
    assert seen(attacked, ORDINARY) == {attacked.served}


def test_naming_others_when_presenting_opens_nobody_else(attacked: Attacked) -> None:
    with attacked.statements() as connection:
        present = text("select care.present('token', sha256(cast(:t as bytea)), :i, :p)")
        everybody = [attacked.served, attacked.neighbour, attacked.foreigner]
        connection.execute(present, {"t": attacked.token.encode(), "i": [p.insurer_number for p in everybody],
                                     "p": [p.insured_number for p in everybody]})  # fmt: skip
        assert people_in(connection, "insured_certificate") == {attacked.served}


def test_what_was_presented_ends_with_the_transaction(attacked: Attacked) -> None:
    assert seen(attacked, ORDINARY)
    assert seen(attacked, ORDINARY, kind=None) == set()


def test_an_ended_registration_opens_nothing(attacked: Attacked) -> None:
    with attacked.platform.engine.begin() as connection:
        assert registrations.end(connection, OFFICE, attacked.served, attacked.platform.clock())

    assert seen(attacked) == set()


def test_a_passed_deadline_opens_nothing(attacked: Attacked) -> None:
    with attacked.platform.engine.begin() as connection:
        connection.execute(text("update registration set view_until = '2026-11-23'"))

    assert seen(attacked) == set()


def test_a_revoked_token_opens_nothing(attacked: Attacked) -> None:
    with attacked.platform.engine.begin() as connection:
        connection.execute(text("update access_token set revoked_at = now()"))

    assert seen(attacked) == set()


def test_a_mix_up_opens_nothing(attacked: Attacked) -> None:
    with attacked.platform.engine.begin() as connection:
        connection.execute(
            text("insert into mismatch (insurer_number, insured_number, reported_at, reported_by, reason) "
                 "values (:i, :p, now(), 'x', 'x')"),
            {"i": attacked.served.insurer_number, "p": attacked.served.insured_number},
        )  # fmt: skip

    assert seen(attacked) == set()


@pytest.mark.parametrize("kind", sorted(CONSENT_GATED))
def test_what_needs_consent_is_there_with_it_and_gone_when_withdrawn(attacked: Attacked, kind: str) -> None:
    someone = _with_a_row(attacked, kind)
    registrations_of(attacked, someone)
    insurer_registers(attacked.platform, someone, given=False)
    assert someone not in seen(attacked, [kind])

    insurer_registers(attacked.platform, someone)
    assert seen(attacked, [kind]) == {someone}

    account = person_account(attacked.platform, person=someone)
    person_changes(attacked.platform, account, Change.KIND_CLOSED, kind, someone, own=someone)
    assert seen(attacked, [kind]) == set()

    person_changes(attacked.platform, account, Change.KIND_OPENED, kind, someone, own=someone)
    insurer_registers(attacked.platform, someone, given=False)
    assert seen(attacked, [kind]) == set()


def _with_a_row(attacked: Attacked, kind: str) -> PersonKey:
    with attacked.platform.engine.connect() as connection:
        found = people_in(connection, kind)
    return min((p for p in found if p.insurer_number == attacked.served.insurer_number),
               key=lambda p: p.insured_number)  # fmt: skip


def registrations_of(attacked: Attacked, person: PersonKey) -> None:
    with attacked.platform.engine.begin() as connection:
        connection.execute(
            text("insert into registration (office_number, insurer_number, insured_number, identity_method, "
                 "registered_at, view_until) values (:o, :i, :p, 'four_items', now(), '2027-02-28') "
                 "on conflict do nothing"),
            {"o": OFFICE, "i": person.insurer_number, "p": person.insured_number},
        )  # fmt: skip


def test_a_person_sees_themselves_alone(attacked: Attacked) -> None:
    account, now = person_account(attacked.platform, person=attacked.neighbour), attacked.platform.clock()
    session = person_sessions.StoredSession(account_id=account, person=attacked.neighbour, form_token="x")
    with attacked.platform.engine.begin() as connection:
        person_sessions.open_session(connection, kept_form("cookie"), session, now, now + timedelta(hours=1))

    assert seen(attacked, kind="person", secret="cookie") == {attacked.neighbour}


INSURERS = "select distinct insurer_number from insured_certificate"
ESCAPES = [
    "set role OWNER", "set session authorization OWNER", "set row_security = off; select * from consent",
    "alter table insured_certificate disable row level security",
    "drop policy web_sees on insured_certificate", "alter role care_web bypassrls", "alter role care_web superuser",
    "create role mine", "grant care_worker to care_web", "set role care_worker",
    "select key from care.secret", "update care.secret set stands_at = null", "insert into care.secret values (true, 'x')",
    "select care.principal('token', 'x', now())", "select care.keys('{office,2775000001}', '1', '2', now(), true)",
    "create or replace function care.seen() returns jsonb language sql as $$ select '{}'::jsonb $$",
    "create function public.f() returns int language sql as $$ select 1 $$", "create schema mine",
    "create table public.mine (x int)", "create extension dblink",
    "create event trigger t on ddl_command_end execute function f()",
    "copy (select 1) to '/tmp/x'", "copy (select 1) to program 'true'", "copy consent from '/etc/passwd'",
    "select pg_read_file('/etc/passwd')", "select pg_ls_dir('/')", "select lo_import('/etc/passwd')",
    "select * from staff_account",
    "select secret from reconciliation_key",
    "delete from insured_certificate", "truncate insured_certificate", "update insured_certificate set name = 'x'",
    "update access_log set allowed = true", "delete from access_log", "truncate access_log",
    "delete from account_event", "update account_event set event = 'x'", "delete from consent_event",
    "delete from audit_seal", "insert into audit_seal default values",
    "insert into api_client select * from api_client", "update care_office set service_types = '{}'",
    "delete from registration", "update sender_certificate set insurer_number = '272104'",
]  # fmt: skip


@pytest.mark.parametrize("statement", ESCAPES)
def test_no_way_around(raw_web: "psycopg.Connection[Any]", engine: Engine, statement: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ActiveSqlTransaction)):
        raw_web.execute(statement.replace("OWNER", engine.url.username or ""))


def test_forged_state_opens_nothing(attacked: Attacked) -> None:
    """Neither an invented proof nor one of another transaction."""
    with attacked.statements() as connection:
        kept, proof = connection.execute(
            text("select current_setting('care.kept'), current_setting('care.proof')")
        ).one()
    forged = kept.replace(OFFICE, "2775000002")
    for state, shown in ((kept, "0" * 64), (kept, proof), (forged, proof)):
        with attacked.statements(kind=None) as connection:
            connection.execute(
                text("select set_config('care.kept', :k, true), set_config('care.proof', :p, true)"),
                {"k": state, "p": shown},
            )
            assert people_in(connection, "insured_certificate") == set()


def test_a_changed_state_opens_nothing_in_its_own_transaction(attacked: Attacked) -> None:
    with attacked.statements() as connection:
        connection.execute(
            text("select set_config('care.kept', jsonb_set(current_setting('care.kept')::jsonb, "
                 "array[:name], 'true')::text, true)"),
            {"name": attacked.neighbour.insurer_number},
        )  # fmt: skip
        assert people_in(connection, "insured_certificate") == set()


def test_a_digest_read_from_a_table_cannot_be_presented(attacked: Attacked) -> None:
    with attacked.statements(kind=None) as connection:
        found = connection.execute(text("select token_digest from access_token")).scalar_one()
        opened = connection.execute(text("select care.present('token', :d, null, null)"), {"d": found})
        assert opened.scalar_one() is False


@pytest.mark.parametrize("path", ["pg_temp, public, pg_catalog", "pg_temp, care, public"])
def test_shadowed_names_change_nothing(attacked: Attacked, path: str) -> None:
    """Temporary tables of the same names, in front of the search path."""
    with attacked.statements() as connection:
        connection.execute(text(f"set local search_path = {path}"))
        connection.execute(text("create temp table registration as select 'x' as office_number"))
        connection.execute(
            text("create temp table secret as select true as one, 'x' as key, null::timestamptz as stands_at")
        )
        connection.execute(text("create temp table text (x int)"))
        present = "select care.present('token', sha256(cast(:t as bytea)), null, null)"
        connection.execute(text(present), {"t": attacked.token.encode()})
        assert people_in(connection, "public.insured_certificate") == {attacked.served}


def test_a_leaking_function_sees_only_what_is_visible(attacked: Attacked) -> None:
    with attacked.statements() as connection:
        connection.execute(text("create temp table leaked (name text)"))
        connection.execute(
            text("create function pg_temp.leak(n text) returns boolean language plpgsql cost 0.0000001 as "
                 "$$ begin insert into leaked values (n); return true; end $$")
        )  # fmt: skip
        connection.execute(
            text("select count(*) from insured_certificate where pg_temp.leak(insured_number)")
        )
        assert set(connection.execute(text("select name from leaked")).scalars()) == {
            attacked.served.insured_number
        }


def test_copy_out_gives_only_what_is_visible(raw_web: "psycopg.Connection[Any]", attacked: Attacked) -> None:
    with raw_web.cursor() as cursor, cursor.copy("copy insured_certificate to stdout") as copied:
        assert list(copied.rows()) == []


def test_nobody_but_an_insurer_writes_records_and_only_its_own(attacked: Attacked) -> None:
    with attacked.statements() as connection:
        changed = connection.execute(text("update insured_certificate set superseded_by = 1"))
        assert changed.rowcount == 0
    with pytest.raises(ProgrammingError, match="row-level security"), attacked.statements() as connection:
        connection.execute(
            text(
                "insert into insured_certificate select (c).* from (select c from insured_certificate c limit 1) x"
            )
        )


TIES = [
    "insert into registration (office_number, insurer_number, insured_number, identity_method, registered_at, view_until) "
    "values ('{office}', '272104', '{person}', 'four_items', now(), '2027-02-28')",
    "insert into exceptional_access (kind, office_number, insurer_number, insured_number, reason_code, reason_text, "
    "identity_method, opened_at, open_until) values ('disaster', '{office}', '272104', '{person}', 'x', 'x', 'x', now(), "
    "now() + interval '1 hour')",
    "update registration set view_until = '2099-12-31'",
    "update exceptional_access set open_until = '2099-12-31'",
    "insert into opinion_tie (institution_code, insurer_number, insured_number, requested_at, view_until) "
    "values ('{office}', '272104', '{person}', now(), '2099-12-31')",
    "insert into consent_state (insurer_number, insured_number, given, closed_kinds, closed_offices, changed_at) "
    "values ('272104', '{person}', true, '{{}}', '{{}}', now())",
    "update mismatch set settled_at = now(), settled_by = 'x', settled_note = 'x'",
]
NAMES = [
    "registration",
    "window",
    "longer registration",
    "longer window",
    "opinion",
    "consent",
    "mix-up",
]


@pytest.mark.parametrize("statement", TIES, ids=NAMES)
def test_no_tie_is_made_without_the_log_that_the_person_reads(attacked: Attacked, statement: str) -> None:
    _a_window_and_a_mix_up(attacked)
    wanted = statement.format(office=OFFICE, person=attacked.neighbour.insured_number)
    with attacked.statements() as connection:
        connection.execute(text(wanted))
        with pytest.raises(ProgrammingError, match="without its line in the access log"):
            connection.execute(text("set constraints all immediate"))


def _a_window_and_a_mix_up(attacked: Attacked) -> None:
    names = {"office": OFFICE, "insurer": "272104", "person": attacked.served.insured_number}
    with attacked.platform.engine.begin() as connection:
        connection.execute(
            text("insert into exceptional_access (kind, office_number, insurer_number, insured_number, reason_code, "
                 "reason_text, identity_method, opened_at, open_until) "
                 "values ('disaster', :office, :insurer, :person, 'x', 'x', 'x', now(), now())"), names,
        )  # fmt: skip
        connection.execute(
            text("insert into mismatch (insurer_number, insured_number, reported_at, reported_by, reason) "
                 "values (:insurer, :person, now(), 'x', 'x')"), names,
        )  # fmt: skip


MOVED = [
    "update registration set insured_number = '0000000009'",
    "update exceptional_access set insured_number = '0000000009'",
    "update opinion_tie set institution_code = '2710000001'",
    "update mismatch set insured_number = '0000000009'",
    "update consent_state set insured_number = '0000000009'",
    "update insurer_sharing set shared_from = now()",
]


@pytest.mark.parametrize("statement", MOVED)
def test_no_tie_is_moved_to_another_person(raw_web: "psycopg.Connection[Any]", statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw_web.execute(statement)


NOBODY_OR_AN_OFFICE: tuple[Kind | None, ...] = (None, "token")


def test_nobody_lists_the_people_born_on_a_day_but_in_an_emergency_or_a_disaster(attacked: Attacked) -> None:
    with attacked.platform.engine.connect() as connection:
        born = connection.execute(
            text("select birth_date, sex from insured_certificate where insurer_number = '272104' limit 1")
        ).one()
    search = text("select count(*) from care.candidates('272104', :birth, :sex, null)")
    stated = {"birth": born.birth_date, "sex": born.sex}

    for kind in NOBODY_OR_AN_OFFICE:
        with attacked.statements(kind=kind) as connection:
            assert connection.execute(search, stated).scalar_one() == 0

    now = attacked.platform.clock()
    with attacked.platform.engine.begin() as connection:
        exceptional.add_disaster(connection, "272104", now, now + timedelta(days=1), "x", "x")
    with attacked.statements() as connection:
        assert connection.execute(search, stated).scalar_one() > 0


def test_parts_as_sent_are_closed_too(attacked: Attacked) -> None:
    with attacked.statements() as connection:
        assert connection.execute(text("select count(*) from transfer_part")).scalar_one() == 0
