"""The pages with one form that lead a member of staff in."""

from typing import Any

from flask import render_template

from care_platform.reference.catalogue import Entry
from care_platform.screens.language import say
from care_platform.screens.pages import spoken

Field = tuple[str, str, str, str]


def form_page(
    key: str, fields: list[Field], hidden: dict[str, str], *, error: Entry | None = None, **more: Any
) -> tuple[str, int]:
    """A page with one form; a refusal stands above it."""
    page = render_template(
        "desk/form.html", title=say(key), fields=fields, hidden=hidden, button=say(more.pop("button", "confirm")),
        error=spoken(error) if error else None, **more,
    )  # fmt: skip
    return page, error.http_status if error else 200


def field(key: str, kind: str, fill: str) -> Field:
    """One field with its label; `fill` is what a browser may fill in."""
    return key, say(key), kind, fill
