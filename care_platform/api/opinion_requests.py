"""GET /api/v1/opinion-requests: which people a medical institution was asked for an opinion on."""

from typing import Any

from flask import Response

from care_platform.access.opinion_requests import OpinionTieRow, requests_to
from care_platform.api.answers import JsonObject, day, moment, person_body
from care_platform.api.office_view import asked, for_office, json_answer
from care_platform.api.schemas.example_of import example_of
from care_platform.api.schemas.municipal import OpinionRequestsSchema, PageSchema
from care_platform.api.smorest import Blueprint

blueprint = Blueprint(
    "opinion_requests", __name__, url_prefix="/api/v1", description="Requests for physicians' opinions."
)
SCOPE = "users.write"


@blueprint.get("/opinion-requests")
@for_office(SCOPE)
@blueprint.doc(security=[{"oauth2": [SCOPE]}])
@blueprint.arguments(PageSchema(), location="query")
@blueprint.response(200, OpinionRequestsSchema, example=example_of(OpinionRequestsSchema))
def opinion_requests(query: dict[str, Any]) -> Response:
    """List the people municipalities asked the institution about, newest first, until when it may see them."""
    size = query["page_size"]
    found = requests_to(asked().connection, asked().office_number, size + 1, (query["page"] - 1) * size)
    return json_answer(
        {"requests": [body_of(one) for one in found[:size]], "page": query["page"], "more": len(found) > size}
    )


def body_of(one: OpinionTieRow) -> JsonObject:
    """One request as JSON, for institution and municipality alike."""
    return person_body(one.person) | {
        "institution_code": one.institution_code, "requested_at": moment(one.requested_at),
        "view_until": day(one.view_until),
    }  # fmt: skip
