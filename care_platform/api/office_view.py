"""A view for care offices: token, decision, answer and log; no answer without its log."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, cast

from flask import Response, g, request
from sqlalchemy import Connection

from care_platform.access.bearer import Bearer, actor_of
from care_platform.api.answers import JsonObject, encoded
from care_platform.reference.actors import Actor
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue import api as api_errors
from care_platform.store.standing import standing_connection
from care_platform.store.tokens import holder_of
from care_platform.telemetry import correlation
from care_platform.web.requests import platform

CACHE_CONTROL = "private, no-store"
LARGEST_BODY = 256 * 1024
"""In bytes. A list look-up of 500 persons is about 40 KiB."""

View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Asked:
    """The circumstances of one authenticated request; the transaction commits when the view returns."""

    connection: Connection
    actor: Actor
    office_number: str
    at: datetime
    correlation_id: str


@dataclass(frozen=True, slots=True)
class AskedToLookUp:
    """The circumstances of a look-up: who asks is known by a token only, which the look-up itself checks."""

    connection: Connection
    bearer: Bearer
    at: datetime
    correlation_id: str

    def actor(self) -> Actor:
        """The office behind the token, asked now; raises CataloguedError as `office_actor` does."""
        return office_actor(self.connection, self.bearer.token, self.bearer.scope, self.at)


def for_office(scope: str) -> Callable[[View], View]:
    """Lets a view run only with a valid token that has the scope; `asked()` then gives the circumstances.

    Who asks is settled before the body is looked at. The answer leaves after the commit, so without its log
    entry there is none. A refusal that is itself logged must be returned, not raised.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def call(*args: Any, **kwargs: Any) -> Response:
            _take_body()
            now = platform().clock()
            with platform().engine.begin() as connection:
                actor = office_actor(connection, _bearer(), scope, now)
                g.asked = Asked(
                    connection, actor, actor.office_number or "", now, correlation.current() or "none"
                )
                return view(*args, **kwargs)

        call.needs_scope = scope  # type: ignore[attr-defined] # for the test that walks all routes
        return call

    return decorate


def for_look_ups(scope: str) -> Callable[[View], View]:
    """Lets a view answer by `look_up` alone, which checks the token in the statement that reads.

    To the caller it is as `for_office`: whatever goes wrong with the body, a token that is not valid is told first.
    Reading is one statement and writing another, so there is no transaction around them; that and the token's own
    trip make four trips less to the database.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def call(*args: Any, **kwargs: Any) -> Response:
            _take_body()
            token, now = _bearer(), platform().clock()
            if not token:
                raise CataloguedError(api_errors.TOKEN_MISSING)
            with standing_connection(platform().engine) as connection:
                asked = AskedToLookUp(
                    connection, Bearer(token, scope, now), now, correlation.current() or "none"
                )
                g.asked_to_look_up = asked
                try:
                    return view(*args, **kwargs)
                except Exception:
                    if not connection.invalidated:
                        asked.actor()
                    raise

        call.needs_scope = scope  # type: ignore[attr-defined] # for the test that walks all routes
        return call

    return decorate


def _take_body() -> None:
    request.max_content_length = LARGEST_BODY
    request.get_data()  # before a connection is taken: a slow sender must not hold one


def asked() -> Asked:
    """The circumstances of the present request; only inside a view decorated with `for_office`."""
    return cast("Asked", g.asked)


def asked_to_look_up() -> AskedToLookUp:
    """The circumstances of the present request; only inside a view decorated with `for_look_ups`."""
    return cast("AskedToLookUp", g.asked_to_look_up)


def office_actor(connection: Connection, token: str, scope: str, now: datetime) -> Actor:
    """The office a token acts for.

    Raises CataloguedError: `api.token_missing`, `api.token_invalid`, or `api.scope_not_granted`.
    """
    if not token:
        raise CataloguedError(api_errors.TOKEN_MISSING)
    return actor_of(holder_of(connection, token, now), scope)


def json_answer(body: JsonObject, status: int = 200) -> Response:
    """A JSON answer that no one may keep on the way."""
    response = Response(encoded(body), status, mimetype="application/json")
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response


def _bearer() -> str:
    """The token of the Authorization header; nowhere else is one taken from (RFC 6750 section 2.1)."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
