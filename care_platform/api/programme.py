"""GET /api/v1/readiness for everybody; GET /api/v1/programmes for programme offices. No person is in either."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields, validate
from sqlalchemy import Connection

from care_platform.api.programme_readers import asked_by_reader
from care_platform.api.smorest import Blueprint
from care_platform.migration.history import history_of
from care_platform.migration.milestones import ORDER, PREPARING
from care_platform.migration.programme import find_programme, list_programmes
from care_platform.migration.readiness import as_body, as_csv, readiness
from care_platform.migration.tracking import overview, programme_body
from care_platform.reference.calendar import japan_day
from care_platform.reference.numbers import INSURER_NUMBER_PATTERN
from care_platform.web.requests import platform

blueprint = Blueprint(
    "programme", __name__, url_prefix="/api/v1", description="Which municipality shares what since when."
)
_PUBLIC = "public, max-age=300"


class PrefectureSchema(Schema):
    """Which part of the country."""

    prefecture = fields.String(
        validate=validate.Regexp("[0-9]{2}$"), metadata={"description": "The first two digits of the codes"}
    )


class ProgrammesSchema(PrefectureSchema):
    """Which programmes."""

    state = fields.String(validate=validate.OneOf([PREPARING, *ORDER]))
    late = fields.Boolean(load_default=False, metadata={"description": "Only those behind their plan"})


class InsurerSchema(Schema):
    """One insurer."""

    insurer = fields.String(required=True, validate=validate.Regexp(INSURER_NUMBER_PATTERN + "$"))


class SharedKindSchema(Schema):
    """A record kind that is shared."""

    record_kind = fields.String(required=True)
    since = fields.AwareDateTime(format="iso", required=True)


class ReadinessSchema(Schema):
    """One municipality, or a ward of a designated city that has a number of its own."""

    lg_code = fields.String(required=True)
    prefecture = fields.String(required=True)
    municipality = fields.String(required=True)
    insurer_number = fields.String(
        required=True, allow_none=True, metadata={"description": "The number to ask with"}
    )
    state = fields.String(
        required=True, validate=validate.OneOf(["sharing", "scheduled", "planned", "unplanned"])
    )
    planned_for = fields.Date(required=True, allow_none=True)
    kinds = fields.List(fields.Nested(SharedKindSchema), required=True)


class ReadinessAnswerSchema(Schema):
    """The readiness list."""

    municipalities = fields.List(fields.Nested(ReadinessSchema), required=True)


class ProgrammesAnswerSchema(Schema):
    """The overview and the programmes themselves."""

    overview = fields.Dict(required=True)
    programmes = fields.List(fields.Dict(), required=True)


class ProgrammeAnswerSchema(Schema):
    """One programme with its whole history."""

    programme = fields.Dict(required=True)
    history = fields.List(fields.Dict(), required=True)


@blueprint.get("/readiness")
@blueprint.doc(security=[])
@blueprint.arguments(PrefectureSchema, location="query")
@blueprint.response(200, ReadinessAnswerSchema)
@blueprint.alt_response(304, description="Unchanged since the ETag sent as If-None-Match")
def readiness_json(query: dict[str, Any]) -> Response:
    """List which municipality shares which record kinds since when."""
    with platform().engine.connect() as connection:
        found = readiness(connection, platform().clock(), query.get("prefecture"))
    return _lasting(_json({"municipalities": [as_body(one) for one in found]}), "application/json")


@blueprint.get("/readiness.csv")
@blueprint.doc(security=[])
@blueprint.arguments(PrefectureSchema, location="query")
@blueprint.alt_response(200, description="CSV (RFC 4180, UTF-8), a line per municipality and shared kind")
@blueprint.alt_response(304, description="Unchanged since the ETag sent as If-None-Match")
def readiness_csv(query: dict[str, Any]) -> Response:
    """List the same as CSV."""
    with platform().engine.connect() as connection:
        found = readiness(connection, platform().clock(), query.get("prefecture"))
    return _lasting("".join(as_csv(found)).encode(), "text/csv; charset=utf-8; header=present")


def _lasting(body: bytes, content_type: str) -> Response:
    """An answer that costs nothing while it has not changed."""
    response = Response(body, content_type=content_type)
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.headers["Cache-Control"] = _PUBLIC
    response.make_conditional(request)
    return response


@blueprint.get("/programmes")
@asked_by_reader(blueprint, takes=ProgrammesSchema, gives=ProgrammesAnswerSchema)
def programmes(query: dict[str, Any]) -> Response:
    """List the programmes of the country or a prefecture, with days, lateness and reasons."""
    today = japan_day(platform().clock())
    with platform().engine.connect() as connection:
        found = list_programmes(connection, query.get("prefecture"))
    shown = [
        one
        for one in found
        if query.get("state") in (None, one.state) and (not query["late"] or one.days_late(today))
    ]
    bodies = [programme_body(one, today) for one in shown]
    return private({"overview": asdict(overview(found, today)), "programmes": bodies})


@blueprint.get("/programmes/detail")
@asked_by_reader(blueprint, takes=InsurerSchema, gives=ProgrammeAnswerSchema)
@blueprint.alt_response(404, description="The insurer has no programme")
def programme(query: dict[str, Any]) -> Response:
    """Show one insurer's programme with every change of plan: who, when, why."""
    with platform().engine.connect() as connection:
        return private(_detail(connection, query["insurer"]))


def _detail(connection: Connection, insurer_number: str) -> dict[str, Any]:
    today = japan_day(platform().clock())
    body = programme_body(find_programme(connection, insurer_number), today)
    return {"programme": body, "history": [asdict(event) for event in history_of(connection, insurer_number)]}


def _json(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=_as_text).encode()


def _as_text(value: Any) -> str:
    return str(value.isoformat())


def private(body: Any) -> Response:
    """An answer that no cache keeps."""
    response = Response(_json(body), mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-store"
    return response
