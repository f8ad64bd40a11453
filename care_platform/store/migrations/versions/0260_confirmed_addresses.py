"""A mail address is told only after it was confirmed from its own mailbox."""

import sqlalchemy as sa
from alembic import op

revision = "0260"
down_revision = "0250"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice_recipient", sa.Column("confirmed_at", sa.DateTime(timezone=True)))
    op.create_table(
        "address_confirmation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["recipient_id"], ["notice_recipient.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_digest"),
    )
    op.create_index(
        "address_confirmation_waiting",
        "address_confirmation",
        ["next_at"],
        unique=False,
        postgresql_where=sa.text("next_at is not null"),
    )
    op.create_index("address_confirmation_by_recipient", "address_confirmation", ["recipient_id"])
    # A webhook proves itself by its secret. Every mail address is asked now, whoever entered it.
    op.execute("update notice_recipient set confirmed_at = created_at where channel = 'webhook'")
    op.execute(
        "insert into address_confirmation (recipient_id, asked_at, next_at) "
        "select id, now(), now() from notice_recipient where channel = 'mail' and ended_at is null"
    )


def downgrade() -> None:
    op.drop_table("address_confirmation")
    op.drop_column("notice_recipient", "confirmed_at")
