"""Sign-ins under way stay with their browsers, sealed; the table keeps only which ones were finished."""

import sqlalchemy as sa
from alembic import op

revision = "0160"
down_revision = "0231"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("delete from sign_in_attempt")
    op.drop_column("sign_in_attempt", "nonce")
    op.drop_column("sign_in_attempt", "code_verifier")


def downgrade() -> None:
    op.execute("delete from sign_in_attempt")
    op.add_column("sign_in_attempt", sa.Column("nonce", sa.Text(), nullable=False))
    op.add_column("sign_in_attempt", sa.Column("code_verifier", sa.Text(), nullable=False))
