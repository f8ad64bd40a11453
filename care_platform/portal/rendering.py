"""What every page has in common: words, the menu, headers, and how a refusal looks."""

import hashlib
from functools import cache
from importlib import resources
from typing import Any

from flask import g, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from care_platform.intake.report import texts
from care_platform.portal import language as speaking
from care_platform.portal.formats import day_in_words, moment_in_words
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.catalogue.api import (
    METHOD_NOT_ALLOWED,
    NOT_SIGNED_IN,
    REQUEST_INVALID,
    UNEXPECTED,
)
from care_platform.reference.catalogue.portal import NOT_LINKED, SIGN_IN_NOT_OFFERED
from care_platform.telemetry import correlation
from care_platform.telemetry.failures import describe
from care_platform.telemetry.logs import get_logger
from care_platform.web.requests import platform
from care_platform.web.security_headers import origin_of, protect_asset, protect_page
from care_platform.web.sessions import FORM_TOKEN, is_https, signed_in
from care_platform.web.sign_in import sign_in

_log = get_logger(__name__)
_NO_PAGES = frozenset({"portal.sign_in", "portal.callback", "portal.sign_out", "portal.nowhere"})


def in_every_page() -> dict[str, Any]:
    """The names every template knows."""
    speech = speaking.language()
    return {
        "t": speaking.words,
        "language": speech,
        "other_language": speaking.other_language(),
        "day": lambda day: day_in_words(day, speech),
        "moment": lambda moment: moment_in_words(moment, speech),
        "signed_in": signed_in(),
        "form_token_name": FORM_TOKEN,
        "same_page": request.path if request.endpoint not in _NO_PAGES else url_for("portal.start"),
        "style_address": url_for("portal.style", v=style()[1]),
    }


@cache
def style() -> tuple[bytes, str]:
    """The one stylesheet and the name of this version of it."""
    content = resources.files("care_platform.portal").joinpath("static/portal.css").read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:16]


def finish(response: Response) -> Response:
    """Sets headers and language on every answer of the pages."""
    if request.endpoint == "portal.style":
        protect_asset(response, https=is_https())
        return response
    issuer = platform().settings.oidc_issuer
    # Browsers hold a form's later redirects to the policy too, and the sign-in form ends at the provider.
    targets = [origin_of(issuer)] if issuer and sign_in() else []
    protect_page(response, https=is_https(), form_targets=targets)
    response.headers["Vary"] = "Accept-Language, Cookie"
    speaking.remember_language(response)
    return response


def refused(error: CataloguedError) -> tuple[str, int]:
    """A page for a refusal: what it is, what to do next, and a number for enquiries."""
    return _problem(error.entry, error.details)


def refused_by_http(error: HTTPException) -> tuple[str, int]:
    """A page for what the web framework refuses."""
    return _problem(METHOD_NOT_ALLOWED if error.code == METHOD_NOT_ALLOWED.http_status else REQUEST_INVALID)


def failed(error: Exception) -> tuple[str, int]:
    """A page for what should not have happened; the log has the place, never the text."""
    g.setdefault("signed_in", None)  # the page must not need the database, which may be what failed
    _log.error("page.failed", route=request.endpoint or "unknown", failure=describe(error))
    return _problem(UNEXPECTED)


def _problem(entry: Entry, details: dict[str, str | int] | None = None) -> tuple[str, int]:
    spoken = texts(entry, details or {})
    speech = speaking.language()
    page = render_template(
        "portal/problem.html",
        title=spoken[f"title_{speech}"],
        remedy=spoken[f"remedy_{speech}"],
        next_step=_NEXT.get(entry.code, "start" if signed_in() else "sign_in"),
        was_signed_out=entry is NOT_SIGNED_IN,
        reference=correlation.current(),
    )
    return page, entry.http_status


_NEXT = {NOT_LINKED.code: "link", NOT_SIGNED_IN.code: "sign_in", SIGN_IN_NOT_OFFERED.code: "start"}
