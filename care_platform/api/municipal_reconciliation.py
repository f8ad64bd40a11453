"""/api/v1/municipal/reconciliation and /programme: a municipality's comparison and its way to sharing."""

from dataclasses import asdict
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from care_platform.accounts.duties import Duty
from care_platform.api.answers import JsonObject, day, moment
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.municipal import AcceptedSchema, AcceptSchema, ComparisonSchema
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import asked_by_staff, staff
from care_platform.consoles import reconciling
from care_platform.migration.differences import Difference
from care_platform.migration.tracking import programme_body
from care_platform.reference.calendar import japan_day

blueprint = Blueprint(
    "municipal_reconciliation", __name__, url_prefix="/api/v1/municipal",
    description="The comparison of what a municipality states with what the platform holds.",
)  # fmt: skip
_NONE_YET: JsonObject = {
    "state": None, "base_date": None, "compared_at": None, "compared_by": None, "totals": {}, "differences": [],
}  # fmt: skip


class OwnProgrammeSchema(Schema):
    """The municipality's programme as programme offices see it."""

    programme = fields.Dict(
        required=True, metadata={"example": {"insurer_number": "272104", "state": "plan"}}
    )


@blueprint.get("/reconciliation")
@asked_by_staff(blueprint, Duty.SEE_MUNICIPAL, gives=ComparisonSchema)
def comparison() -> Response:
    """Show the last comparison with its differences, down to the record where they are narrowed."""
    found = reconciling.see_comparison(staff().connection, staff().acting)
    if found is None:
        return json_answer(_NONE_YET)
    run, differences = found
    return json_answer(
        {
            "state": run.state, "base_date": day(run.base_date), "compared_at": moment(run.compared_at),
            "compared_by": run.compared_by, "totals": dict(run.totals),
            "differences": [_difference(one) for one in differences],
        }
    )  # fmt: skip


@blueprint.post("/reconciliation/accept")
@asked_by_staff(blueprint, Duty.APPROVE_MUNICIPAL, gives=AcceptedSchema, takes=AcceptSchema)
def accept(body: dict[str, Any]) -> Response:
    """Accept differences; an approver answers for it with name and reason."""
    accepted = reconciling.accept_differences(
        staff().connection, staff().acting, body.get("differences"), body["reason"]
    )
    return json_answer({"accepted": [one.id for one in accepted]})


@blueprint.get("/programme")
@asked_by_staff(blueprint, Duty.SEE_MUNICIPAL, gives=OwnProgrammeSchema)
def programme() -> Response:
    """Show the municipality's own programme: what is passed, planned and late."""
    found = reconciling.see_programme(staff().connection, staff().acting)
    return json_answer({"programme": programme_body(found, japan_day(staff().acting.at))})


def _difference(one: Difference) -> JsonObject:
    return asdict(one) | {"accepted_at": moment(one.accepted_at)}
