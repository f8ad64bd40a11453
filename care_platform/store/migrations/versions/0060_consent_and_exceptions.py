"""Consent, requests for opinions, exceptional access, and suspension after a mismatch."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0060"
down_revision = "0040"
branch_labels = None
depends_on = None

_REFUSE = """
create function consent_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege';
end $$
"""
_TRIGGERS = (
    "create trigger append_only before update or delete on consent_event for each row "
    "execute function consent_refuse_change()",
    "create trigger never_emptied before truncate on consent_event for each statement "
    "execute function consent_refuse_change()",
)


def upgrade() -> None:
    op.create_table(
        "consent_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("by_kind", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("correlation_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "consent_event_by_person", "consent_event", ["insurer_number", "insured_number", "id"], unique=False
    )
    op.create_table(
        "consent_state",
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("closed_kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("closed_offices", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("insurer_number", "insured_number"),
    )
    op.create_table(
        "disaster_period",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_disaster_period_insurer_number"), "disaster_period", ["insurer_number"], unique=False
    )
    op.create_table(
        "mismatch",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("settled_note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "mismatch_open",
        "mismatch",
        ["insurer_number", "insured_number"],
        unique=False,
        postgresql_where=sa.text("settled_at is null"),
    )
    op.create_table(
        "opinion_tie",
        sa.Column("institution_code", sa.Text(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("view_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("institution_code", "insurer_number", "insured_number"),
    )
    op.create_table(
        "emergency_hospital",
        sa.Column("office_number", sa.Text(), nullable=False),
        sa.Column("privacy_officer", sa.Text(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_number"],
            ["care_office.office_number"],
        ),
        sa.PrimaryKeyConstraint("office_number"),
    )
    op.create_table(
        "exceptional_access",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("office_number", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Text(), nullable=True),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("reason_text", sa.Text(), nullable=False),
        sa.Column("identity_method", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disaster_id", sa.BigInteger(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("review_outcome", sa.Text(), nullable=True),
        sa.Column("review_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["disaster_id"],
            ["disaster_period.id"],
        ),
        sa.ForeignKeyConstraint(
            ["office_number"],
            ["care_office.office_number"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "exceptional_access_to_review",
        "exceptional_access",
        ["opened_at"],
        unique=False,
        postgresql_where=sa.text("reviewed_at is null"),
    )
    op.create_index(
        "exceptional_access_window",
        "exceptional_access",
        ["office_number", "insurer_number", "insured_number"],
        unique=False,
    )
    op.create_table(
        "person_proxy",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["person_account.id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "insurer_number", "insured_number"),
    )
    op.create_table(
        "access_notice",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("access_id", sa.BigInteger(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("office_number", sa.Text(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["access_id"],
            ["exceptional_access.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "access_notice_by_person", "access_notice", ["insurer_number", "insured_number"], unique=False
    )
    # The history of a consent is evidence: lines are added, never changed.
    op.execute(_REFUSE)
    for trigger in _TRIGGERS:
        op.execute(trigger)


def downgrade() -> None:
    op.drop_index("access_notice_by_person", table_name="access_notice")
    op.drop_table("access_notice")
    op.drop_table("person_proxy")
    op.drop_index("exceptional_access_window", table_name="exceptional_access")
    op.drop_index(
        "exceptional_access_to_review",
        table_name="exceptional_access",
        postgresql_where=sa.text("reviewed_at is null"),
    )
    op.drop_table("exceptional_access")
    op.drop_table("emergency_hospital")
    op.drop_table("opinion_tie")
    op.drop_index("mismatch_open", table_name="mismatch", postgresql_where=sa.text("settled_at is null"))
    op.drop_table("mismatch")
    op.drop_index(op.f("ix_disaster_period_insurer_number"), table_name="disaster_period")
    op.drop_table("disaster_period")
    op.drop_table("consent_state")
    op.drop_index("consent_event_by_person", table_name="consent_event")
    op.drop_table("consent_event")
    op.execute("drop function consent_refuse_change()")
