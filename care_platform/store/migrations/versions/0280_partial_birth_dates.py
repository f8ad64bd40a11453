"""A birth date of which the day or month is unknown is kept as the register writes it, beside the whole day."""

import sqlalchemy as sa
from alembic import op

revision = "0280"
down_revision = "0261"
branch_labels = None
depends_on = None

_PRINTED = ("insured_certificate", "copay_certificate", "burden_limit_certificate", "reduction_certificate")


def upgrade() -> None:
    for table in _PRINTED:
        flag = sa.Column("birth_date_uncertain", sa.Text(), comment="生年月日_不詳フラグ")
        written = sa.Column("birth_date_as_written", sa.Text(collation="C"), comment="生年月日_不詳表記")
        op.add_column(table, flag)
        op.add_column(table, written)


def downgrade() -> None:
    for table in _PRINTED:
        op.drop_column(table, "birth_date_as_written")
        op.drop_column(table, "birth_date_uncertain")
