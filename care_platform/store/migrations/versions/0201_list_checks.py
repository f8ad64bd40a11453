"""Monthly checks of an office's whole list."""

import sqlalchemy as sa
from alembic import op

revision = "0201"
down_revision = "0230"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "list_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_number", sa.Text(), nullable=False),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("list_check_by_office", "list_check", ["office_number", "started_at"], unique=False)


def downgrade() -> None:
    op.drop_table("list_check")
