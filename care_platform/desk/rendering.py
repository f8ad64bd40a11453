"""What the staff's pages have in common: words, the stylesheet, headers, and how a refusal looks."""

from functools import partial
from typing import Any

from flask import g, render_template, url_for
from werkzeug.wrappers import Response

from care_platform.desk.words import say
from care_platform.intake.report import texts
from care_platform.portal.language import language
from care_platform.portal.rendering import style
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.web.security_headers import protect_page
from care_platform.web.sessions import is_https

Field = tuple[str, str, str, str]


def in_every_page() -> dict[str, Any]:
    """The names every template knows."""
    return {
        "t": partial(say, language()),
        "language": language(),
        "style_address": url_for("portal.style", v=style()[1]),
    }


def form_page(
    key: str, fields: list[Field], hidden: dict[str, str], *, error: Entry | None = None, **more: Any
) -> tuple[str, int]:
    """A page with one form; a refusal stands above it."""
    page = render_template(
        "desk/form.html", title=say(language(), key), fields=fields, hidden=hidden,
        button=say(language(), more.pop("button", "confirm")), error=_words(error) if error else None, **more,
    )  # fmt: skip
    return page, error.http_status if error else 200


def field(key: str, kind: str, fill: str) -> Field:
    """One field with its label; `fill` is what a browser may fill in."""
    return key, say(language(), key), kind, fill


def refused(error: CataloguedError) -> tuple[str, int]:
    """A page for a refusal."""
    words = _words(error.entry)
    return render_template("desk/base.html", title=words["title"], error=words), error.entry.http_status


def finish(response: Response) -> Response:
    """Headers of every page; a consent's form may end at the software's own address."""
    protect_page(response, https=is_https(), form_targets=g.get("form_targets", ()))
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def _words(entry: Entry) -> dict[str, str]:
    spoken = texts(entry, {"reason": "", "item": ""})
    return {"title": spoken[f"title_{language()}"], "remedy": spoken[f"remedy_{language()}"]}
