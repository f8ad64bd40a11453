"""An ordinary look-up of one person, answered before Flask: finding the view took a third of the web's time for it.

Only what is plainly right goes this way: the usual address, body and headers. Everything else, and whatever goes
wrong on it, goes the long way from its beginning and is told there. Tests hold that both ways give the same answer
and leave the same traces (docs/decisions/0140-speed.md).
"""

import time
from collections.abc import Iterable
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any

from werkzeug.http import parse_etags

from care_platform.access.bearer import Bearer
from care_platform.api.lookups import SCOPE
from care_platform.api.office_view import CACHE_CONTROL
from care_platform.api.one_answer import OneAnswer, answer_one
from care_platform.api.plain_body import plain_body
from care_platform.platform import Platform
from care_platform.store.presented import present
from care_platform.store.standing import standing_connection
from care_platform.telemetry import correlation
from care_platform.telemetry.logs import get_logger
from care_platform.web.requests import told

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = get_logger(__name__)
_ROUTE = "/api/v1/lookups"
_LARGEST = 4096
"""In bytes. A body that names all kinds has some 500."""
_BEARER = "Bearer "


class ShortWay:
    """The application, with a short way in front of it."""

    def __init__(self, long_way: "WSGIApplication", platform: Platform) -> None:
        self._long_way = long_way
        self._platform = platform

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answers; what is not plainly a look-up has not been touched when the application gets it."""
        if environ["PATH_INFO"] != _ROUTE or not _plain_head(environ):
            return self._long_way(environ, start_response)
        sent = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        environ["wsgi.input"] = BytesIO(sent)
        body = plain_body(sent)
        if body is not None:
            started = time.perf_counter()
            with correlation.bound(
                correlation.accept(environ.get("HTTP_X_CORRELATION_ID"))
            ) as correlation_id:
                answer = self._answer(environ, body, correlation_id)
                if answer is not None:
                    return _give(answer, environ, start_response, correlation_id, started)
        return self._long_way(environ, start_response)

    def _answer(
        self, environ: "WSGIEnvironment", body: dict[str, Any], correlation_id: str
    ) -> OneAnswer | None:
        token = environ["HTTP_AUTHORIZATION"][len(_BEARER) :]
        present("token", token)
        now = self._platform.clock()
        try:
            with standing_connection(self._platform.engine) as connection:
                return answer_one(connection, Bearer(token, SCOPE, now), body, now, correlation_id)
        except Exception as error:
            _log.debug("lookup.long_way", error=type(error).__name__)
            return None


def _plain_head(environ: "WSGIEnvironment") -> bool:
    length, token = environ.get("CONTENT_LENGTH", ""), environ.get("HTTP_AUTHORIZATION", "")
    return (
        environ["REQUEST_METHOD"] == "POST"
        and environ.get("CONTENT_TYPE") == "application/json"
        and length.isascii()
        and length.isdigit()
        and len(length) <= len(str(_LARGEST))
        and 0 < int(length) <= _LARGEST
        and token.startswith(_BEARER)
        and token[len(_BEARER) :].strip() == token[len(_BEARER) :] != ""
        and "HTTP_TRANSFER_ENCODING" not in environ
        and not environ.get("SCRIPT_NAME")
    )


def _give(
    answer: OneAnswer,
    environ: "WSGIEnvironment",
    start_response: "StartResponse",
    correlation_id: str,
    started: float,
) -> Iterable[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH")
    unchanged = known is not None and parse_etags(known).is_strong(answer.etag)
    status = HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK
    headers = [
        ("ETag", f'"{answer.etag}"'), ("Cache-Control", CACHE_CONTROL), (correlation.HEADER, correlation_id),
    ]  # fmt: skip
    if not unchanged:
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(answer.body))), *headers]
    told(_ROUTE, "POST", status.value, time.perf_counter() - started)
    start_response(f"{status.value} {status.phrase}", headers)
    return [] if unchanged else [answer.body]
