"""/api/v1/municipal: a municipality's own insured. Decided, logged with the clerk's staff id, shown to the person."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Response
from sqlalchemy import Connection

from care_platform.access.consent import ConsentAnswer
from care_platform.access.opinion_requests import Requested
from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.api import examples
from care_platform.api.answers import answer_body, day, moment
from care_platform.api.office_view import json_answer
from care_platform.api.opinion_requests import body_of
from care_platform.api.schemas.lookups import PersonAnswerSchema
from care_platform.api.schemas.municipal import (
    CasesSchema,
    ConsentFormSchema,
    EndProxySchema,
    InsuredConsentSchema,
    InsuredLookupSchema,
    InsuredSchema,
    NewCaseSchema,
    NewProxySchema,
    OpinionRequestsSchema,
    OpinionSchema,
    PageSchema,
    RequestedSchema,
    SettleSchema,
)
from care_platform.api.schemas.staff import DoneSchema
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import asked_by_staff, staff
from care_platform.consoles import people
from care_platform.reference.catalogue import Entry, access
from care_platform.web.problems import problem

blueprint = Blueprint(
    "municipal_people", __name__, url_prefix="/api/v1/municipal",
    description="A municipality's own insured: data, consents, requests for opinions, mix-ups.",
)  # fmt: skip
_SEE, _ACT, _APPROVE = Duty.SEE_MUNICIPAL, Duty.ACT_MUNICIPAL, Duty.APPROVE_MUNICIPAL


@blueprint.post("/lookups")
@asked_by_staff(
    blueprint, _SEE, gives=PersonAnswerSchema, takes=InsuredLookupSchema, example=examples.PERSON_ANSWER
)
def look_up(body: dict[str, Any]) -> Response:
    """Look up what the municipality itself sent about one of its insured."""
    found = people.look_up_insured(
        staff().connection, staff().acting, body["insured_number"], kinds=body.get("record_kinds", ()),
        on=body.get("on"), known_at=body.get("known_at"),
    )  # fmt: skip
    return json_answer(answer_body(found))


@blueprint.post("/consents/view")
@asked_by_staff(blueprint, _SEE, gives=InsuredConsentSchema, takes=InsuredSchema)
def consent(body: dict[str, Any]) -> Response:
    """Show a consent with its history and proxies."""
    return _consent(body["insured_number"])


@blueprint.post("/consents")
@asked_by_staff(blueprint, _ACT, gives=InsuredConsentSchema, takes=ConsentFormSchema)
def register(body: dict[str, Any]) -> Response:
    """Register what the person's form says; it holds with the next look-up."""
    made = people.register_form(
        staff().connection, staff().acting, body["insured_number"], given=body["given"]
    )
    return _consent(body["insured_number"]) if made.consent is not None else problem(made.reason)


@blueprint.post("/proxies")
@asked_by_staff(blueprint, _ACT, gives=DoneSchema, takes=NewProxySchema)
def register_proxy(body: dict[str, Any]) -> Response:
    """Register a proxy who may see and change the person's consent."""
    return _done(
        people.register_proxy(
            staff().connection, staff().acting, body["insured_number"], body["account"], body["relation"]
        )
    )


@blueprint.post("/proxies/end")
@asked_by_staff(blueprint, _ACT, gives=DoneSchema, takes=EndProxySchema)
def end_proxy(body: dict[str, Any]) -> Response:
    """End a proxy's right at once."""
    return _done(
        people.end_proxy(staff().connection, staff().acting, body["insured_number"], body["account"])
    )


@blueprint.get("/opinion-requests")
@asked_by_staff(blueprint, _SEE, gives=OpinionRequestsSchema, takes=PageSchema, in_query=True)
def opinion_requests(query: dict[str, Any]) -> Response:
    """List the municipality's requests for opinions, newest first."""
    size = query["page_size"]
    found = people.opinion_requests_of(
        staff().connection, staff().acting, size + 1, (query["page"] - 1) * size
    )
    shown = [body_of(one) for one in found[:size]]
    return json_answer({"requests": shown, "page": query["page"], "more": len(found) > size})


