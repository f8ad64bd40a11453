"""What the commands of the migration programme share: options, and refusals said in both languages."""

import functools
from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

import click

from care_platform.intake.report import texts
from care_platform.migration.history import Act
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError, Entry

P = ParamSpec("P")
T = TypeVar("T")

INSURER = click.argument("insurer")
BY = click.option("--by", required=True, help="Who does it: a named person.")
REASON = click.option("--reason", required=True, help="Why; kept with the change for good.")


def act(made: Platform, by: str, reason: str) -> Act:
    """Somebody's doing, now."""
    return Act(by, reason, made.clock())


def sentence(entry: Entry, details: Mapping[str, str | int]) -> str:
    """What is the matter and what to do about it, for the office and the vendor: Japanese, then English."""
    words = texts(entry, details)
    english = f"{words['title_en']}. {words['remedy_en']} {words['vendor_en']}".replace(". .", ".")
    return f"{words['title_ja']}。{words['remedy_ja']}{words['vendor_ja']}\n{english} [{entry.code}]"


def spoken(command: Callable[P, T]) -> Callable[P, T]:
    """Turns a refusal of the platform into its sentences and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except CataloguedError as refusal:
            raise click.ClickException(sentence(refusal.entry, refusal.details)) from None

    return wrapped
