"""What commands share: the settings, the platform, and errors said without a traceback."""

import functools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

import click
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from care_platform.intake.report import texts
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from care_platform.settings import Settings, SettingsError, load_settings
from care_platform.store.schema import SchemaMismatchError, require_current

P = ParamSpec("P")
T = TypeVar("T")
_VALUE_REFUSED = "The database does not take one of the values given; nothing was changed."


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Turns what a user can mend into a few words and exit code 1; what is a mistake of ours stays loud."""
    try:
        yield
    except Exception as error:
        words = next((say(error) for kind, say in _SAID if isinstance(error, kind)), None)
        if words is None:
            raise
        raise click.ClickException(words) from None


def plain_errors(command: Callable[P, T]) -> Callable[P, T]:
    """The same for one command."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        with errors_in_words():
            return command(*args, **kwargs)

    return wrapped


def refusal_in_words(refusal: CataloguedError) -> str:
    """Title and what to do, in Japanese and in English, with the code."""
    words = texts(refusal.entry, refusal.details)
    return f"{words['title_ja']}。{words['remedy_ja']}\n{words['title_en']}. {words['remedy_en']} [{refusal.entry.code}]"


def _file_in_words(error: OSError) -> str | None:
    if error.strerror is None or isinstance(error, BrokenPipeError):
        return None
    return f"{error.strerror}." if error.filename is None else f"{error.filename}: {error.strerror}."


# The first that fits. Of the database's own words none: they hold the values.
_SAID: tuple[tuple[type[Exception], Callable[[Any], str | None]], ...] = (
    (CataloguedError, refusal_in_words),
    (SettingsError, str),
    (SchemaMismatchError, str),
    (json.JSONDecodeError, lambda error: f"A file is not JSON, or broken in line {error.lineno}."),
    (UnicodeDecodeError, lambda _: "A file is not UTF-8 text."),
    (OperationalError, lambda _: "The database cannot be reached or stopped answering; check DATABASE_URL."),
    (DataError, lambda _: _VALUE_REFUSED),
    (IntegrityError, lambda _: _VALUE_REFUSED),
    (OSError, _file_in_words),
)


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
