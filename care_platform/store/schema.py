"""The schema's version: what the database has, what the program needs, and the step between."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from care_platform.store.defence.applying import defend, is_defended

_FOLDER = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 4_710_001
"""Advisory lock: two processes started together must not both upgrade."""


class SchemaMismatchError(Exception):
    """The database's schema is not the one this program needs; the text says what mends it."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def needed_revision() -> str | None:
    """The revision this program was written for."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def current_revision(engine: Engine) -> str | None:
    """The revision the database has; None for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> None:
    """Brings the schema to the needed revision in one transaction; nothing happens if it is there."""
    with engine.begin() as connection:
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        command.upgrade(_config(connection), "head")
        defend(connection, needed_revision())


def require_current(engine: Engine) -> None:
    """Raises SchemaMismatchError unless the database has exactly the needed revision, and this program's defence."""
    has, needs = current_revision(engine), needed_revision()
    if has == needs:
        _require_defence(engine)
        return
    state = "is empty" if has is None else f"has schema {has}"
    known = has is None or _is_known(has)
    mend = (
        "Run: care-platform database upgrade"
        if known
        else "It was made by a newer version of the program; install that version."
    )
    raise SchemaMismatchError(f"The database {state}, this program needs {needs}. {mend}")


def has_defence(engine: Engine) -> bool:
    """Whether roles, grants, policies and functions are those of this very program."""
    with engine.connect() as connection:
        return is_defended(connection, needed_revision())


def _require_defence(engine: Engine) -> None:
    """An older defence may show what this program's closes, or close what it needs."""
    if not has_defence(engine):
        raise SchemaMismatchError(
            "The database's own defence is not the one of this program. Run: care-platform database upgrade, as an "
            "owner who may make the roles care_web, care_worker and care_sign, or after an administrator has made them."
        )


def _is_known(revision: str) -> bool:
    return any(step.revision == revision for step in ScriptDirectory.from_config(_config()).walk_revisions())


def new_revision(engine: Engine, message: str, revision_id: str) -> None:
    """Writes a migration from the difference between the described tables and the database."""
    with engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=revision_id)
