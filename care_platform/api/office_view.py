"""A view for care offices: token, decision, answer and log; no answer without its log."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, cast

from flask import Response, g, request
from sqlalchemy import Connection

from care_platform.api.answers import JsonObject, encoded
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue import api as api_errors
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


def for_office(scope: str, *, one_write: bool = False) -> Callable[[View], View]:
    """Lets a view run only with a valid token that has the scope; `asked()` then gives the circumstances.

    Who asks is settled before the body is looked at. The answer leaves after the commit, so without its log
    entry there is none. A refusal that is itself logged must be returned, not raised. A view that writes with a
    single statement (`one_write`) needs no transaction around it, which saves two trips to the database.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def call(*args: Any, **kwargs: Any) -> Response:
            request.max_content_length = LARGEST_BODY
            request.get_data()  # before a connection is taken: a slow sender must not hold one
            now = platform().clock()
            with _connection(one_write=one_write) as connection:
                actor = office_actor(connection, _bearer(), scope, now)
                g.asked = Asked(
                    connection, actor, actor.office_number or "", now, correlation.current() or "none"
                )
                return view(*args, **kwargs)

        call.needs_scope = scope  # type: ignore[attr-defined] # for the test that walks all routes
        return call

    return decorate


def _connection(*, one_write: bool) -> AbstractContextManager[Connection]:
    engine = platform().engine
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT") if one_write else engine.begin()


def asked() -> Asked:
    """The circumstances of the present request; only inside a view decorated with `for_office`."""
    return cast("Asked", g.asked)


def office_actor(connection: Connection, token: str, scope: str, now: datetime) -> Actor:
    """The office a token acts for.

    Raises CataloguedError: `api.token_missing`, `api.token_invalid`, or `api.scope_not_granted`.
    """
    if not token:
        raise CataloguedError(api_errors.TOKEN_MISSING)
    holder = holder_of(connection, token, now)
    if holder is None:
        raise CataloguedError(api_errors.TOKEN_INVALID)
    if scope not in holder.scopes:
        raise CataloguedError(api_errors.SCOPE_NOT_GRANTED, {"scope": scope})
    return Actor(
        kind=ActorKind.OFFICE, scopes=holder.scopes, office_number=holder.office_number,
        client_id=holder.client_id, service_types=holder.service_types, staff_id=holder.staff_id,
        job_type=holder.job_type,
    )  # fmt: skip


def json_answer(body: JsonObject, status: int = 200) -> Response:
    """A JSON answer that no one may keep on the way."""
    response = Response(encoded(body), status, mimetype="application/json")
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response


def _bearer() -> str:
    """The token of the Authorization header; nowhere else is one taken from (RFC 6750 section 2.1)."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
