"""The review of emergency accesses: what waits, what was found, one case, and closing it once by name."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.kinds import OrganisationKind, Role
from care_platform.consoles import reviewing
from care_platform.consoles.reviewing import LEAST_NOTE, LONGEST_NOTE, OUTCOMES, Review
from care_platform.nation_office.auditing import log_of_staff
from care_platform.nation_office.blueprint import blueprint
from care_platform.reference.calendar import japan_day
from care_platform.screens.acting import acting
from care_platform.screens.asked import before_asked, page_asked
from care_platform.screens.language import say, speech
from care_platform.screens.rules import require
from care_platform.store.emergency_cases import Case
from care_platform.web.requests import platform

PAGE = 50
_auditors = require(OrganisationKind.OPERATOR, roles=[Role.AUDITOR])
blueprint.context_processor(lambda: {"reason_words": lambda code: speech().say_or(f"reason.{code}", code)})


@blueprint.get("/emergencies")
@_auditors
def emergencies() -> str:
    """What waits for its review, oldest first."""
    page = page_asked()
    with platform().engine.begin() as connection:
        found = reviewing.waiting(connection, acting(), PAGE + 1, (page - 1) * PAGE)
    return render_template(
        "nation_office/emergencies.html", wide=True, cases=found[:PAGE], page=page, more=len(found) > PAGE,
        now=platform().clock(),
    )  # fmt: skip


@blueprint.get("/emergencies/closed")
@_auditors
def closed_emergencies() -> str:
    """What was reviewed, and what was found."""
    before = before_asked()
    with platform().engine.begin() as connection:
        found = reviewing.reviewed(connection, acting(), PAGE + 1, before)
    return render_template(
        "nation_office/emergencies_closed.html", wide=True, cases=found[:PAGE],
        following=found[PAGE - 1].id if len(found) > PAGE else None, is_first=before is None,
    )  # fmt: skip


@blueprint.get("/emergencies/<int:case>")
@_auditors
def emergency_case(case: int) -> str:
    """One case: who opened, why, what the log has about it, and the form that closes it."""
    with platform().engine.begin() as connection:
        found = reviewing.one_case(connection, acting(), case)
    return _case_page(found)


@blueprint.post("/emergencies/<int:case>")
@_auditors
def close_emergency(case: int) -> ResponseReturnValue:
    """Closes the case. Raises NO_SUCH_EMERGENCY for one that somebody else has closed meanwhile."""
    outcome, note = request.form.get("outcome", ""), request.form.get("note", "").strip()
    errors = _errors(outcome, note)
    with platform().engine.begin() as connection:
        if errors:
            return _case_page(reviewing.one_case(connection, acting(), case), errors), 422
        reviewing.close_case(connection, acting(), Review(case=case, outcome=outcome, note=note))
    return redirect(url_for("nation_office.emergencies", done="reviewed"), 303)


def _errors(outcome: str, note: str) -> dict[str, str]:
    wrong = {
        "outcome": outcome not in OUTCOMES,
        "note": not LEAST_NOTE <= len(note) <= LONGEST_NOTE or "\0" in note,
    }
    return {name: say(f"review.wrong_{name}", least=LEAST_NOTE) for name, bad in wrong.items() if bad}


def _case_page(case: Case, errors: Mapping[str, str] | None = None) -> str:
    first, last = japan_day(case.opened_at), japan_day(case.open_until)
    return render_template(
        "nation_office/emergency.html", case=case, errors=errors or {}, given=request.form, least=LEAST_NOTE,
        longest=LONGEST_NOTE, outcomes=[(name, say(f"outcome.{name}")) for name in OUTCOMES],
        log=log_of_staff(case.office_number, case.staff_id or "", first, last),
    )  # fmt: skip
