"""/api/v1/me/proxies: who acts for the signed-in person, and whom the account acts for. The session opens it."""

from uuid import UUID

from flask import Response
from marshmallow import Schema, fields

from care_platform.access.consent import ConsentRequest
from care_platform.access.proxies import proxies_of, represented_by
from care_platform.api.answers import JsonObject, moment, person_body
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.example_of import example_of
from care_platform.api.schemas.lookups import PersonSchema
from care_platform.api.smorest import Blueprint
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.people import PersonKey
from care_platform.store.consents import Represented, StoredProxy
from care_platform.telemetry import correlation
from care_platform.web.requests import platform
from care_platform.web.sessions import require_signed_in

blueprint = Blueprint(
    "me_proxies", __name__, url_prefix="/api/v1/me", description="Acting for another, and by whom."
)
_RELATION = {"description": "As the municipality registered it", "example": "長女"}


class OwnProxySchema(Schema):
    """Somebody who acts, or acted, for the person; who it is stands with the municipality."""

    relation = fields.String(required=True, metadata=_RELATION)
    since = fields.AwareDateTime(format="iso", required=True)
    ended_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)


class RepresentedSchema(PersonSchema):
    """Somebody the account acts for now: their consent may be seen and changed, and nothing else."""

    relation = fields.String(required=True, metadata=_RELATION)
    since = fields.AwareDateTime(format="iso", required=True)


class OwnProxiesSchema(Schema):
    """Both sides; `my_proxies` is empty for an account that is nobody's."""

    my_proxies = fields.List(fields.Nested(OwnProxySchema), required=True)
    i_act_for = fields.List(fields.Nested(RepresentedSchema), required=True)


@blueprint.get("/proxies")
@blueprint.response(200, OwnProxiesSchema, example=example_of(OwnProxiesSchema))
@blueprint.alt_response(401, description="Not signed in")
def own_proxies() -> Response:
    """Show who acts for one, newest first and ended ones too, and whom one acts for now."""
    signed_in = require_signed_in()
    with platform().engine.begin() as connection:
        mine = (
            proxies_of(connection, _own(signed_in.account_id, signed_in.person)) if signed_in.person else ()
        )
        acted_for = represented_by(connection, signed_in.account_id)
    return json_answer(
        {"my_proxies": [_proxy(one) for one in mine], "i_act_for": [_represented(one) for one in acted_for]}
    )


def _own(account_id: UUID, person: PersonKey) -> ConsentRequest:
    actor = Actor(kind=ActorKind.PERSON, account_id=account_id, own=person)
    return ConsentRequest(
        actor=actor, person=person, at=platform().clock(), correlation_id=correlation.current() or "none"
    )


def _proxy(one: StoredProxy) -> JsonObject:
    ended = moment(one.ended_at) if one.ended_at else None
    return {"relation": one.relation, "since": moment(one.registered_at), "ended_at": ended}


def _represented(one: Represented) -> JsonObject:
    return person_body(one.person) | {"relation": one.relation, "since": moment(one.since)}
