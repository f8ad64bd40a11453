"""Mix-ups: reported ones suspend a person's records for all until an approver says that they are right again."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.duties import Duty
from care_platform.consoles import people as service
from care_platform.reference.catalogue.access import ALLOWED
from care_platform.screens.acting import acting
from care_platform.screens.language import say
from care_platform.screens.pages import spoken
from care_platform.screens.sealed import seal
from care_platform.screens.staff import account
from care_platform.town.blueprint import blueprint, done_by_approvers, done_by_operators, seen_by_all_roles
from care_platform.town.numbers import insured_number_error
from care_platform.town.people import PERSON
from care_platform.web.requests import platform

LEAST = 10


@blueprint.get("/cases")
@seen_by_all_roles
def cases() -> str:
    """The open cases, oldest first, and the form to report another."""
    return _page()


@blueprint.post("/cases")
@done_by_operators
def report_case() -> ResponseReturnValue:
    """Suspends a person's records at once."""
    number, reason = (request.form.get(name, "").strip() for name in ("insured_number", "reason"))
    errors = {"insured_number": insured_number_error(number), "reason": _too_short(reason)}
    if wrong := {name: words for name, words in errors.items() if words}:
        return _page(wrong), 422
    with platform().engine.begin() as connection:
        answer = service.report_case(connection, acting(), number, reason)
    if answer is not ALLOWED:
        return _page({"insured_number": spoken(answer)["title"]}), 422
    return redirect(url_for("town.cases", done="case_reported"), 303)


@blueprint.post("/cases/<int:case>/person")
@seen_by_all_roles
def person_of_case(case: int) -> ResponseReturnValue:
    """Leads to the person's page, where the look is logged."""
    with platform().engine.connect() as connection:
        found = service.person_of_case(connection, acting(), case)
    return redirect(url_for("town.person", sealed=seal(account().id, PERSON, found.insured_number)), 303)


@blueprint.post("/cases/<int:case>")
@done_by_approvers
def settle_case(case: int) -> ResponseReturnValue:
    """The records are right again."""
    note = request.form.get(f"note-{case}", "").strip()
    if words := _too_short(note):
        return _page({f"note-{case}": words}), 422
    with platform().engine.begin() as connection:
        service.settle_case(connection, acting(), case, note)
    return redirect(url_for("town.cases", done="case_settled"), 303)


def _page(errors: dict[str, str] | None = None) -> str:
    who = acting()
    with platform().engine.connect() as connection:
        found = service.open_cases(connection, who)
    return render_template(
        "town/cases.html", cases=found, errors=errors or {}, given=request.form,
        may_report=who.has(Duty.ACT_MUNICIPAL), may_settle=who.has(Duty.APPROVE_MUNICIPAL),
    )  # fmt: skip


def _too_short(text: str) -> str | None:
    return None if len(text) >= LEAST else say("reason.too_short", least=LEAST)