@blueprint.post("/opinion-requests")
@asked_by_staff(blueprint, _ACT, gives=RequestedSchema, takes=OpinionSchema, status=201)
def request_opinion(body: dict[str, Any]) -> Response:
    """Ask an institution for an opinion: that ties it to the person."""
    return _opinion(people.request_opinion, body, 201)


@blueprint.post("/opinion-requests/withdraw")
@asked_by_staff(blueprint, _ACT, gives=RequestedSchema, takes=OpinionSchema)
def withdraw_opinion(body: dict[str, Any]) -> Response:
    """Take a request back: the institution sees nothing any more."""
    return _opinion(people.withdraw_opinion, body, 200)


@blueprint.get("/mismatches")
@asked_by_staff(blueprint, _SEE, gives=CasesSchema)
def mismatches() -> Response:
    """List the mix-ups that wait for the municipality; no person is named."""
    found = people.open_cases(staff().connection, staff().acting)
    shown = [
        {"case": one.case, "reported_at": moment(one.reported_at), "reported_by": one.reported_by}
        for one in found
    ]
    return json_answer({"cases": shown})


@blueprint.post("/mismatches")
@asked_by_staff(blueprint, _ACT, gives=DoneSchema, takes=NewCaseSchema, status=201)
def report_mismatch(body: dict[str, Any]) -> Response:
    """Report a mix-up: nobody is shown the person's records until it is settled."""
    reason = people.report_case(staff().connection, staff().acting, body["insured_number"], body["reason"])
    return _done(reason, 201)


@blueprint.post("/mismatches/confirm")
@asked_by_staff(blueprint, _APPROVE, gives=DoneSchema, takes=SettleSchema)
def confirm(body: dict[str, Any]) -> Response:
    """Confirm that a person's records are right again; an approver answers for it."""
    people.settle_case(staff().connection, staff().acting, body["case"], body["note"])
    return json_answer({"done": True})


def _consent(insured_number: str) -> Response:
    answer, proxies = people.consent_of_insured(staff().connection, staff().acting, insured_number)
    if answer.consent is None:
        return problem(answer.reason)
    return json_answer(
        {
            "given": answer.consent.given,
            "closed_kinds": sorted(answer.consent.closed_kinds),
            "closed_offices": sorted(answer.consent.closed_offices),
            "history": _history(answer),
            "proxies": [
                {
                    "account": str(one.account_id), "relation": one.relation,
                    "registered_at": moment(one.registered_at), "ended_at": moment(one.ended_at),
                }
                for one in proxies
            ],
        }
    )  # fmt: skip


def _history(answer: ConsentAnswer) -> list[dict[str, Any]]:
    return [
        {"at": moment(line.at), "change": line.change, "subject": line.subject, "by": line.by_kind}
        for line in answer.history
    ]


def _opinion(
    act: Callable[[Connection, Acting, str, str], Requested], body: dict[str, Any], status: int
) -> Response:
    made = act(staff().connection, staff().acting, body["insured_number"], body["institution_code"])
    # Refusals are returned, not raised: they are in the access log, which must be committed.
    if made.reason is not access.ALLOWED:
        # In a look-up "not asked" is an answer; here it refuses an act, so it is a conflict.
        conflict = made.reason is access.NO_OPINION_REQUEST
        return problem(replace(made.reason, http_status=409) if conflict else made.reason)
    named = {name: body[name] for name in ("insured_number", "institution_code")}
    return json_answer(named | {"view_until": day(made.view_until)}, status)


def _done(reason: Entry, status: int = 200) -> Response:
    if reason is not access.ALLOWED:
        return problem(reason)
    return json_answer({"done": True}, status)
