"""Accounts of staff: sign-in, sessions, what they let software do, and the append-only list of events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0050"
down_revision = "0030"
branch_labels = None
depends_on = None

# The function comes with the access log; see 0020.
_APPEND_ONLY = [
    "create trigger append_only before update or delete on account_event for each row "
    "execute function audit_refuse_change()",
    "create trigger never_emptied before truncate on account_event for each statement "
    "execute function audit_refuse_change()",
]

_ROLES = """
do $$
declare
  wanted text;
begin
  foreach wanted in array array['care_web', 'care_worker'] loop
    if to_regrole(wanted) is not null then
      execute format('grant select on account_event to %I', wanted);
      execute format('grant insert (at, correlation_id, event, account_id, by_account_id, organisation_kind, '
        'organisation, client_id, details) on account_event to %I', wanted);
    end if;
  end loop;
end $$
"""


def upgrade() -> None:
    op.create_table(
        "account_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("correlation_id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("by_account_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_kind", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("details", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("account_event_by_account", "account_event", ["account_id", "id"], unique=False)
    op.create_index(
        "account_event_by_organisation",
        "account_event",
        ["organisation_kind", "organisation", "id"],
        unique=False,
    )
    op.create_table(
        "sign_in_source",
        sa.Column("source_digest", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source_digest"),
    )
    op.create_index("ix_sign_in_source_expires_at", "sign_in_source", ["expires_at"], unique=False)
    op.create_table(
        "staff_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login_name", sa.Text(), nullable=False),
        sa.Column("organisation_kind", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("job_type", sa.Text(), nullable=True),
        sa.Column("emergency_right", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("temporary_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_secret", sa.LargeBinary(), nullable=True),
        sa.Column("code_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_last_step", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["staff_account.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login_name"),
        sa.UniqueConstraint(
            "organisation_kind", "organisation", "staff_id", name="staff_account_in_organisation"
        ),
    )
    op.create_table(
        "staff_session",
        sa.Column("cookie_digest", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("continue_to", sa.Text(), nullable=True),
        sa.Column("form_token", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["staff_account.id"],
        ),
        sa.PrimaryKeyConstraint("cookie_digest"),
    )
    op.create_index("ix_staff_session_account_id", "staff_session", ["account_id"], unique=False)
    op.create_index("ix_staff_session_expires_at", "staff_session", ["expires_at"], unique=False)
    op.create_table(
        "client_certificate",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["api_client.client_id"],
        ),
        sa.PrimaryKeyConstraint("fingerprint"),
    )
    op.create_index("ix_client_certificate_client_id", "client_certificate", ["client_id"], unique=False)
    op.create_table(
        "client_redirect",
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("redirect_uri", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["api_client.client_id"],
        ),
        sa.PrimaryKeyConstraint("client_id", "redirect_uri"),
    )
    op.create_table(
        "staff_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_for", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["staff_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["api_client.client_id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("staff_grant_by_account", "staff_grant", ["account_id"], unique=False)
    op.create_index("staff_grant_by_client", "staff_grant", ["client_id"], unique=False)
    op.create_table(
        "authorization_code",
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("redirect_uri", sa.Text(), nullable=False),
        sa.Column("code_challenge", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["grant_id"], ["staff_grant.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("code_digest"),
    )
    op.create_index("ix_authorization_code_expires_at", "authorization_code", ["expires_at"], unique=False)
    op.create_table(
        "refresh_token",
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["grant_id"], ["staff_grant.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_digest"),
    )
    op.create_index("ix_refresh_token_expires_at", "refresh_token", ["expires_at"], unique=False)
    op.create_index("ix_refresh_token_grant_id", "refresh_token", ["grant_id"], unique=False)
    op.add_column("access_token", sa.Column("grant_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(None, "access_token", "staff_grant", ["grant_id"], ["id"])
    for statement in _APPEND_ONLY:
        op.execute(statement)
    op.execute(_ROLES)


def downgrade() -> None:
    raise NotImplementedError(
        "A list of account events is not taken apart again; restore the backup taken before."
    )
