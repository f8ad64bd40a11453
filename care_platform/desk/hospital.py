"""The hospital's pages: requests for opinions with due dates, and emergency access by its procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.access.exceptional import LEAST_REASON, EmergencyReason, WindowRequest, open_emergency
from care_platform.access.opinion_requests import OpinionTieRow, requests_to
from care_platform.accounts.fresh_code import emergency_confirmed
from care_platform.accounts.kinds import OrganisationKind
from care_platform.accounts.secret_box import secret_box
from care_platform.desk.blueprint import blueprint
from care_platform.desk.glance import Glance, glance_of
from care_platform.desk.identity_form import IdentityForm, read_identity_form
from care_platform.desk.reading import desk
from care_platform.reference.actors import Purpose
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import Entry
from care_platform.reference.catalogue.screens import CODE_NOT_FRESH
from care_platform.reference.people import PersonKey
from care_platform.reference.rules.dated import value_on
from care_platform.reference.rules.decision_clock import STAGE_TARGETS
from care_platform.screens.asked import page_asked
from care_platform.screens.cards import cards_of
from care_platform.screens.formats import day_in_words
from care_platform.screens.language import language, say, speech
from care_platform.screens.pages import spoken
from care_platform.screens.paper import has_form, paper_of
from care_platform.screens.rules import require, works_in_hospital
from care_platform.screens.sealed import seal, seal_person, unseal, unseal_person
from care_platform.screens.staff import account, browser
from care_platform.web import staff_sessions as sessions
from care_platform.web.requests import platform

PAGE_SIZE = 25
_WINDOW = "emergency window"
_OF_REQUESTS = ("insured_certificate", "certification", "physician_opinion")
"""What a request for an opinion may open."""
_hospital = require(OrganisationKind.OFFICE, fits=works_in_hospital)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A municipality's request: about whom, until when it is due, until when records may be seen."""

    row: OpinionTieRow
    user: Glance
    requested_on: date
    due: date | None
    late: bool


@blueprint.get("/requests")
@_hospital
def requests() -> str:
    """The opinions asked for, the newest first."""
    page = page_asked()
    with desk() as here:
        rows = requests_to(here.connection, here.office_number, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE)
        answers = here.glance([row.person for row in rows[:PAGE_SIZE]])
    lines = [_line(row, glance_of(a, speech()), here.today) for row, a in zip(rows, answers, strict=False)]
    by = account().id
    return render_template(
        "desk/requests.html", lines=lines, page=page, more=len(rows) > PAGE_SIZE, today=here.today,
        link=lambda person: seal_person(by, person),
    )  # fmt: skip


@blueprint.get("/requests/<sealed>")
@_hospital
def requested(sealed: str) -> str:
    """What the request opens about one person."""
    person = unseal_person(account().id, sealed)
    with desk() as here:
        answer = here.see(person, kinds=_OF_REQUESTS)
    return render_template("desk/opened.html", user=glance_of(answer, speech()), cards=cards_of(answer, speech()),
                           person=person, papers={}, until=None)  # fmt: skip


@blueprint.get("/emergency")
@_hospital
def emergency() -> str:
    """What emergency access is, and its form for whoever has the right."""
    return _form_page(IdentityForm())


@blueprint.post("/emergency")
@_hospital
def open_now() -> ResponseReturnValue:
    """Asks for the code, then opens the window or says why not; both are logged."""
    form = _with_reason(read_identity_form(request.form, number_needed=False))
    if form.errors or form.items is None:
        return _form_page(form), 422
    if not _code_is_fresh():
        return _form_page(form, CODE_NOT_FRESH), CODE_NOT_FRESH.http_status
    with desk() as here:
        answer = open_emergency(
            here.connection,
            WindowRequest(
                actor=replace(here.actor, emergency_verified=True), insurer_number=form.insurer_number,
                insured_number=form.insured_number or None, items=form.items, at=here.at,
                correlation_id=here.correlation_id, reason_code=request.form["reason_code"],
                reason_text=request.form["reason_text"],
            ),
        )  # fmt: skip
    if answer.person is None or answer.open_until is None:
        status = answer.reason.http_status if answer.reason.http_status >= 400 else 409
        return _form_page(form, answer.reason, answer.planned_for), status
    person, until = answer.person, answer.open_until.isoformat()
    sealed = seal(account().id, _WINDOW, person.insurer_number, person.insured_number, until)
    return redirect(url_for("desk.opened", sealed=sealed), 303)


@blueprint.get("/emergency/<sealed>")
@_hospital
def opened(sealed: str) -> str:
    """The person's records while the window is open; each look is logged and shown to the person."""
    insurer_number, insured_number, until = unseal(account().id, _WINDOW, sealed)
    person = PersonKey(insurer_number, insured_number)
    with desk() as here:
        answer = here.see(person, Purpose.EMERGENCY)
    papers = {
        one.record_kind: paper_of(one.records[0], language())
        for one in answer.kinds if one.records and has_form(one.record_kind)
    }  # fmt: skip
    return render_template(
        "desk/opened.html", user=glance_of(answer, speech()), cards=cards_of(answer, speech()), person=person,
        papers=papers, until=datetime.fromisoformat(until),
    )  # fmt: skip


def due_day(requested_on: date) -> date | None:
    """By when an opinion should be back: the target of its stage (see `decision_clock.STAGE_TARGETS`)."""
    targets = value_on(STAGE_TARGETS, requested_on)
    return requested_on + timedelta(days=targets.opinion) if targets is not None else None


def _line(row: OpinionTieRow, user: Glance, today: date) -> RequestLine:
    requested_on = japan_day(row.requested_at)
    due = due_day(requested_on)
    return RequestLine(
        row=row, user=user, requested_on=requested_on, due=due, late=due is not None and due < today
    )


def _form_page(form: IdentityForm, refusal: Entry | None = None, planned_for: date | None = None) -> str:
    planned = day_in_words(planned_for, language()) if planned_for else say("undecided")
    reasons = [(reason.value, say(f"emergency.{reason}")) for reason in EmergencyReason]
    return render_template(
        "desk/emergency.html", form=form, refusal=spoken(refusal, {"planned_for": planned}) if refusal else None,
        reasons=reasons, entitled=account().emergency_right, least=LEAST_REASON,
        chosen=request.form.get("reason_code", ""), reason_text=request.form.get("reason_text", ""),
    )  # fmt: skip


def _with_reason(form: IdentityForm) -> IdentityForm:
    """The form with what is wrong about reason and code added."""
    reason = {
        "reason_code": request.form.get("reason_code", "") not in set(EmergencyReason),
        "reason_text": len(request.form.get("reason_text", "").strip()) < LEAST_REASON,
    }
    code = {"code": not request.form.get("code", "").strip()}
    return replace(form, errors={**_wrong(reason), **form.errors, **_wrong(code)})


def _wrong(judged: Mapping[str, bool]) -> dict[str, str]:
    return {name: f"emergency.{name}_wrong" for name, bad in judged.items() if bad}


def _code_is_fresh() -> bool:
    """Kept in a transaction of its own, since a wrong code must be counted whatever follows."""
    box = secret_box(platform().settings)
    with platform().sign_engine.begin() as connection:
        occasion = sessions.occasion(browser())
        return emergency_confirmed(connection, account().id, request.form.get("code", ""), box, occasion)
