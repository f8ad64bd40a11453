"""Forms of pages that were sent already, so that a second sending does nothing twice."""

import sqlalchemy as sa
from alembic import op

revision = "0200"
down_revision = "0170"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sent_form",
        sa.Column("form_digest", sa.LargeBinary(), nullable=False),
        sa.Column("led_to", sa.Text(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("form_digest"),
    )
    op.create_index(op.f("ix_sent_form_expires_at"), "sent_form", ["expires_at"], unique=False)


def downgrade() -> None:
    op.drop_table("sent_form")
