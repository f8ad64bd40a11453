"""For those who run the platform: alive, ready, and the figures."""

from flask import Blueprint, Response, jsonify
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
    """Prometheus figures; no label holds anything personal."""
    body, content_type = figures.render()
    return Response(body, content_type=content_type)
