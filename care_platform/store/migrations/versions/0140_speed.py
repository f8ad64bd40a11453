"""What look-ups need to stay cheap: an insurer's newest transfer found at once, and room beside each registration.

Every look-up notes when and up to where the office looked. With room on the page the new row version stays there,
and no index has to learn of it.
"""

from alembic import op

revision = "0140"
down_revision = "0160"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("transfer_by_order", "transfer", ["insurer_number", "apply_sequence"])
    op.execute("alter table registration set (fillfactor = 80)")


def downgrade() -> None:
    op.execute("alter table registration reset (fillfactor)")
    op.drop_index("transfer_by_order", table_name="transfer")
