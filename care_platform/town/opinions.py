"""Requests for opinions made by hand: which institution was asked about whom, until when it sees what it needs."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.duties import Duty
from care_platform.consoles import people as service
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.catalogue.access import ALLOWED
from care_platform.reference.catalogue.ties import INSURED_UNKNOWN
from care_platform.screens.acting import acting
from care_platform.screens.asked import page_asked
from care_platform.screens.pages import spoken
from care_platform.screens.sealed import seal, unseal
from care_platform.screens.staff import account
from care_platform.town.blueprint import blueprint, done_by_operators, seen_by_all_roles
from care_platform.town.numbers import insured_number_error
from care_platform.web.requests import platform

PAGE = 50
_TIE = "opinion request"


@blueprint.get("/opinions")
@seen_by_all_roles
def opinions() -> str:
    """The requests, newest first, and the form for another."""
    return _page()


@blueprint.post("/opinions")
@done_by_operators
def request_opinion() -> ResponseReturnValue:
    """Asks an institution."""
    number, institution = (request.form.get(name, "").strip() for name in ("insured_number", "institution"))
    if error := insured_number_error(number):
        return _page({"insured_number": error}), 422
    with platform().engine.begin() as connection:
        answer = service.request_opinion(connection, acting(), number, institution)
    if answer.reason is not ALLOWED:
        field = "insured_number" if answer.reason is INSURED_UNKNOWN else "institution"
        return _page({field: _words(answer.reason)}), 422
    return redirect(url_for("town.opinions", done="opinion_requested"), 303)


@blueprint.post("/opinions/withdraw")
@done_by_operators
def withdraw_opinion() -> ResponseReturnValue:
    """Takes a request back."""
    number, institution = unseal(account().id, _TIE, request.form.get("tie", ""))
    with platform().engine.begin() as connection:
        answer = service.withdraw_opinion(connection, acting(), number, institution)
    if answer.reason is not ALLOWED:
        raise CataloguedError(answer.reason)
    return redirect(url_for("town.opinions", done="opinion_withdrawn"), 303)


def _page(errors: dict[str, str] | None = None) -> str:
    who, page = acting(), page_asked()
    with platform().engine.connect() as connection:
        found = service.opinion_requests_of(connection, who, PAGE + 1, (page - 1) * PAGE)
    return render_template(
        "town/opinions.html", wide=True, requests=found[:PAGE], page=page, more=len(found) > PAGE, today=japan_day(who.at),
        errors=errors or {}, given=request.form, may_ask=who.has(Duty.ACT_MUNICIPAL),
        tie=lambda one: seal(who.account.id, _TIE, one.person.insured_number, one.institution_code),
    )  # fmt: skip


def _words(entry: Entry) -> str:
    said = spoken(entry)
    return f"{said['title']} {said['remedy']}"
