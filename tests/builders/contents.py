"""Everything the intake keeps, to show that a refusal changed nothing."""

from sqlalchemy import Engine, text

_TABLES = (
    "transfer", "transfer_part", "finding", "sender_request", "copay_certificate", "insured_certificate",
    "certification",
)  # fmt: skip


def contents(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table that an upload may change, as text."""
    with engine.connect() as connection:
        return {
            table: list(connection.execute(text(f"select t::text from {table} t order by 1")).scalars())
            for table in _TABLES
        }
