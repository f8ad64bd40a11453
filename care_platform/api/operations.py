"""For those who run the platform: alive, ready, and the figures."""

import hmac

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from care_platform.reference.catalogue import api as api_errors
from care_platform.store.schema import SchemaMismatchError, require_current
from care_platform.telemetry import metrics as figures
from care_platform.web.problems import problem
from care_platform.web.requests import platform

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process is alive; says nothing about the database."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The database answers and has the right schema, so requests can be taken."""
    try:
        with platform().engine.connect() as connection:
            connection.execute(text("select 1"))
        require_current(platform().engine)
    except (SQLAlchemyError, SchemaMismatchError) as error:
        return problem(api_errors.NOT_READY, {"reason": type(error).__name__})
    return jsonify(status="ready")


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus figures for the bearer of CARE_METRICS_TOKEN; no label holds anything personal.

    Without the setting there is no such page: it lies where everybody can ask for it.
    """
    token = platform().settings.metrics_token
    if token is None:
        return problem(api_errors.NO_SUCH_ADDRESS)
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    shown = given.encode() if kind.lower() == "bearer" else b""
    if not hmac.compare_digest(shown, token.get_secret_value().encode()):
        return problem(api_errors.TOKEN_INVALID if shown else api_errors.TOKEN_MISSING)
    body, content_type = figures.render()
    return Response(body, content_type=content_type)
