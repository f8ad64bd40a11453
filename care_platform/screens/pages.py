"""What every page has in common, whoever reads it: words, the frame, headers, and how a refusal looks."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from care_platform.intake.report import texts
from care_platform.reference.catalogue import CataloguedError, Entry, Reason
from care_platform.reference.catalogue.api import METHOD_NOT_ALLOWED, REQUEST_INVALID, UNEXPECTED
from care_platform.screens import language as speaking
from care_platform.screens.assets import asset_address
from care_platform.screens.formats import day_in_words, moment_in_words, period_in_words
from care_platform.telemetry import correlation
from care_platform.telemetry.failures import describe
from care_platform.telemetry.logs import get_logger
from care_platform.web.requests import platform
from care_platform.web.security_headers import protect_page
from care_platform.web.sessions import FORM_TOKEN, is_https

FORM_ID = "form_id"
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around a page. `menu` are endpoints; their words are `menu.<name of the endpoint>`.

    `form_token` is None while nobody is signed in; then there is no menu and no session to end.
    """

    home: str
    menu: Sequence[str] = ()
    form_token: str | None = None
    extend: str | None = None
    sign_out: str | None = None
    signed_in_as: str | None = None


def in_every_page(frame: Frame) -> dict[str, Any]:
    """The names every template knows."""
    speech = speaking.language()
    return {
        "t": speaking.say, "language": speech, "other_language": speaking.other_language(),
        "day": lambda day: day_in_words(day, speech),
        "moment": lambda moment: moment_in_words(moment, speech),
        "period": lambda first, last: period_in_words(first, last, speech),
        "asset": asset_address, "frame": frame, "same_page": _same_page(frame),
        "session_seconds": platform().settings.session_minutes * 60,
        "form_token_name": FORM_TOKEN, "form_id_name": FORM_ID, "new_form_id": lambda: secrets.token_urlsafe(18),
        "done": _done(),
    }  # fmt: skip


def finish(response: Response, form_targets: Iterable[str] = ()) -> Response:
    """Headers of every page."""
    protect_page(response, https=is_https(), form_targets=form_targets)
    response.headers["Vary"] = "Accept-Language, Cookie"
    speaking.remember_language(response)
    return response


def refused(error: CataloguedError) -> tuple[str, int]:
    """A page for a refusal: what it is, what to do next, and a number for enquiries."""
    return problem_page(error.entry, error.details)


def refused_by_http(error: HTTPException, *, to_person: bool = False) -> tuple[str, int]:
    """A page for what the web framework refuses."""
    wrong_method = error.code == METHOD_NOT_ALLOWED.http_status
    return problem_page(METHOD_NOT_ALLOWED if wrong_method else REQUEST_INVALID, to_person=to_person)


def failed(error: Exception, *, to_person: bool = False) -> tuple[str, int]:
    """A page for what should not have happened; the log has the place, never the text."""
    _log.error("page.failed", route=request.endpoint or "unknown", failure=describe(error))
    return problem_page(UNEXPECTED, to_person=to_person)


def problem_page(
    entry: Entry,
    details: dict[str, str | int] | None = None,
    *,
    next_step: tuple[str, str] | None = None,
    template: str = "screens/problem.html",
    to_person: bool = False,
    **more: Any,
) -> tuple[str, int]:
    """A refusal as a page. `next_step`: an endpoint and the key of the words on its button."""
    said = spoken(entry, details, to_person=to_person)
    page = render_template(template, **said, next_step=next_step, reference=correlation.current(), **more)
    return page, entry.http_status


def spoken(
    entry: Entry, details: dict[str, str | int] | None = None, *, to_person: bool = False
) -> dict[str, str]:
    """Title and remedy of an entry in this request's language, for whoever sits at the desk or for the person."""
    said = texts(entry, {"reason": "", "item": "", **(details or {})})
    speech = speaking.language()
    remedy = said[f"remedy_{speech}"]
    if to_person and isinstance(entry, Reason):
        remedy = entry.to_person(speech)
    return {"title": said[f"title_{speech}"], "remedy": remedy}


def _same_page(frame: Frame) -> str:
    """This page's address without the language; the first page where the address takes no GET."""
    rule = request.url_rule
    if rule is None or "GET" not in (rule.methods or ()) or request.endpoint is None:
        return url_for(frame.home)
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != "lang"}
    return url_for(request.endpoint, **{**kept, **(request.view_args or {})})


def _done() -> str | None:
    """What was just done, said once more on the page one is led to: `?done=registered`."""
    word = request.args.get("done", "")
    return speaking.speech().say_or(f"done.{word}", "") or None
