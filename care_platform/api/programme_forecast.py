"""GET /api/v1/programmes/forecast for programme offices: when who will share, and whom to help first."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate
from sqlalchemy import Connection

from care_platform.api.programme import InsurerSchema, PrefectureSchema, private
from care_platform.api.programme_readers import asked_by_reader
from care_platform.api.smorest import Blueprint
from care_platform.migration.forecast import CountryForecast, forecast
from care_platform.migration.forecast_bodies import country_body, projection_body
from care_platform.migration.programme import find_programme, list_programmes
from care_platform.web.requests import platform

blueprint = Blueprint(
    "programme_forecast", __name__, url_prefix="/api/v1", description="When municipalities will share."
)


class ForecastSchema(PrefectureSchema):
    """Which part of the country, and how many to name that help would bring most."""

    help_first = fields.Integer(load_default=20, validate=validate.Range(0, 2_000))


class ShareSchema(Schema):
    """A share from 0 to 1; four futures in five lie between low and high."""

    expected = fields.Float(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)


class ProjectionSchema(Schema):
    """One insurer: four futures in five lie between earliest and latest, expected_on is their median."""

    insurer_number = fields.String(required=True)
    name = fields.String(required=True)
    members = fields.List(fields.String(), required=True)
    vendor = fields.String(required=True, allow_none=True)
    state = fields.String(required=True)
    insured_persons = fields.Integer(required=True, allow_none=True)
    municipalities = fields.Integer(required=True)
    planned_on = fields.Date(required=True, allow_none=True)
    earliest = fields.Date(required=True)
    expected_on = fields.Date(required=True)
    latest = fields.Date(required=True)
    in_time = fields.Float(required=True, metadata={"description": "Chance of sharing by the legal deadline"})
    gain = fields.Integer(
        required=True,
        metadata={
            "description": "Insured persons more in time if the remaining time shrank to three quarters"
        },
    )
    vendor_pace = fields.Float(required=True, metadata={"description": "Times the usual time"})
    size_pace = fields.Float(required=True)
    own_pace = fields.Float(required=True)


class ForecastAnswerSchema(Schema):
    """The forecast of the country or a prefecture."""

    made_at = fields.AwareDateTime(format="iso", required=True)
    deadline = fields.Date(required=True)
    sharing_now = fields.Float(required=True)
    municipalities = fields.Nested(ShareSchema, required=True)
    insured_persons = fields.Nested(ShareSchema, required=True)
    help_first = fields.List(fields.String(), required=True)
    insurers = fields.List(fields.Nested(ProjectionSchema), required=True)


class ProjectionAnswerSchema(Schema):
    """The forecast of one insurer."""

    forecast = fields.Nested(ProjectionSchema, required=True)


@blueprint.get("/programmes/forecast")
@asked_by_reader(blueprint, takes=ForecastSchema, gives=ForecastAnswerSchema)
def programmes_forecast(query: dict[str, Any]) -> Response:
    """Foresee when the country or a prefecture will share, and whom to help first."""
    with platform().engine.connect() as connection:
        found = _forecast(connection, query.get("prefecture"))
    return private(country_body(found, query["help_first"]))


@blueprint.get("/programmes/detail/forecast")
@asked_by_reader(blueprint, takes=InsurerSchema, gives=ProjectionAnswerSchema)
@blueprint.alt_response(404, description="The insurer has no programme")
def programme_forecast(query: dict[str, Any]) -> Response:
    """Foresee when one insurer will share."""
    with platform().engine.connect() as connection:
        find_programme(connection, query["insurer"])
        found = _forecast(connection, None)
    wanted = next(one for one in found.projections if one.insurer_number == query["insurer"])
    return private({"forecast": projection_body(wanted)})


def _forecast(connection: Connection, prefecture: str | None) -> CountryForecast:
    """Made anew for every request: about two seconds for the whole country."""
    return forecast(list_programmes(connection), platform().clock(), prefecture=prefecture)
