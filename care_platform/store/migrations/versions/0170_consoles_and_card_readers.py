"""Software of consoles beside that of offices, and the card readers that say whose card they read."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0170"
down_revision = "0190"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("api_client", "office_number", existing_type=sa.Text(), nullable=True)
    op.add_column("api_client", sa.Column("console_kind", sa.Text(), nullable=True))
    op.add_column("api_client", sa.Column("console_organisation", sa.Text(), nullable=True))
    op.create_check_constraint(
        "api_client_of_one_organisation",
        "api_client",
        "(office_number is null) = (console_organisation is not null) "
        "and (console_kind is null) = (console_organisation is null)",
    )
    op.create_table(
        "card_terminal",
        sa.Column("terminal_id", sa.Text(), nullable=False),
        sa.Column("office_number", sa.Text(), nullable=False),
        sa.Column("public_key", postgresql.JSONB(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["office_number"], ["care_office.office_number"]),
        sa.PrimaryKeyConstraint("terminal_id"),
    )
    op.create_index("ix_card_terminal_office_number", "card_terminal", ["office_number"], unique=False)
    op.create_table(
        "used_card_nonce",
        sa.Column("terminal_id", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("terminal_id", "nonce"),
    )
    op.create_index("ix_used_card_nonce_expires_at", "used_card_nonce", ["expires_at"], unique=False)


def downgrade() -> None:
    op.drop_table("used_card_nonce")
    op.drop_table("card_terminal")
    op.drop_constraint("api_client_of_one_organisation", "api_client", type_="check")
    op.execute(
        "delete from api_client where office_number is null "
        "and not exists (select from access_token t where t.client_id = api_client.client_id)"
    )
    op.drop_column("api_client", "console_organisation")
    op.drop_column("api_client", "console_kind")
    op.alter_column("api_client", "office_number", existing_type=sa.Text(), nullable=False)
