"""What every request has in common: the platform, a correlation id, measuring, and one place for errors."""

import time
from typing import cast

from flask import Flask, Response, current_app, g, request

from care_platform.platform import Platform
from care_platform.store.presented import present, present_nothing
from care_platform.telemetry import correlation, metrics
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)


def platform() -> Platform:
    """The platform this request runs on."""
    return cast("Platform", current_app.extensions["platform"])


def watch_requests(app: Flask) -> None:
    """Gives each request a correlation id, and one log line and one measurement without personal data."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def _begin() -> None:
    g.started = time.perf_counter()
    g.correlation = correlation.bound(correlation.accept(request.headers.get(correlation.HEADER)))
    g.correlation.__enter__()
    present_nothing()
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        present("token", token.strip())


def _end(response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule is not None else "unknown"
    seconds = time.perf_counter() - g.started
    if request.endpoint in {"operations.healthz", "operations.metrics"}:
        metrics.observe_request(route, request.method, response.status_code, seconds)
    else:
        told(route, request.method, response.status_code, seconds)
    response.headers[correlation.HEADER] = correlation.current()
    return response


def told(route: str, method: str, status: int, seconds: float) -> None:
    """One measurement and one log line of an answered request."""
    metrics.observe_request(route, method, status, seconds)
    _log.info("request", route=route, method=method, status=status, seconds=round(seconds, 4))


def _forget(_error: BaseException | None) -> None:
    bound = g.pop("correlation", None)
    if bound is not None:
        bound.__exit__(None, None, None)
