"""Calls to the provider: timed out, limited in size, never redirected, no secret out of ~/.netrc."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests

from care_platform.reference.catalogue.entry import CataloguedError
from care_platform.reference.catalogue.sign_in import PROVIDER_ANSWER_INVALID, PROVIDER_UNREACHABLE

CONNECT_SECONDS = 3.05
READ_SECONDS = 10
MAX_BYTES = 256 * 1024
_CHUNK_BYTES = 16 * 1024
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Answer:
    """A provider's answer: HTTP status and the JSON object in its body."""

    status: int
    body: dict[str, Any] = field(repr=False)


def get(session: requests.Session, step: str, url: str, bearer: str | None = None) -> dict[str, Any]:
    """Fetch a JSON object; anything but 200 is refused. `step` names the call in errors."""
    answer = _call(session, step, "GET", url, bearer=bearer)
    if answer.status != requests.codes.ok:
        raise answer_invalid(step, f"HTTP {answer.status}")
    return answer.body


def post(session: requests.Session, step: str, url: str, form: Mapping[str, str]) -> Answer:
    """Send a form and read a JSON object, whatever the 2xx or 4xx status is."""
    return _call(session, step, "POST", url, form=form)


def answer_invalid(step: str, problem: str) -> CataloguedError:
    """Make the error for an answer outside the standard; `problem` is our own words, never the body."""
    return CataloguedError(PROVIDER_ANSWER_INVALID, {"step": step, "problem": problem})


def _call(
    session: requests.Session,
    step: str,
    method: str,
    url: str,
    *,
    form: Mapping[str, str] | None = None,
    bearer: str | None = None,
) -> Answer:
    try:
        with session.request(
            method,
            url,
            data=form,
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
            auth=_OnlyOurAuthorization(bearer),
            allow_redirects=False,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            stream=True,
        ) as response:
            status = response.status_code
            if status >= requests.codes.server_error or status == _TOO_MANY_REQUESTS:
                raise CataloguedError(PROVIDER_UNREACHABLE, {"step": step})
            if response.is_redirect or response.is_permanent_redirect:
                raise answer_invalid(step, "redirect")
            raw = _read_limited(response, step)
    except requests.RequestException:
        # Not chained: the library's message may quote a header or an address with a secret in it.
        raise CataloguedError(PROVIDER_UNREACHABLE, {"step": step}) from None
    return Answer(status, _json_object(raw, step))


class _OnlyOurAuthorization(requests.auth.AuthBase):
    """Set the bearer token or nothing; giving any `auth` keeps requests from adding one out of ~/.netrc."""

    def __init__(self, bearer: str | None) -> None:
        self._bearer = bearer

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._bearer is not None:
            request.headers["Authorization"] = f"Bearer {self._bearer}"
        return request


def _read_limited(response: requests.Response, step: str) -> bytes:
    raw = bytearray()
    for chunk in response.iter_content(_CHUNK_BYTES):
        raw += chunk
        if len(raw) > MAX_BYTES:
            raise answer_invalid(step, "too large")
    return bytes(raw)


def _json_object(raw: bytes, step: str) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        # Not chained: the decoder's exception carries the whole document.
        raise answer_invalid(step, "not JSON") from None
    if not isinstance(body, dict):
        raise answer_invalid(step, "not a JSON object")
    return body
