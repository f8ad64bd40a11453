"""A hospital's own emergency accesses, for the administrator who answers for them: who, when, why, and the review."""

from flask import render_template

from care_platform.accounts.kinds import OrganisationKind
from care_platform.consoles.reviewing import cases_of_own_staff
from care_platform.desk.blueprint import blueprint
from care_platform.screens.acting import acting
from care_platform.screens.asked import before_asked
from care_platform.screens.language import speech
from care_platform.screens.rules import answers_for_hospital, require
from care_platform.web.requests import platform

PAGE = 25


@blueprint.get("/emergencies")
@require(OrganisationKind.OFFICE, fits=answers_for_hospital)
def emergencies() -> str:
    """The newest first; nobody who was looked up is named. That it was read is an event."""
    before = before_asked()
    with platform().engine.begin() as connection:
        found = cases_of_own_staff(connection, acting(), PAGE + 1, before)
    return render_template(
        "desk/emergencies.html", cases=found[:PAGE], following=found[PAGE - 1].id if len(found) > PAGE else None,
        is_first=before is None, reason_words=lambda code: speech().say_or(f"emergency.{code}", code),
    )  # fmt: skip
