"""Who cancelled a transfer stands beside the reason, not in it."""

import sqlalchemy as sa
from alembic import op

revision = "0261"
down_revision = "0260"
branch_labels = None
depends_on = None

# A console wrote "name (staff id): reason". Whatever reads otherwise may be a sender's own words and stays whole.
SIGNED = r"^([^:]{1,100} \([0-9A-Za-z._-]{1,50}\)): (.*)$"


def upgrade() -> None:
    op.add_column("transfer", sa.Column("cancelled_by", sa.Text()))
    op.execute(
        sa.text(
            "update transfer set cancelled_by = (regexp_match(cancel_reason, :signed))[1], "
            "cancel_reason = (regexp_match(cancel_reason, :signed))[2] where cancel_reason ~ :signed"
        ).bindparams(signed=SIGNED)
    )


def downgrade() -> None:
    op.execute(
        "update transfer set cancel_reason = cancelled_by || ': ' || cancel_reason where cancelled_by is not null"
    )
    op.drop_column("transfer", "cancelled_by")
