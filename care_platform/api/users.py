"""/api/v1/users: which people the office serves. Numbers stand in bodies, never in a URL."""

from dataclasses import replace
from typing import Any

from flask import Response

from care_platform.access.cards import CardProof
from care_platform.access.identity import FourItems
from care_platform.access.registration import RegistrationRequest, end_registration, register_user
from care_platform.api import examples
from care_platform.api.answers import day, moment, person_body
from care_platform.api.office_view import asked, for_office, json_answer
from care_platform.api.schemas.lookups import PersonSchema
from care_platform.api.schemas.users import (
    EndedSchema,
    NewUserSchema,
    RegisteredSchema,
    UsersAnswerSchema,
    UsersPageSchema,
)
from care_platform.api.smorest import Blueprint
from care_platform.reference.catalogue import access
from care_platform.reference.people import PersonKey
from care_platform.store.registrations import registrations_of
from care_platform.web.problems import problem
from care_platform.web.requests import platform

blueprint = Blueprint(
    "users", __name__, url_prefix="/api/v1", description="Register the people the office serves."
)
SCOPE = "users.write"
_SECURITY = [{"oauth2": [SCOPE]}]


@blueprint.post("/users")
@for_office(SCOPE)
@blueprint.doc(security=_SECURITY)
@blueprint.arguments(NewUserSchema(), example=examples.NEW_USER)
@blueprint.response(201, RegisteredSchema, example=examples.REGISTERED)
def register(body: dict[str, Any]) -> Response:
    """Register a user after an identity check.

    All four items must agree with the certificate, and which one differs is never answered; or the office's
    registered card reader says whose card it verified. Registering again renews the viewing deadline. Five failures
    for one person within an hour lock for an hour.
    """
    circumstances = asked()
    person = PersonKey(body["insurer_number"], body["insured_number"])
    outcome = register_user(
        circumstances.connection,
        RegistrationRequest(
            actor=circumstances.actor, office_number=circumstances.office_number, person=person,
            at=circumstances.at, correlation_id=circumstances.correlation_id, **_identity(body["identity"]),
        ),
    )  # fmt: skip
    if outcome.view_until is None:
        # Returned, not raised: the refusal is in the access log, which must be committed.
        # In a look-up "not sharing" is an answer; here it refuses an act, so it is a conflict.
        refusal = outcome.reason
        conflict = refusal is access.NOT_SHARING
        return problem(replace(refusal, http_status=409) if conflict else refusal, outcome.details)
    made = {"registered_at": moment(circumstances.at), "view_until": day(outcome.view_until)}
    return json_answer(person_body(person) | made, 201)


def _identity(checked: dict[str, Any]) -> dict[str, Any]:
    """How the identity was checked, as a registration takes it."""
    if checked["method"] == "card":
        base = platform().settings.base_url
        return {"card": CardProof(checked["assertion"], frozenset({base, f"{base}/api/v1/users"}))}
    return {"items": FourItems(**{name: value for name, value in checked.items() if name != "method"})}


@blueprint.get("/users")
@for_office(SCOPE)
@blueprint.doc(security=_SECURITY)
@blueprint.arguments(UsersPageSchema(), location="query")
@blueprint.response(200, UsersAnswerSchema, example=examples.USERS)
def users(query: dict[str, Any]) -> Response:
    """List the office's registered users with their viewing deadlines."""
    size = query["page_size"]
    circumstances = asked()
    rows = registrations_of(
        circumstances.connection, circumstances.office_number, limit=size + 1, skip=(query["page"] - 1) * size
    )
    shown = [
        person_body(row.person)
        | {
            "registered_at": moment(row.registered_at),
            "view_until": day(row.view_until),
            "last_lookup_at": moment(row.last_lookup_at),
        }
        for row in rows[:size]
    ]
    return json_answer({"users": shown, "page": query["page"], "more": len(rows) > size})


@blueprint.post("/users/end")
@for_office(SCOPE)
@blueprint.doc(security=_SECURITY)
@blueprint.arguments(PersonSchema(), example=examples.PERSON)
@blueprint.response(200, EndedSchema, example=examples.ENDED)
def end(body: dict[str, Any]) -> Response:
    """End a registration: the office no longer serves the person, and no longer sees the records."""
    circumstances = asked()
    person = PersonKey(body["insurer_number"], body["insured_number"])
    ended = end_registration(
        circumstances.connection, circumstances.actor, circumstances.office_number, person,
        at=circumstances.at, correlation_id=circumstances.correlation_id,
    )  # fmt: skip
    return json_answer(person_body(person) | {"ended": ended})
