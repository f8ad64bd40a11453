"""Putting the defence in force: after every upgrade of the schema, whole, so that nothing of it can be forgotten."""

import hashlib
from functools import lru_cache

from sqlalchemy import Connection, text

from care_platform.store.defence.admission import ADMISSION, SIGNATURE
from care_platform.store.defence.functions import FUNCTIONS, OPEN_TO_ALL, OPEN_TO_SIGN, OPEN_TO_WEB, SCHEMA
from care_platform.store.defence.grants import READ, SIGN, WEB, WORKER, Decision, decisions
from care_platform.store.defence.policies import logged_ties, protected
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)
_ROLES = (WEB, WORKER, SIGN)
_QUEUE = "procrastinate_"

_MAKE_ROLE = """
do $$
begin
  begin
    if to_regrole('{role}') is null then
      create role {role} login;
    end if;
    alter role {role} login nosuperuser nocreatedb nocreaterole noinherit;
  exception when duplicate_object or unique_violation or insufficient_privilege then
    null;
  end;
end $$
"""


_IN_FORCE = """
select coalesce(obj_description(care, 'pg_namespace') = :mark and (
  select bool_and(coalesce(has_schema_privilege(to_regrole(r)::oid, care, 'usage'), false))
  from unnest(cast(:roles as text[])) r), false)
from (select to_regnamespace('care')::oid as care) s
"""


def defend(connection: Connection, revision: str | None) -> None:
    """Brings roles, grants, policies and functions to what this program says; nothing happens where they are so.

    `revision` is the schema's: another one has other tables. A database whose owner may not make roles stays
    without: its administrator makes them and upgrades again.
    """
    if is_defended(connection, revision):
        return
    for role in _ROLES:
        connection.exec_driver_sql(_MAKE_ROLE.format(role=role))
    if not all(_known(connection, role) for role in _ROLES):
        _log.warning("database.roles_missing", roles=", ".join(_ROLES))
        return
    for statement in [*_everything(), *_grants(connection)]:
        connection.exec_driver_sql(statement.replace("%", "%%"))
    connection.exec_driver_sql(f"comment on schema care is '{_mark(revision)}'")


def is_defended(connection: Connection, revision: str | None) -> bool:
    """Whether the defence of this very program is in force, and for every role: a restored copy may have none."""
    asked = {"mark": _mark(revision), "roles": list(_ROLES)}
    return bool(connection.execute(text(_IN_FORCE), asked).scalar_one())


def _mark(revision: str | None) -> str:
    return f"defence {revision} {digest()}"


@lru_cache(maxsize=1)
def digest() -> str:
    """What tells one defence from another."""
    said = [*_everything(), *(f"{table} {decision}" for table, decision in sorted(decisions().items()))]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _known(connection: Connection, role: str) -> bool:
    return connection.execute(text("select to_regrole(:role)"), {"role": role}).scalar_one() is not None


def _everything() -> list[str]:
    """All but the grants on tables, which depend on the tables there are."""
    roles = ", ".join(_ROLES)
    statements = [SCHEMA, *FUNCTIONS, *ADMISSION,
                  "revoke all on schema care from public", f"grant usage on schema care to {roles}",
                  f"revoke all on all functions in schema care from public, {roles}",
                  f"revoke all on all tables in schema care from public, {roles}"]  # fmt: skip
    for role, entrances in (
        (f"{WEB}, {WORKER}", OPEN_TO_ALL),
        (WEB, [*OPEN_TO_WEB, SIGNATURE]),
        (SIGN, OPEN_TO_SIGN),
    ):
        statements += [f"grant execute on function care.{signature} to {role}" for signature in entrances]
    statements += ["revoke create on schema public from public", f"grant usage on schema public to {roles}"]
    for table, policies in protected().items():
        statements.append(_DROP_POLICIES.format(table=table))
        statements.append(f"alter table public.{table} enable row level security")
        statements += policies
    return [*statements, *logged_ties()]


_DROP_POLICIES = """
do $$
declare old text;
begin
  for old in select polname from pg_policy where polrelid = 'public.{table}'::regclass loop
    execute format('drop policy %I on public.{table}', old);
  end loop;
end $$
"""


def _grants(connection: Connection) -> list[str]:
    roles = ", ".join(_ROLES)
    statements = [
        f"revoke all on all tables in schema public from public, {roles}",
        f"revoke all on all sequences in schema public from public, {roles}",
    ]
    tables = _tables(connection)
    for table, decision in decisions().items():
        if table in tables:
            statements += _grants_of(table, decision, tables[table])
    queue = [table for table in tables if table.startswith(_QUEUE)]
    users = f"{WEB}, {WORKER}"
    statements += [f"grant select, insert, update, delete on public.{table} to {users}" for table in queue]
    sequences = connection.execute(text("select sequencename from pg_sequences where schemaname = 'public'"))
    queues = [name for name in sequences.scalars() if name.startswith(_QUEUE)]
    return [*statements, *(f"grant usage on sequence public.{name} to {users}" for name in queues)]


def _grants_of(table: str, decision: Decision, columns: list[str]) -> list[str]:
    shown = ", ".join(column for column in columns if column not in decision.hidden)
    parts = {
        WEB: _without_hidden(decision.web, shown, decision),
        WORKER: _without_hidden(decision.worker, shown, decision),
        SIGN: decision.sign,
    }
    return [f"grant {allowed} on public.{table} to {role}" for role, allowed in parts.items() if allowed]


def _without_hidden(privileges: str, shown: str, decision: Decision) -> str:
    """The privileges with what is hidden taken out of a select of every column."""
    names_columns = privileges.startswith(f"{READ} (")
    return (
        privileges
        if names_columns or not decision.hidden
        else privileges.replace(READ, f"{READ} ({shown})", 1)
    )


def _tables(connection: Connection) -> dict[str, list[str]]:
    """The tables of the schema `public` with their columns."""
    found: dict[str, list[str]] = {}
    query = text(
        "select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid "
        "where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 "
        "and not a.attisdropped order by 1, a.attnum"
    )
    for table, column in connection.execute(query):
        found.setdefault(table, []).append(column)
    return found
