"""/api/v1/operator/emergencies: the auditor reviews every emergency access. Never records."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from care_platform.accounts.duties import Duty
from care_platform.api.answers import JsonObject, moment
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.fields import text
from care_platform.api.schemas.staff import DoneSchema
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import asked_by_staff, staff
from care_platform.consoles import reviewing
from care_platform.store.emergency_cases import Case
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


class ClosedCaseSchema(EmergencyCaseSchema):
    """A reviewed emergency access: by whom, with what result, and what was checked."""

    outcome = fields.String(required=True, metadata={"example": "justified"})
    note = fields.String(required=True)
    reviewed_at = fields.AwareDateTime(format="iso", required=True)
    reviewed_by = fields.String(required=True, metadata={"example": "監査 花子 (A-1)"})


class ClosedCasesSchema(Schema):
    """A page of them, the newest emergency first."""

    cases = fields.List(fields.Nested(ClosedCaseSchema), required=True)
    next = fields.Integer(required=True, allow_none=True, metadata={"description": "Send it as `before`"})


class ClosedCasesQuerySchema(Schema):
    """Which page."""

    before = fields.Integer(validate=validate.Range(1, 2**63 - 1))
    page_size = fields.Integer(load_default=100, validate=validate.Range(1, 500))


class ReviewSchema(Schema):
    """What came of looking at a case."""

    case = fields.Integer(required=True, validate=validate.Range(1, 2**63 - 1))
    outcome = fields.String(required=True, validate=validate.OneOf(reviewing.OUTCOMES))
    note = text(
        r"\s*\S[\s\S]{8,996}\S\s*", about="Ten letters or more; no names", required=True,
        metadata={"example": "救急搬送の記録と一致することを病院に確認"},
    )  # fmt: skip


@blueprint.get("")
@asked_by_staff(blueprint, _DUTY, gives=EmergencyCasesSchema)
def waiting() -> Response:
    """List the emergency accesses nobody has reviewed yet. That it was read is an event."""
    found = reviewing.cases_to_review(staff().connection, staff().acting)
    return json_answer({"cases": [_body(one) for one in found]})


@blueprint.get("/closed")
@asked_by_staff(blueprint, _DUTY, gives=ClosedCasesSchema, takes=ClosedCasesQuerySchema, in_query=True)
def closed(query: dict[str, Any]) -> Response:
    """List the reviewed emergency accesses with what was found. That it was read is an event."""
    size = query["page_size"]
    found = reviewing.reviewed(staff().connection, staff().acting, size + 1, query.get("before"))
    following = found[size - 1].id if len(found) > size else None
    return json_answer({"cases": [_closed_body(one) for one in found[:size]], "next": following})


@blueprint.post("/review")
@asked_by_staff(blueprint, _DUTY, gives=DoneSchema, takes=ReviewSchema)
def review(body: dict[str, Any]) -> Response:
    """Close a case by name. The person sees the outcome among their notices."""
    reviewing.close_case(staff().connection, staff().acting, reviewing.Review(**body))
    return json_answer({"done": True})


def _closed_body(one: Case) -> JsonObject:
    reviewed_at = moment(one.reviewed_at) if one.reviewed_at else None
    return _body(one) | {
        "outcome": one.review_outcome, "note": one.review_note, "reviewed_at": reviewed_at,
        "reviewed_by": one.reviewed_by,
    }  # fmt: skip


def _body(one: Window | Case) -> JsonObject:
    return {
        "case": one.id, "office_number": one.office_number, "staff_id": one.staff_id, "reason_code": one.reason_code,
        "reason_text": one.reason_text, "opened_at": moment(one.opened_at), "open_until": moment(one.open_until),
    }  # fmt: skip
