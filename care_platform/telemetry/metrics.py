"""The platform's own metrics. A label never holds what a caller sent, only what the platform named itself."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
    start_http_server,
)
from prometheus_client.multiprocess import MultiProcessCollector

from care_platform.telemetry.masking import holds_person_number
from care_platform.telemetry.multiprocess import VARIABLE

_REGISTRY = CollectorRegistry()
ProcessCollector(registry=_REGISTRY)

_REQUESTS = Counter(
    "care_http_requests", "Requests answered.", ["route", "method", "status"], registry=_REGISTRY
)
_REQUEST_SECONDS = Histogram(
    "care_http_request_seconds",
    "Time to answer a request, in seconds.",
    ["route", "method"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=_REGISTRY,
)
_LOOKUPS = Counter("care_lookups", "Look-ups answered, by the state named.", ["outcome"], registry=_REGISTRY)
_TRANSFERS = Counter("care_transfers", "Transfers that reached a state.", ["state"], registry=_REGISTRY)
_FINDINGS = Counter("care_findings", "Findings reported to senders.", ["code"], registry=_REGISTRY)
_WINDOWS = Counter(
    "care_schedule_windows",
    "Windows of planned work, by what became of them.",
    ["job", "outcome"],
    registry=_REGISTRY,
)
_NOTICES = Counter(
    "care_notices",
    "Notices by channel and what became of them: delivered, failed (tried again) or given_up.",
    ["channel", "outcome"],
    registry=_REGISTRY,
)
_JOB_SECONDS = Histogram(
    "care_job_seconds",
    "Time a background job took, in seconds.",
    ["job", "outcome"],
    buckets=(0.1, 0.5, 1, 5, 15, 60, 300, 900, 1800, 3600, 7200, 14400),
    registry=_REGISTRY,
)

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SAFE_LABEL = re.compile(r"[A-Za-z0-9_./<>:{}-]{1,120}")
_OTHER = "other"


def observe_request(route: str, method: str, status: int, seconds: float) -> None:
    """Count one answered request. `route` is the route's template, never the path that was asked."""
    requests, times = _request_series(route, method, status)
    requests.inc()
    times.observe(seconds)


@lru_cache(maxsize=1024)
def _request_series(route: str, method: str, status: int) -> tuple[Counter, Histogram]:
    """The two series a request counts in. Finding them takes longer than counting, and every request does it."""
    method = method if method in _METHODS else _OTHER
    requests = _REQUESTS.labels(_label(route), method, str(status))
    return requests, _REQUEST_SECONDS.labels(_label(route), method)


def count_lookup(outcome: str, times: int = 1) -> None:
    """Count look-ups answered with this outcome: found, consent_missing and so on."""
    _lookup_series(outcome).inc(times)


@lru_cache(maxsize=64)
def _lookup_series(outcome: str) -> Counter:
    return _LOOKUPS.labels(_label(outcome))


def count_transfer(state: str) -> None:
    """Count one transfer that just reached this state."""
    _TRANSFERS.labels(_label(state)).inc()


def count_findings(code: str, times: int = 1) -> None:
    """Count findings with this catalogue code."""
    _FINDINGS.labels(_label(code)).inc(times)


def count_window(job: str, outcome: str) -> None:
    """Count one window of planned work: enqueued, succeeded, failed or missed."""
    _WINDOWS.labels(_label(job), _label(outcome)).inc()


def count_notices(channel: str, outcome: str, times: int = 1) -> None:
    """Count notices delivered, failed or given up; alarm on `given_up`."""
    _NOTICES.labels(_label(channel), _label(outcome)).inc(times)


@contextmanager
def timed_job(job: str) -> Iterator[None]:
    """Observe how long the block took, as `succeeded`, or `failed` when it raised; the error goes on."""
    started = time.perf_counter()
    outcome = "failed"
    try:
        yield
        outcome = "succeeded"
    finally:
        _JOB_SECONDS.labels(_label(job), outcome).observe(time.perf_counter() - started)


def answer_figures(host: str, port: int) -> Callable[[], None]:
    """Answers this process' figures over HTTP on a thread of its own; gives what ends that.

    For a worker, which answers nothing else. Raises OSError when nothing can listen there.
    """
    server, thread = start_http_server(port, host, registry=_REGISTRY)

    def end() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return end


def render() -> tuple[bytes, str]:
    """All metrics in Prometheus' text format, and its content type; of all workers when they share."""
    registry = _REGISTRY
    if VARIABLE in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry), CONTENT_TYPE_LATEST


def _label(value: str) -> str:
    """The value when it looks like one of our own names. Strangers' texts would make series without end."""
    if _SAFE_LABEL.fullmatch(value) and not holds_person_number(value):
        return value
    return _OTHER
