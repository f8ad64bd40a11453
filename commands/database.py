"""`care-platform database`: the schema."""

import click

from care_platform.store.schema import current_revision, has_defence, needed_revision
from care_platform.store.schema import upgrade as upgrade_schema
from commands.context import plain_errors, platform


@click.group()
def database() -> None:
    """See and upgrade the database's schema."""


@database.command()
@plain_errors
def upgrade() -> None:
    """Bring the schema to what this program needs. Safe to run again."""
    upgrade_schema(platform(schema_must_fit=False).engine)
    click.echo(f"The database has schema {needed_revision()}.")


@database.command()
@plain_errors
def status() -> None:
    """Say which schema the database has and which this program needs. Exit code 1 if they or the defence differ."""
    engine = platform(schema_must_fit=False).engine
    has, needs, defended = current_revision(engine), needed_revision(), has_defence(engine)
    click.echo(f"has {has or 'none'}, needs {needs}, defence {'in force' if defended else 'not in force'}")
    if has != needs or not defended:
        raise click.exceptions.Exit(1)
