"""Who sees the programme: a programme office's own token, or one of its people by the software they let act."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, request
from marshmallow import Schema
from sqlalchemy import Connection

from care_platform.accounts.acting import acting_by_token
from care_platform.accounts.duties import Duty
from care_platform.accounts.kinds import NATION
from care_platform.api.office_view import View
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import bearer
from care_platform.migration.readers import is_reader
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue import api as api_errors
from care_platform.reference.catalogue.accounts import NOT_YOURS
from care_platform.telemetry import correlation
from care_platform.web.requests import platform

_BEARER = "Authorization: Bearer with the token of a programme office (care-platform programme add-reader)."


def asked_by_reader(
    blueprint: Blueprint, *, takes: type[Schema], gives: type[Schema]
) -> Callable[[View], View]:
    """Lets a view run only for a programme office, settled before the query is looked at, and describes it.

    Put it directly under the route.
    """

    def decorate(view: View) -> View:
        view = blueprint.alt_response(401, description="No token of a programme office")(view)
        view = blueprint.response(200, gives)(view)
        view = blueprint.arguments(takes, location="query")(view)
        described = blueprint.doc(description=_BEARER)(view)

        @wraps(described)
        def call(*args: Any, **kwargs: Any) -> Response:
            with platform().engine.connect() as connection:
                require_reader(connection)
            return described(*args, **kwargs)

        return call

    return decorate


def require_reader(connection: Connection) -> None:
    """Raises `api.token_missing`, `api.token_invalid` or another refusal unless the request may see what it names.

    A prefecture's people see their prefecture: they name it, or an insurer in it.
    """
    token = bearer()
    if not token:
        raise CataloguedError(api_errors.TOKEN_MISSING)
    if is_reader(connection, token):
        return
    now, request_id = platform().clock(), correlation.current() or "none"
    acting = acting_by_token(connection, token, Duty.SEE_PROGRAMME, now, request_id)
    area = acting.account.organisation
    # Every place the address names, so that one inside the area cannot cover another outside.
    named = {value[:2] for name in ("prefecture", "insurer") for value in request.args.getlist(name)}
    if area != NATION and named != {area}:
        raise CataloguedError(NOT_YOURS)
