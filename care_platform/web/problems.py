"""RFC 9457 problem documents in the voices of the one catalogue."""

import json

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from care_platform.intake.report import texts
from care_platform.reference.catalogue import CataloguedError, Entry, Reason
from care_platform.reference.catalogue import api as api_errors
from care_platform.telemetry import correlation
from care_platform.telemetry.failures import describe
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)
_BY_STATUS = {
    400: api_errors.REQUEST_INVALID,
    404: api_errors.NO_SUCH_ADDRESS,
    405: api_errors.METHOD_NOT_ALLOWED,
    413: api_errors.BODY_TOO_LARGE,
    415: api_errors.MEDIA_TYPE_UNSUPPORTED,
    422: api_errors.REQUEST_INVALID,
}


def handle_problems(app: Flask) -> None:
    """One handler for everything a REST view or page can raise."""
    app.register_error_handler(CataloguedError, lambda error: problem(error.entry, error.details))
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(Exception, _unexpected)


def problem(entry: Entry, details: dict[str, str | int] | None = None) -> Response:
    """The problem document of a catalogue entry; it never quotes what was sent."""
    words = texts(entry, details or {})
    body = {
        "type": f"/problems/{entry.code}",
        "title": words["title_en"],
        "status": entry.http_status,
        "code": entry.code,
        "retry": entry.retry,
        "desk": {"title": words["title_ja"], "ja": words["remedy_ja"], "en": words["remedy_en"]},
        "vendor": {"ja": words["vendor_ja"], "en": words["vendor_en"]},
        **({"person": person_voice(entry)} if isinstance(entry, Reason) else {}),
        "correlation_id": correlation.current(),
        "details": details or {},
    }
    answer = Response(
        json.dumps(body, ensure_ascii=False), entry.http_status, mimetype="application/problem+json"
    )
    if entry.http_status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if entry.retry:
        answer.headers["Retry-After"] = "30"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def person_voice(reason: Reason) -> dict[str, str]:
    """What the person it is about is told, in both languages."""
    return {"ja": reason.person_ja, "en": reason.person_en}


def _http_problem(error: HTTPException) -> Response:
    entry = _BY_STATUS.get(error.code or 500)
    if entry is None:
        entry = api_errors.UNEXPECTED if (error.code or 500) >= 500 else api_errors.REQUEST_INVALID
    fields = _wrong_fields(error)
    return problem(entry, {"fields": ", ".join(fields)} if fields else {})


def _wrong_fields(error: HTTPException) -> list[str]:
    """The names of the fields a schema refused; names only, since values may be personal."""
    messages = getattr(error, "data", None)
    found = messages.get("messages", {}) if isinstance(messages, dict) else {}
    names: list[str] = []
    for place in found.values() if isinstance(found, dict) else ():
        names += [str(name) for name in place] if isinstance(place, dict) else []
    return sorted(names)


def _unexpected(error: Exception) -> Response:
    if isinstance(error, RecursionError | UnicodeError) and _from_reading_json(error):
        return problem(api_errors.REQUEST_INVALID, {"fields": "body"})
    _log.error(
        "request.failed",
        route=request.url_rule.rule if request.url_rule else "unknown",
        failure=describe(error),
    )
    return problem(api_errors.UNEXPECTED)


def _from_reading_json(error: Exception) -> bool:
    """Whether the JSON reader itself gave up: what was sent is nested too deep, or no text. Else it is our fault."""
    innermost = error.__traceback__
    while innermost is not None and innermost.tb_next is not None:
        innermost = innermost.tb_next
    module = innermost.tb_frame.f_globals.get("__name__", "") if innermost is not None else ""
    return str(module).partition(".")[0] == "json"
