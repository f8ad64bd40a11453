"""What an address or a form asks for, kept within what the database and the calendar can count."""

from datetime import date

from flask import request
from werkzeug.exceptions import BadRequest

_LAST_PAGE = 1_000_000
_GREATEST = 2**63 - 1
_YEARS = range(1900, 3000)
_NEVER_TYPED = frozenset("\0\x1f")
"""The first no text of the database can hold, the second parts what an address seals."""


def require_typed() -> None:
    """Raises BadRequest when the address or the form has characters that no page sends."""
    given = (text for _, texts in request.values.lists() for text in texts)
    if any(not _NEVER_TYPED.isdisjoint(text) for text in given):
        raise BadRequest


def page_asked() -> int:
    """The page of `?page=`, from 1; the first for what is no number."""
    return min(max(request.args.get("page", 1, type=int), 1), _LAST_PAGE)


def before_asked() -> int | None:
    """The row of `?before=` where the next page goes on; None without one, and for what no row can have."""
    before = request.args.get("before", type=int)
    return before if before is not None and 0 < before <= _GREATEST else None


def number_in_form(name: str) -> int:
    """The number of a row in the sent form; one that no row has for what is none."""
    number = request.form.get(name, 0, type=int)
    return number if 0 < number <= _GREATEST else 0


def day_asked(text: str) -> date | None:
    """The day written YYYY-MM-DD; None for what is none, or lies in no year anybody means."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None
