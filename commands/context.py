"""What commands share: the settings, the platform, and errors said without a traceback."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

import click

from care_platform.platform import Platform
from care_platform.settings import Settings, SettingsError, load_settings
from care_platform.store.schema import SchemaMismatchError, require_current

P = ParamSpec("P")
T = TypeVar("T")


def plain_errors(command: Callable[P, T]) -> Callable[P, T]:
    """Turns the errors a user can mend into one sentence and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except (SettingsError, SchemaMismatchError) as error:
            raise click.ClickException(str(error)) from None

    return wrapped


@dataclass(frozen=True, slots=True)
class Wiring:
    """What `app.py` knows and the commands need: how to find the database and make the platform."""

    create_platform: Callable[[Settings], Platform]
    database_url: Callable[[Settings], str]


def wiring() -> Wiring:
    """The wiring given by `app.main`."""
    found = click.get_current_context().find_object(Wiring)
    if found is None:
        raise RuntimeError("the command line is started by app.main")
    return found


def settings() -> Settings:
    """The settings of the environment."""
    return load_settings()


def platform(*, schema_must_fit: bool = True) -> Platform:
    """The platform of the environment's settings; by default only on a database with the right schema."""
    made = wiring().create_platform(settings())
    if schema_must_fit:
        require_current(made.engine)
    return made
