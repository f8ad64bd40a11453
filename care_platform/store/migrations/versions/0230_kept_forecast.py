"""The last forecast of the programme, kept for its pages."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0230"
down_revision = "0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme_forecast",
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("made_at"),
    )


def downgrade() -> None:
    op.drop_table("programme_forecast")
