"""Alembic's environment: always given a connection by `schema.py`, never a URL."""

from alembic import context
from sqlmodel import SQLModel

import care_platform.records.registry
import care_platform.store.tables  # noqa: F401 - knows every table

QUEUE_PREFIX = "procrastinate_"


def _ours(name: str | None, type_: str, _parents: object) -> bool:
    """The work queue's own tables are its library's business."""
    return not (type_ == "table" and name is not None and name.startswith(QUEUE_PREFIX))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_name=_ours,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
