"""A request for an opinion that was taken back stays taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0240"
down_revision = "0140"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("opinion_tie", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("opinion_tie", "withdrawn_at")
