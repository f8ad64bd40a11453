"""/api/v1/operator/disasters: a programme office opens and closes disaster periods. Never records."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from care_platform.accounts.duties import Duty
from care_platform.api.answers import JsonObject, moment
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.fields import insurer_number, text
from care_platform.api.schemas.staff import DoneSchema
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import asked_by_staff, staff
from care_platform.consoles import disasters
from care_platform.store.exceptional import DisasterRow

blueprint = Blueprint(
    "operator_disasters", __name__, url_prefix="/api/v1/operator/disasters",
    description="Disaster periods per municipality, opened by a programme office with a reason.",
)  # fmt: skip
_DUTY = Duty.OPEN_DISASTER


class NewPeriodSchema(Schema):
    """For whose people, until when, why."""

    insurer_number = insurer_number()
    closes_at = fields.AwareDateTime(
        format="iso", required=True,
        metadata={"description": "Closes by itself then, within 92 days", "example": "2026-12-01T00:00:00+09:00"},
    )  # fmt: skip
    reason = text(
        at_most=1000, about="Ten letters or more", required=True,
        metadata={"example": "令和8年11月の地震により避難所で介護を提供するため"},
    )  # fmt: skip


class DisasterPeriodSchema(NewPeriodSchema):
    """A disaster period that is open."""

    period = fields.Integer(required=True)
    opens_at = fields.AwareDateTime(format="iso", required=True)
    opened_by = fields.String(required=True, metadata={"example": "national-1"})


class PeriodsSchema(Schema):
    """The open periods of the office's area, newest first."""

    periods = fields.List(fields.Nested(DisasterPeriodSchema), required=True)


class PeriodNumberSchema(Schema):
    """Which period."""

    period = fields.Integer(required=True, validate=validate.Range(1, 2**63 - 1))


@blueprint.get("")
@asked_by_staff(blueprint, _DUTY, gives=PeriodsSchema)
def periods() -> Response:
    """List the disaster periods that are open in the office's area."""
    found = disasters.open_periods(staff().connection, staff().acting)
    return json_answer({"periods": [_body(one) for one in found]})


@blueprint.post("")
@asked_by_staff(blueprint, _DUTY, gives=PeriodNumberSchema, takes=NewPeriodSchema, status=201)
def open_period(body: dict[str, Any]) -> Response:
    """Open a period from now on: offices may then look the insurer's people up by the four items."""
    new = disasters.NewPeriod(
        insurer_number=body["insurer_number"], closes_at=body["closes_at"], reason=body["reason"]
    )
    return json_answer({"period": disasters.open_period(staff().connection, staff().acting, new)}, 201)


@blueprint.post("/close")
@asked_by_staff(blueprint, _DUTY, gives=DoneSchema, takes=PeriodNumberSchema)
def close_period(body: dict[str, Any]) -> Response:
    """Close a period early, with every access it opened."""
    disasters.close_period(staff().connection, staff().acting, body["period"])
    return json_answer({"done": True})


def _body(one: DisasterRow) -> JsonObject:
    return {
        "period": one.id, "insurer_number": one.insurer_number, "opens_at": moment(one.opens_at),
        "closes_at": moment(one.closes_at), "opened_by": one.opened_by, "reason": one.reason,
    }  # fmt: skip
