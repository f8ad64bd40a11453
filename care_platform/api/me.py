"""The signed-in person's own records and access log, for portals: the browser's session opens it, no token."""

from typing import Any

from flask import Response

from care_platform.api.answers import JsonObject, own_answer_body
from care_platform.api.me_schemas import OwnAccessLogQuerySchema, OwnAccessLogSchema, OwnAccountSchema
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.example_of import example_of
from care_platform.api.schemas.lookups import PersonAnswerSchema
from care_platform.api.smorest import Blueprint
from care_platform.audit.reading import LoggedAccess
from care_platform.lookup.own import OwnQuestion, own_access_log, own_records
from care_platform.reference.actors import ActorKind
from care_platform.reference.catalogue import CATALOGUE, Reason
from care_platform.telemetry import correlation
from care_platform.web.problems import person_voice
from care_platform.web.requests import platform
from care_platform.web.sessions import require_person, require_signed_in

blueprint = Blueprint(
    "me", __name__, url_prefix="/api/v1/me", description="A signed-in person's own records and who looked."
)


@blueprint.get("/certificates")
@blueprint.response(200, PersonAnswerSchema)
@blueprint.alt_response(401, description="Not signed in")
@blueprint.alt_response(403, description="Signed in, but not yet linked to an insured person")
def certificates() -> Response:
    """Show the person's own certificates.

    The same decision and the same shape as an office's look-up, with each reason in plain words too; logged as the
    person's own look.
    """
    question = _question()
    with platform().engine.begin() as connection:
        answer = own_records(connection, question)
    return json_answer(own_answer_body(answer))


@blueprint.get("/account")
@blueprint.response(200, OwnAccountSchema, example=example_of(OwnAccountSchema))
@blueprint.alt_response(401, description="Not signed in")
def account() -> Response:
    """Show the number of the account, which a municipality needs to register it as someone's proxy."""
    found = require_signed_in()
    return json_answer({"account": str(found.account_id), "linked": found.person is not None})


@blueprint.get("/access-log")
@blueprint.arguments(OwnAccessLogQuerySchema, location="query")
@blueprint.response(200, OwnAccessLogSchema)
@blueprint.alt_response(401, description="Not signed in")
@blueprint.alt_response(403, description="Signed in, but not yet linked to an insured person")
def access_log(query: dict[str, Any]) -> Response:
    """Show who looked, newest first.

    Reading the log is itself logged, and shown from the next time on.
    """
    question = _question()
    with platform().engine.begin() as connection:
        page = own_access_log(connection, question, query.get("cursor"))
    return json_answer({"entries": [_entry(one) for one in page.accesses], "next_cursor": page.next_cursor})


def _question() -> OwnQuestion:
    account_id, person = require_person()
    return OwnQuestion(
        account_id=account_id,
        person=person,
        at=platform().clock(),
        correlation_id=correlation.current() or "",
    )


def _entry(access: LoggedAccess) -> JsonObject:
    own = access.actor_kind == ActorKind.PERSON and access.own
    person = "本人" if own else "代理人" if access.proxy else None
    return {
        "at": access.at.isoformat(),
        "actor_kind": access.actor_kind,
        "institution": person or access.institution,
        "action": access.action,
        "purpose": access.purpose,
        "allowed": access.allowed,
        "kinds": [_kind(kind, code) for kind, code in access.reasons.items()],
    }


def _kind(kind: str, code: str) -> JsonObject:
    entry = CATALOGUE.get(code)
    return {
        "record_kind": kind,
        "reason": code,
        "title_ja": entry.title_ja if entry else code,
        "title_en": entry.title_en if entry else code,
        "person": person_voice(entry) if isinstance(entry, Reason) else None,
    }
