"""/api/v1/operator/emergencies: the auditor reviews every emergency access. Never records."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from care_platform.accounts.duties import Duty
from care_platform.api.answers import JsonObject, moment
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.example_of import example_of
from care_platform.api.schemas.fields import text
from care_platform.api.schemas.staff import DoneSchema
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import for_staff, security, staff
from care_platform.consoles import reviewing
from care_platform.store.exceptional import Window

blueprint = Blueprint(
    "operator_emergencies", __name__, url_prefix="/api/v1/operator/emergencies",
    description="The review of emergency accesses: who opened, why, and what the auditor says of it.",
)  # fmt: skip
_DUTY = Duty.REVIEW_EMERGENCY


class EmergencyCaseSchema(Schema):
    """An emergency access that waits for its review; the person is not named."""

    case = fields.Integer(required=True)
    office_number = fields.String(required=True, metadata={"example": "2710000001"})
    staff_id = fields.String(required=True, metadata={"example": "dr-1"})
    reason_code = fields.String(required=True, metadata={"example": "unconscious"})
    reason_text = fields.String(required=True, metadata={"example": "救急搬送、意識なし、家族不在"})
    opened_at = fields.AwareDateTime(format="iso", required=True)
    open_until = fields.AwareDateTime(format="iso", required=True)


class EmergencyCasesSchema(Schema):
    """All that wait, oldest first."""

    cases = fields.List(fields.Nested(EmergencyCaseSchema), required=True)


class ReviewSchema(Schema):
    """What came of looking at a case."""

    case = fields.Integer(required=True, validate=validate.Range(1, 2**63 - 1))
    outcome = fields.String(required=True, validate=validate.OneOf(reviewing.OUTCOMES))
    note = text(
        r"\s*\S[\s\S]{8,996}\S\s*", about="Ten letters or more; no names", required=True,
        metadata={"example": "救急搬送の記録と一致することを病院に確認"},
    )  # fmt: skip


@blueprint.get("")
@for_staff(_DUTY)
@blueprint.doc(security=security(_DUTY))
@blueprint.response(200, EmergencyCasesSchema, example=example_of(EmergencyCasesSchema))
def waiting() -> Response:
    """List the emergency accesses nobody has reviewed yet. That it was read is an event."""
    found = reviewing.cases_to_review(staff().connection, staff().acting)
    return json_answer({"cases": [_body(one) for one in found]})


@blueprint.post("/review")
@for_staff(_DUTY)
@blueprint.doc(security=security(_DUTY))
@blueprint.arguments(ReviewSchema(), example=example_of(ReviewSchema))
@blueprint.response(200, DoneSchema, example=example_of(DoneSchema))
def review(body: dict[str, Any]) -> Response:
    """Close a case by name. The person sees the outcome among their notices."""
    reviewing.close_case(staff().connection, staff().acting, reviewing.Review(**body))
    return json_answer({"done": True})


def _body(one: Window) -> JsonObject:
    return {
        "case": one.id, "office_number": one.office_number, "staff_id": one.staff_id, "reason_code": one.reason_code,
        "reason_text": one.reason_text, "opened_at": moment(one.opened_at), "open_until": moment(one.open_until),
    }  # fmt: skip
