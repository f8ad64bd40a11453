"""/api/v1/mismatches: an office reports that a person's records are another's; they are suspended at once."""

from typing import Any

from flask import Response
from marshmallow import fields

from care_platform.access.mismatch import MismatchReport, report_mismatch
from care_platform.api.answers import person_body
from care_platform.api.office_view import asked, for_office, json_answer
from care_platform.api.schemas.fields import text
from care_platform.api.schemas.lookups import PersonSchema
from care_platform.api.smorest import Blueprint
from care_platform.reference.catalogue import access
from care_platform.reference.people import PersonKey
from care_platform.web.problems import problem

blueprint = Blueprint("mismatch", __name__, url_prefix="/api/v1", description="Report a mix-up of people.")
SCOPE = "users.write"


class MismatchSchema(PersonSchema):
    """Whose records are wrong, and why the office thinks so."""

    reason = text(at_most=1000, about="What does not fit; no names", required=True)


class SuspendedSchema(PersonSchema):
    """The person's records are suspended until the insurer confirms."""

    suspended = fields.Boolean(required=True)


@blueprint.post("/mismatches")
@for_office(SCOPE)
@blueprint.doc(security=[{"oauth2": [SCOPE]}])
@blueprint.arguments(MismatchSchema)
@blueprint.response(201, SuspendedSchema)
def report(body: dict[str, Any]) -> Response:
    """Report a mix-up about one of the office's registered users."""
    person = PersonKey(body["insurer_number"], body["insured_number"])
    reason = report_mismatch(
        asked().connection,
        MismatchReport(
            actor=asked().actor, person=person, reason=body["reason"], at=asked().at,
            correlation_id=asked().correlation_id,
        ),
    )  # fmt: skip
    if reason is not access.ALLOWED:
        return problem(reason)
    return json_answer(person_body(person) | {"suspended": True}, 201)
