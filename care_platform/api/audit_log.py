"""The access log over REST: for an organisation's administrator, a municipality, and the auditor."""

from collections.abc import Callable
from typing import Any

from flask import Response
from sqlalchemy import Connection

from care_platform.accounts import log_views
from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.api.answers import JsonObject, moment, person_body
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.audit import (
    AccessesSchema,
    AuditSearchSchema,
    FindingsPeriodSchema,
    FindingsSchema,
    InsuredSearchSchema,
    StaffSearchSchema,
)
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import asked_by_staff, staff
from care_platform.audit.findings import Finding
from care_platform.audit.searching import FoundAccess, Search
from care_platform.reference.people import PersonKey

blueprint = Blueprint(
    "audit_log",
    __name__,
    url_prefix="/api/v1",
    description="Who looked at what and why; every reading is logged.",
)
_NAMED = ("staff_id", "organisation", "correlation_id", "since", "until", "only_refused", "only_emergency")
_LISTED = (
    "id", "correlation_id", "action", "actor_kind", "organisation", "client_id", "staff_id", "purpose", "allowed",
    "emergency",
)  # fmt: skip


@blueprint.post("/staff/access-log")
@asked_by_staff(blueprint, Duty.READ_STAFF_LOG, gives=AccessesSchema, takes=StaffSearchSchema)
def by_own_staff(body: dict[str, Any]) -> Response:
    """Show what the own organisation's staff looked up, with their staff ids."""
    return _page(log_views.staff_accesses, body, _person(body))


@blueprint.post("/municipal/access-log")
@asked_by_staff(blueprint, Duty.READ_INSURED_LOG, gives=AccessesSchema, takes=InsuredSearchSchema)
def to_own_insured(body: dict[str, Any]) -> Response:
    """Show which institutions looked at the municipality's own insured; staff and software stay unnamed."""
    number = body.get("insured_number")
    own = PersonKey(staff().acting.account.organisation, number) if number else None
    return _page(log_views.insured_accesses, body, own)


@blueprint.post("/audit/search")
@asked_by_staff(blueprint, Duty.SEARCH_LOG, gives=AccessesSchema, takes=AuditSearchSchema)
def everybodys(body: dict[str, Any]) -> Response:
    """Search the whole log: by person, by organisation, or a period of at most 31 days."""
    return _page(log_views.everyones_accesses, body, _person(body))


@blueprint.post("/audit/findings")
@asked_by_staff(blueprint, Duty.SEARCH_LOG, gives=FindingsSchema, takes=FindingsPeriodSchema)
def findings(body: dict[str, Any]) -> Response:
    """Look for patterns: look-ups without service, bursts at night, one person looked up by many, and others."""
    found = log_views.suspicious(staff().connection, staff().acting, body["since"], body["until"])
    shown = [_finding(one, with_person=body["include_persons"]) for one in found.found]
    return json_answer({"findings": shown, "not_yet": [pattern.value for pattern in found.not_yet]})


_View = Callable[[Connection, Acting, Search], list[FoundAccess]]


def _page(view: _View, body: dict[str, Any], person: PersonKey | None) -> Response:
    size = body["page_size"]
    named = {name: body[name] for name in _NAMED if name in body}
    search = Search(person=person, before_id=body.get("before"), limit=size + 1, **named)
    found = view(staff().connection, staff().acting, search)
    more = found[size - 1].id if len(found) > size else None
    return json_answer({"accesses": [_access(one) for one in found[:size]], "next": more})


def _person(body: dict[str, Any]) -> PersonKey | None:
    named = body.get("person")
    return PersonKey(named["insurer_number"], named["insured_number"]) if named else None


def _access(one: FoundAccess) -> JsonObject:
    return {
        **{name: getattr(one, name) for name in _LISTED},
        "at": moment(one.at),
        "person": person_body(one.person) if one.person else None,
        "reasons": dict(one.reasons),
    }


def _finding(one: Finding, *, with_person: bool) -> JsonObject:
    return {
        "pattern": one.pattern.value, "organisation": one.organisation, "count": one.count,
        "first_at": moment(one.first_at), "last_at": moment(one.last_at), "from_id": one.from_id,
        "to_id": one.to_id, "person": person_body(one.person) if one.person and with_person else None,
    }  # fmt: skip
