"""The migration programme: its plans, proofs and history, reconciliations, and what was asked for again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0031"
branch_labels = None
depends_on = None

_APPEND_ONLY = [
    """create function programme_refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'the history of a programme is append-only';
    end $$""",
    "create trigger append_only before update or delete on programme_event for each row "
    "execute function programme_refuse_change()",
]


def upgrade() -> None:
    op.create_table(
        "differential_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("insured_number", sa.Text(), nullable=True),
        sa.Column("business_key", sa.Text(), nullable=True),
        sa.Column("history_number", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "differential_request_by_insurer",
        "differential_request",
        ["insurer_number", "answered_at"],
        unique=False,
    )
    op.create_table(
        "programme",
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("insured_persons", sa.Integer(), nullable=True),
        sa.Column("vendor", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("base_date", sa.Date(), nullable=True),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("expectations", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("insurer_number"),
    )
    op.create_table(
        "programme_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("programme_event_by_insurer", "programme_event", ["insurer_number", "id"], unique=False)
    op.create_table(
        "programme_reader",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name"),
        sa.UniqueConstraint("token_digest"),
    )
    op.create_table(
        "reconciliation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("base_date", sa.Date(), nullable=False),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("compared_by", sa.Text(), nullable=False),
        sa.Column("as_of_sequence", sa.BigInteger(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("record_kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("bucket_bits", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("totals", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("asked", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("reconciliation_by_insurer", "reconciliation", ["insurer_number", "id"], unique=False)
    op.create_table(
        "reconciliation_key",
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key_id"),
    )
    op.create_index(
        op.f("ix_reconciliation_key_insurer_number"), "reconciliation_key", ["insurer_number"], unique=False
    )
    op.create_table(
        "programme_member",
        sa.Column("lg_code", sa.Text(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["insurer_number"],
            ["programme.insurer_number"],
        ),
        sa.PrimaryKeyConstraint("lg_code"),
    )
    op.create_index(
        op.f("ix_programme_member_insurer_number"), "programme_member", ["insurer_number"], unique=False
    )
    op.create_table(
        "programme_milestone",
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(
            ["insurer_number"],
            ["programme.insurer_number"],
        ),
        sa.PrimaryKeyConstraint("insurer_number", "milestone"),
    )
    op.create_table(
        "programme_obstacle",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["insurer_number"],
            ["programme.insurer_number"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_programme_obstacle_insurer_number"), "programme_obstacle", ["insurer_number"], unique=False
    )
    op.create_table(
        "programme_sandbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["insurer_number"],
            ["programme.insurer_number"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "programme_sandbox_one_open",
        "programme_sandbox",
        ["insurer_number"],
        unique=True,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_table(
        "reconciliation_difference",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("reconciliation_id", sa.BigInteger(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=True),
        sa.Column("business_key", sa.Text(), nullable=True),
        sa.Column("stated", sa.Text(), nullable=True),
        sa.Column("held", sa.Text(), nullable=True),
        sa.Column("accepted_by", sa.Text(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reconciliation_id"], ["reconciliation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "reconciliation_difference_by_run",
        "reconciliation_difference",
        ["reconciliation_id", "id"],
        unique=False,
    )
    for statement in _APPEND_ONLY:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index("reconciliation_difference_by_run", table_name="reconciliation_difference")
    op.drop_table("reconciliation_difference")
    op.drop_index(
        "programme_sandbox_one_open",
        table_name="programme_sandbox",
        postgresql_where=sa.text("closed_at is null"),
    )
    op.drop_table("programme_sandbox")
    op.drop_index(op.f("ix_programme_obstacle_insurer_number"), table_name="programme_obstacle")
    op.drop_table("programme_obstacle")
    op.drop_table("programme_milestone")
    op.drop_index(op.f("ix_programme_member_insurer_number"), table_name="programme_member")
    op.drop_table("programme_member")
    op.drop_index(op.f("ix_reconciliation_key_insurer_number"), table_name="reconciliation_key")
    op.drop_table("reconciliation_key")
    op.drop_index("reconciliation_by_insurer", table_name="reconciliation")
    op.drop_table("reconciliation")
    op.drop_table("programme_reader")
    op.drop_index("programme_event_by_insurer", table_name="programme_event")
    op.drop_table("programme_event")
    op.drop_table("programme")
    op.drop_index("differential_request_by_insurer", table_name="differential_request")
    op.drop_table("differential_request")
    op.execute("drop function programme_refuse_change()")
