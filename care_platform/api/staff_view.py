"""A view for members of staff: the token of their software, the duty, one transaction; deny by default."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, cast

from flask import Response, g, request
from marshmallow import Schema
from sqlalchemy import Connection

from care_platform.accounts.acting import Acting, acting_by_token
from care_platform.accounts.duties import SCOPE_OF, Duty
from care_platform.api.office_view import LARGEST_BODY, View
from care_platform.api.schemas.example_of import example_of
from care_platform.api.smorest import Blueprint
from care_platform.telemetry import correlation
from care_platform.web.requests import platform


@dataclass(frozen=True, slots=True)
class StaffAsked:
    """The circumstances of one request of a member of staff; `afterwards` runs once the answer is committed."""

    connection: Connection
    acting: Acting
    afterwards: list[Callable[[], None]] = field(default_factory=list)


def for_staff(duty: Duty, *, about_accounts: bool = False) -> Callable[[View], View]:
    """Lets a view run only for a member of staff with the duty; `staff()` then gives the circumstances.

    A view `about_accounts` runs on the platform's `sign_engine`, where accounts may be made and no record is seen.
    Who asks is settled before the body is looked at. A refusal that is itself logged must be returned, not raised.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def call(*args: Any, **kwargs: Any) -> Response:
            request.max_content_length = LARGEST_BODY
            request.get_data()  # before a connection is taken: a slow sender must not hold one
            engine = platform().sign_engine if about_accounts else platform().engine
            with engine.begin() as connection:
                acting = acting_by_token(
                    connection, bearer(), duty, platform().clock(), correlation.current() or "none"
                )
                g.staff_asked = StaffAsked(connection, acting)
                response = view(*args, **kwargs)
            for step in staff().afterwards:
                step()
            return response

        call.needs_duty = duty  # type: ignore[attr-defined] # for the test that walks all routes
        return call

    return decorate


def asked_by_staff(
    blueprint: Blueprint,
    duty: Duty,
    *,
    gives: type[Schema],
    takes: type[Schema] | None = None,
    in_query: bool = False,
    status: int = 200,
    example: Mapping[str, Any] | None = None,
    about_accounts: bool = False,
) -> Callable[[View], View]:
    """As `for_staff`, and what the view takes and gives is read, checked and described.

    Put it directly under the route. `takes` comes as the body, or `in_query`; without `example` one is made.
    """

    def decorate(view: View) -> View:
        view = blueprint.response(status, gives, example=example or example_of(gives))(view)
        if takes is not None and in_query:
            view = blueprint.arguments(takes(), location="query")(view)
        elif takes is not None:
            view = blueprint.arguments(takes(), example=example_of(takes))(view)
        described = blueprint.doc(security=security(duty))(view)
        return for_staff(duty, about_accounts=about_accounts)(described)

    return decorate


def staff() -> StaffAsked:
    """The circumstances of the present request; only inside a view decorated with `for_staff`."""
    return cast("StaffAsked", g.staff_asked)


def security(duty: Duty) -> list[dict[str, list[str]]]:
    """What the description says about who may enter."""
    return [{"oauth2": [SCOPE_OF[duty]]}]


def bearer() -> str:
    """The token of the Authorization header; nowhere else is one taken from (RFC 6750 section 2.1)."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
