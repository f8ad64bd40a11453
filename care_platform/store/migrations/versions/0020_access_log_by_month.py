"""The access log by month, append-only, with the chain of its seals.

Two roles that cannot log in name what the application needs: `care_web` writes and reads the log, `care_worker`
also seals it. Neither may change or remove a row, nor choose a row's id or transaction number.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOVED = (
    "id, at, correlation_id, action, actor_kind, organisation, client_id, account_id, purpose, insurer_number, "
    "insured_number, allowed, decisions, as_of_sequence"
)

_SET_ASIDE = [
    "alter table access_log rename to access_log_before",
    "alter sequence access_log_id_seq rename to access_log_before_id_seq",
    "drop index access_log_by_person",
    "alter table access_log_before drop constraint access_log_pkey",
]

_LOG = """
create table access_log (
  transaction_number bigint not null default pg_current_xact_id()::text::bigint,
  id bigint generated always as identity,
  at timestamptz not null,
  correlation_id text not null,
  action text not null,
  actor_kind text not null,
  organisation text,
  client_id text,
  account_id uuid,
  staff_id text,
  purpose text not null,
  insurer_number text,
  insured_number text,
  allowed boolean not null,
  emergency boolean not null default false,
  decisions jsonb not null,
  as_of_sequence bigint,
  primary key (transaction_number, id, at)
) partition by range (at)
"""

_INDEXES = [
    "create index access_log_by_person on access_log (insurer_number, insured_number, id)",
    "create index access_log_by_organisation on access_log (organisation, id)",
]

_REFUSE = """
create function audit_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege';
end $$
"""

_TRIGGERS = [
    "create trigger append_only before update or delete on {table} for each row "
    "execute function audit_refuse_change()",
    "create trigger never_emptied before truncate on {table} for each statement "
    "execute function audit_refuse_change()",
]

_DEFAULT_PARTITION = [
    "create schema access_log_month",
    "create table access_log_month.other partition of access_log default",
    _TRIGGERS[1].format(table="access_log_month.other"),
]

# Rows of the month that came before its partition wait in the default one; they are moved, or the new partition
# could not be attached. The triggers rest for that only, inside this transaction.
_MAKE_MONTH = """
create function access_log_make_month(day date) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '5s' as $$
declare
  month date := date_trunc('month', day);
  part text := format('access_log_month.%I', to_char(month, '"m"YYYY_MM'));
  from_at timestamptz := month::timestamp at time zone 'Asia/Tokyo';
  to_at timestamptz := (month + interval '1 month') at time zone 'Asia/Tokyo';
begin
  perform pg_advisory_xact_lock(4710021);
  if to_regclass(part) is not null then
    return false;
  end if;
  execute format('create table %s (like public.access_log including defaults)', part);
  if exists (select 1 from access_log_month.other o where o.at >= from_at and o.at < to_at) then
    alter table access_log_month.other disable trigger user;
    execute format('with moved as (delete from access_log_month.other o where o.at >= %L and o.at < %L '
      'returning *) insert into %s select * from moved', from_at, to_at, part);
    alter table access_log_month.other enable trigger user;
  end if;
  execute format('alter table public.access_log attach partition %s for values from (%L) to (%L)',
    part, from_at, to_at);
  execute format('create trigger never_emptied before truncate on %s for each statement '
    'execute function public.audit_refuse_change()', part);
  return true;
end $$
"""

_MAKE_FIRST_MONTHS = """
select access_log_make_month(day::date) from (
  select distinct date_trunc('month', at at time zone 'Asia/Tokyo') as day from access_log_before
  union
  select date_trunc('month', now() at time zone 'Asia/Tokyo') + make_interval(months => n)
  from generate_series(0, 2) n
) months order by day
"""

_BRING_OVER = [
    f"insert into access_log ({_MOVED}) overriding system value select {_MOVED} from access_log_before order by id",
    "select setval(pg_get_serial_sequence('access_log', 'id'), max(id)) from access_log_before "
    "having max(id) is not null",
    "drop table access_log_before",
]

# A database whose owner may not make roles is still upgraded; its administrator then makes the roles and runs
# the grants of docs/audit.md.
_ROLES = """
do $$
declare
  wanted text;
begin
  foreach wanted in array array['care_web', 'care_worker'] loop
    begin
      if to_regrole(wanted) is null then
        execute format('create role %I nologin', wanted);
      end if;
    exception when duplicate_object or unique_violation then
      null;
    when insufficient_privilege then
      raise warning 'role % cannot be made by this user', wanted;
    end;
    if to_regrole(wanted) is not null then
      execute format('grant usage on schema public to %I', wanted);
      execute format('grant select on access_log, audit_seal to %I', wanted);
      execute format('grant insert (at, correlation_id, action, actor_kind, organisation, client_id, account_id, '
        'staff_id, purpose, insurer_number, insured_number, allowed, emergency, decisions, as_of_sequence) '
        'on access_log to %I', wanted);
    end if;
  end loop;
  if to_regrole('care_worker') is not null then
    grant insert on audit_seal to care_worker;
    grant usage on schema access_log_month to care_worker;
    grant select on access_log_month.other to care_worker;
    grant execute on function access_log_make_month(date) to care_worker;
  end if;
end $$
"""


def upgrade() -> None:
    for statement in [*_SET_ASIDE, _LOG, *_INDEXES, _REFUSE]:
        op.execute(statement)
    op.create_table(
        "audit_seal",
        sa.Column("seal_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("from_transaction", sa.BigInteger(), nullable=False),
        sa.Column("to_transaction", sa.BigInteger(), nullable=False),
        sa.Column("from_id", sa.BigInteger(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=False),
        sa.Column("row_count", sa.BigInteger(), nullable=False),
        sa.Column("content_digest", sa.Text(), nullable=False),
        sa.Column("previous_digest", sa.Text(), nullable=False),
        sa.Column("chain_digest", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seal_number"),
    )
    op.create_index("audit_seal_no_fork", "audit_seal", ["previous_digest"], unique=True)
    for table in ("access_log", "audit_seal"):
        for trigger in _TRIGGERS:
            op.execute(trigger.format(table=table))
    for statement in [*_DEFAULT_PARTITION, _MAKE_MONTH, _MAKE_FIRST_MONTHS, *_BRING_OVER]:
        op.execute(statement)
    op.execute("revoke execute on function access_log_make_month(date) from public")
    op.execute(_ROLES)


def downgrade() -> None:
    raise NotImplementedError("An access log is not taken apart again; restore the backup taken before.")
