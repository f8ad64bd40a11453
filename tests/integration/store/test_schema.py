"""The database's schema: made by migrations, equal to what is described, refused when it is another."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

import care_platform.records.registry
import care_platform.store.tables  # noqa: F401 - knows every table
from care_platform.store.schema import SchemaMismatchError, needed_revision, require_current, upgrade


def _described(_object: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))


def test_the_migrated_tables_are_the_described_ones(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _described, "compare_type": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def test_an_empty_database_is_refused_with_the_command_that_mends_it(engine: Engine) -> None:
    with _revision(engine, None), pytest.raises(SchemaMismatchError, match="care-platform database upgrade"):
        require_current(engine)


def test_an_older_schema_is_refused_with_the_command_that_mends_it(engine: Engine) -> None:
    with (
        _revision(engine, "0001"),
        pytest.raises(SchemaMismatchError, match="care-platform database upgrade"),
    ):
        require_current(engine)


def test_a_newer_schema_asks_for_the_newer_program(engine: Engine) -> None:
    with _revision(engine, "9999"), pytest.raises(SchemaMismatchError, match="newer version"):
        require_current(engine)


def test_another_defence_is_refused_with_the_command_that_mends_it(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("comment on schema care is 'defence of yesterday'"))

    with pytest.raises(SchemaMismatchError, match=r"defence.*care-platform database upgrade"):
        require_current(engine)

    upgrade(engine)
    require_current(engine)


@pytest.mark.parametrize("role", ["care_web", "care_worker", "care_sign"])
def test_a_copy_that_lost_the_rights_of_a_role_is_refused_until_upgraded(engine: Engine, role: str) -> None:
    """As after restoring a dump on a server that does not know the role."""
    with engine.begin() as connection:
        connection.execute(text(f"revoke usage on schema care from {role}"))

    with pytest.raises(SchemaMismatchError, match=f"{role}"):
        require_current(engine)

    upgrade(engine)
    require_current(engine)


def test_the_right_schema_is_accepted(engine: Engine) -> None:
    require_current(engine)


class _revision:  # noqa: N801 - reads as a statement
    """Pretends the database had another revision."""

    def __init__(self, engine: Engine, revision: str | None) -> None:
        self._engine, self._revision = engine, revision

    def __enter__(self) -> None:
        self._set(self._revision)

    def __exit__(self, *_: object) -> None:
        self._set(needed_revision())

    def _set(self, revision: str | None) -> None:
        with self._engine.begin() as connection:
            connection.execute(text("delete from alembic_version"))
            if revision is not None:
                connection.execute(text("insert into alembic_version values (:r)"), {"r": revision})
