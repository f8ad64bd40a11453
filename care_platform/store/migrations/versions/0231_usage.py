"""Counts of use by day, made from the access log."""

import sqlalchemy as sa
from alembic import op

revision = "0231"
down_revision = "0201"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "usage_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("checks", sa.BigInteger(), nullable=False),
        sa.Column("institutions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "institution", "means", "action"),
    )
    op.create_table(
        "usage_day_counted",
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )


def downgrade() -> None:
    op.drop_table("usage_day_counted")
    op.drop_table("usage_day")
