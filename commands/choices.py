"""Choices of the command line that are members of an enumeration."""

from collections.abc import Iterable
from enum import StrEnum

import click


def one_of(members: Iterable[StrEnum]) -> "click.Choice[str]":
    """Takes the values, as documents and reports write them; of an enumeration click would take the names."""
    return click.Choice([member.value for member in members])
