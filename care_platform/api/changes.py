"""POST /api/v1/changes: what changed for the office's registered users since the cursor."""

from typing import Any

from flask import Response

from care_platform.api import examples
from care_platform.api.answers import change_body, person_body
from care_platform.api.office_view import asked, for_office, json_answer
from care_platform.api.schemas.lookups import ChangesAnswerSchema, ChangesSchema
from care_platform.api.smorest import Blueprint
from care_platform.lookup.changed_people import ChangedRecords, ChangesRequest, list_changes
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.actors import Purpose

blueprint = Blueprint(
    "changes", __name__, url_prefix="/api/v1", description="What changed since the software last asked."
)
SCOPE = "records.read"


@blueprint.post("/changes")
@for_office(SCOPE)
@blueprint.doc(security=[{"oauth2": [SCOPE]}])
@blueprint.arguments(ChangesSchema(), example=examples.CHANGES)
@blueprint.response(200, ChangesAnswerSchema, example=examples.CHANGES_ANSWER)
def changes(body: dict[str, Any]) -> Response:
    """List what changed for registered users.

    Without a cursor the answer holds only a cursor for this moment: take one, look everyone up, then ask for
    changes with it. Keep the new cursor once the answer is stored on your side.
    """
    circumstances = asked()
    page = list_changes(
        circumstances.connection,
        ChangesRequest(
            actor=circumstances.actor, office_number=circumstances.office_number,
            purpose=Purpose(body["purpose"]), cursor=body.get("cursor"), page_size=body["page_size"],
            at=circumstances.at, correlation_id=circumstances.correlation_id,
        ),
    )  # fmt: skip
    return json_answer(
        {"cursor": page.cursor, "more": page.more, "changed": [_changed(one) for one in page.changed]}
    )


def _changed(one: ChangedRecords) -> dict[str, Any]:
    kind = RECORD_KINDS[one.record_kind]
    return {
        **person_body(one.person),
        "record_kind": kind.name,
        "changes": [change_body(kind, change) for change in one.changes],
    }
