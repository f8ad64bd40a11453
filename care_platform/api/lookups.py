"""POST /api/v1/lookups and /lookups/list. Numbers stand in bodies, never in a URL."""

from collections.abc import Sequence
from typing import Any

from flask import Response, request

from care_platform.access.bearer import Bearer
from care_platform.access.decision import open_kinds
from care_platform.api import examples
from care_platform.api.answers import answer_body
from care_platform.api.office_view import CACHE_CONTROL, asked_to_look_up, for_look_ups, json_answer
from care_platform.api.one_answer import answer_one, count_states
from care_platform.api.schemas.lookups import (
    ListAnswerSchema,
    LookupListSchema,
    LookupSchema,
    PersonAnswerSchema,
)
from care_platform.api.smorest import Blueprint
from care_platform.audit.log import Action
from care_platform.lookup.answer import PersonAnswer
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.reference.actors import Actor, Purpose
from care_platform.reference.people import PersonKey

blueprint = Blueprint(
    "lookups", __name__, url_prefix="/api/v1", description="Look up records of registered users."
)
SCOPE = "records.read"
_ETAG_HEADERS = {"ETag": {"schema": {"type": "string"}, "description": "Send it back as If-None-Match"}}
_IF_NONE_MATCH = {
    "name": "If-None-Match", "in": "header", "schema": {"type": "string"},
    "description": "The ETag of an earlier answer; 304 when nothing shown would differ",
}  # fmt: skip


@blueprint.post("/lookups")
@for_look_ups(SCOPE)
@blueprint.doc(security=[{"oauth2": [SCOPE]}], parameters=[_IF_NONE_MATCH])
@blueprint.arguments(LookupSchema(), example=examples.LOOKUP)
@blueprint.response(200, PersonAnswerSchema, example=examples.PERSON_ANSWER, headers=_ETAG_HEADERS)
@blueprint.alt_response(304, description="Nothing shown would differ; logged all the same")
def look_up_one(body: dict[str, Any]) -> Response:
    """Look up one person.

    The answer is 200 whatever the state; read `state` of each record kind. Every look-up is logged and shown
    to the person.
    """
    asked = asked_to_look_up()
    asker, kinds = _asker_and_kinds(body)
    answer = answer_one(
        asked.connection, asker, {**body, "record_kinds": kinds}, asked.at, asked.correlation_id
    )
    # Not `contains`: it takes "*" too, and software that sends that has no earlier answer to fall back on.
    unchanged = request.if_none_match.is_strong(answer.etag)
    response = Response(status=304) if unchanged else Response(answer.body, mimetype="application/json")
    response.set_etag(answer.etag)
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response


@blueprint.post("/lookups/list")
@for_look_ups(SCOPE)
@blueprint.doc(security=[{"oauth2": [SCOPE]}])
@blueprint.arguments(LookupListSchema(), example=examples.LOOKUP_LIST)
@blueprint.response(200, ListAnswerSchema, example=examples.LIST_ANSWER)
def look_up_list(body: dict[str, Any]) -> Response:
    """Look up to 500 persons.

    The answers come in the order asked, all as known at the same moment; each person is logged, once even when
    listed more than once.
    """
    asked_for = [PersonKey(p["insurer_number"], p["insured_number"]) for p in body["persons"]]
    answers = _answers(list(dict.fromkeys(asked_for)), body, Action.LOOK_UP_LIST)
    bodies = {answer.person: answer_body(answer) for answer in answers}
    return json_answer({"answers": [bodies[person] for person in asked_for]})


def _answers(people: Sequence[PersonKey], body: dict[str, Any], action: Action) -> list[PersonAnswer]:
    asked = asked_to_look_up()
    asker, kinds = _asker_and_kinds(body)
    answers = look_up(
        asked.connection,
        LookupRequest(
            actor=asker, people=people, kinds=kinds, purpose=Purpose(body["purpose"]), action=action,
            at=asked.at, correlation_id=asked.correlation_id, on=body.get("on"), known_at=body.get("known_at"),
        ),
    )  # fmt: skip
    for answer in answers:
        count_states(answer)
    return answers


def _asker_and_kinds(body: dict[str, Any]) -> tuple[Actor | Bearer, list[str]]:
    asked, kinds = asked_to_look_up(), body.get("record_kinds")
    if kinds:
        return asked.bearer, list(dict.fromkeys(kinds))
    actor = asked.actor()  # which kinds "all" are depends on who asks
    return actor, sorted(open_kinds(actor))
