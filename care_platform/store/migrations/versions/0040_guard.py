"""What the guard knows of applied transfers, which it held and why, and who released them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guard_profile",
        sa.Column("transfer_id", sa.BigInteger(), nullable=False),
        sa.Column("profile", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("transfer_id"),
    )
    op.create_table(
        "guard_hold",
        sa.Column("transfer_id", sa.BigInteger(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("sender_fingerprint", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("transfer_id"),
        sa.CheckConstraint(
            "(released_at is null) = (released_by is null) and (released_at is null) = (reason is null)",
            name="guard_hold_release_named",
        ),
    )
    op.create_table(
        "guard_figure",
        sa.Column("transfer_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("expected", sa.Numeric(), nullable=False),
        sa.Column("found", sa.Numeric(), nullable=False),
        sa.Column("bound", sa.Numeric(), nullable=False),
        sa.ForeignKeyConstraint(["transfer_id"], ["guard_hold.transfer_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("transfer_id", "ordinal"),
    )


def downgrade() -> None:
    for table in ("guard_figure", "guard_hold", "guard_profile"):
        op.drop_table(table)
