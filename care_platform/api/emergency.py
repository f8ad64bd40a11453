"""/api/v1/emergency and /api/v1/disaster: windows opened without a registration, and look-ups within them."""

from dataclasses import replace
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from care_platform.access.decision import open_kinds
from care_platform.access.exceptional import WindowAnswer, WindowRequest, open_disaster_access, open_emergency
from care_platform.access.identity import FourItems
from care_platform.accounts.events import Occasion
from care_platform.accounts.fresh_code import emergency_confirmed
from care_platform.accounts.secret_box import secret_box
from care_platform.api.answers import answer_body, moment, person_body
from care_platform.api.office_view import asked, for_office, json_answer
from care_platform.api.schemas.fields import insurer_number, text
from care_platform.api.schemas.lookups import PersonAnswerSchema, PersonSchema
from care_platform.api.schemas.users import FourItemsSchema
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import bearer
from care_platform.audit.log import Action
from care_platform.lookup.own import own_exceptional_accesses
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.reference.actors import Purpose
from care_platform.reference.numbers import INSURED_NUMBER_PATTERN
from care_platform.reference.people import PersonKey
from care_platform.store.tokens import staff_token
from care_platform.web.problems import problem
from care_platform.web.requests import platform
from care_platform.web.sessions import require_person

blueprint = Blueprint(
    "exceptional",
    __name__,
    url_prefix="/api/v1",
    description="Emergency and disaster: by procedure, told afterwards.",
)
SCOPE = "records.read"
_SECURITY = [{"oauth2": [SCOPE]}]


class DisasterSchema(Schema):
    """Who is looked for: all four items, and the number where several people match."""

    insurer_number = insurer_number()
    insured_number = text(INSURED_NUMBER_PATTERN, about="被保険者番号, where several people match")
    identity = fields.Nested(FourItemsSchema, required=True)


class EmergencySchema(DisasterSchema):
    """As in a disaster, and why consent could not be had."""

    reason_code = text(
        at_most=40, about="unconscious, cannot_communicate, life_in_danger or other", required=True
    )
    reason_text = text(at_most=1000, about="The situation, ten letters or more", required=True)
    one_time_code = text(
        at_most=10, about="What the device of the member of staff shows now; each code works once"
    )


class WindowSchema(PersonSchema):
    """The one person found, and until when their records may be looked up."""

    open_until = fields.AwareDateTime(format="iso", required=True)


class ExceptionalAccessSchema(Schema):
    """One exceptional access to one's own records; never the staff member."""

    kind = fields.String(required=True, metadata={"description": "emergency or disaster"})
    office_number = fields.String(required=True)
    reason_code = fields.String(required=True)
    opened_at = fields.AwareDateTime(format="iso", required=True)
    open_until = fields.AwareDateTime(format="iso", required=True)
    review_outcome = fields.String(required=True, allow_none=True)


class ExceptionalAccessesSchema(Schema):
    """All of them, newest first."""

    accesses = fields.List(fields.Nested(ExceptionalAccessSchema), required=True)


@blueprint.post("/emergency")
@for_office(SCOPE)
@blueprint.doc(security=_SECURITY)
@blueprint.arguments(EmergencySchema)
@blueprint.response(201, WindowSchema)
def emergency(body: dict[str, Any]) -> Response:
    """Open an hour's emergency access to one person, for the member of staff who asks.

    The token must act for a member of staff with the emergency right, who enters a fresh one-time code. The person
    and the institution's privacy officer are told, and every access is reviewed.
    """
    actor = replace(asked().actor, emergency_verified=_code_is_fresh(body.get("one_time_code")))
    return _window(open_emergency(asked().connection, replace(_request(body), actor=actor)))


@blueprint.post("/emergency/lookups")
@for_office(SCOPE)
@blueprint.doc(security=_SECURITY)
@blueprint.arguments(PersonSchema)
@blueprint.response(200, PersonAnswerSchema)
def emergency_look_up(body: dict[str, Any]) -> Response:
    """Look up within an open emergency access."""
    return _look_up(body, Purpose.EMERGENCY)


@blueprint.post("/disaster")
@for_office(SCOPE)
@blueprint.doc(security=_SECURITY)
@blueprint.arguments(DisasterSchema)
@blueprint.response(201, WindowSchema)
def disaster(body: dict[str, Any]) -> Response:
    """Open access to one person of a municipality in a disaster, until its period closes."""
    return _window(open_disaster_access(asked().connection, _request(body)))


@blueprint.post("/disaster/lookups")
@for_office(SCOPE)
@blueprint.doc(security=_SECURITY)
@blueprint.arguments(PersonSchema)
@blueprint.response(200, PersonAnswerSchema)
def disaster_look_up(body: dict[str, Any]) -> Response:
    """Look up within an open disaster access."""
    return _look_up(body, Purpose.DISASTER)


@blueprint.get("/me/exceptional-accesses")
@blueprint.response(200, ExceptionalAccessesSchema)
@blueprint.alt_response(401, description="Not signed in")
@blueprint.alt_response(403, description="Signed in, but not yet linked to an insured person")
def own() -> Response:
    """Show who opened one's records in an emergency or disaster, and what the review said."""
    _, person = require_person()
    with platform().engine.begin() as connection:
        windows = own_exceptional_accesses(connection, person)
    shown = [
        {
            "kind": w.kind, "office_number": w.office_number, "reason_code": w.reason_code,
            "opened_at": moment(w.opened_at), "open_until": moment(w.open_until),
            "review_outcome": w.review_outcome,
        }
        for w in windows
    ]  # fmt: skip
    return json_answer({"accesses": shown})


def _code_is_fresh(code: str | None) -> bool:
    held = staff_token(asked().connection, bearer(), asked().at)
    if held is None or held.account_id is None:
        return False
    occasion = Occasion(at=asked().at, correlation_id=asked().correlation_id, by=held.account_id)
    box = secret_box(platform().settings)
    # Counted whatever becomes of the request, as at the hospital's page.
    with platform().sign_engine.begin() as connection:
        return emergency_confirmed(connection, held.account_id, code, box, occasion)


def _request(body: dict[str, Any]) -> WindowRequest:
    items = {name: value for name, value in body["identity"].items() if name != "method"}
    reasons = {name: body[name] for name in ("reason_code", "reason_text") if name in body}
    return WindowRequest(
        actor=asked().actor, insurer_number=body["insurer_number"], insured_number=body.get("insured_number"),
        items=FourItems(**items), at=asked().at, correlation_id=asked().correlation_id, **reasons,
    )  # fmt: skip


def _window(answer: WindowAnswer) -> Response:
    if answer.person is None or answer.open_until is None:
        # Returned, not raised: the refusal is in the access log, which must be committed.
        planned = answer.planned_for
        return problem(answer.reason, {"planned_for": planned.isoformat() if planned else "未定"})
    return json_answer(person_body(answer.person) | {"open_until": moment(answer.open_until)}, 201)


def _look_up(body: dict[str, Any], purpose: Purpose) -> Response:
    circumstances = asked()
    request = LookupRequest(
        actor=circumstances.actor, people=[PersonKey(body["insurer_number"], body["insured_number"])],
        kinds=sorted(open_kinds(circumstances.actor)), purpose=purpose, action=Action.LOOK_UP, at=circumstances.at,
        correlation_id=circumstances.correlation_id,
    )  # fmt: skip
    [answer] = look_up(circumstances.connection, request)
    return json_answer(answer_body(answer))
