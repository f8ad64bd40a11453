"""No session lasts longer than twelve hours, whoever moves its end on."""

from alembic import op

revision = "0250"
down_revision = "0240"
branch_labels = None
depends_on = None

_TABLES = ("staff_session", "person_session")
_LONGEST = "created_at + interval '12 hours'"


def upgrade() -> None:
    for table in _TABLES:
        op.execute(f"update {table} set expires_at = least(expires_at, {_LONGEST})")
        op.create_check_constraint(f"{table}_has_an_end", table, f"expires_at <= {_LONGEST}")


def downgrade() -> None:
    for table in _TABLES:
        op.drop_constraint(f"{table}_has_an_end", table, type_="check")
