"""The pages of my consent: see it, narrow it, withdraw it, give it again. A change holds at once."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.access.consent import Change, change_consent, see_consent
from care_platform.portal.asking import consent_request
from care_platform.portal.consents import consent_page, subjects_of
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.access import CONSENT_CHANGE_INVALID
from care_platform.screens.language import speech
from care_platform.store.serving import names_of_offices, offices_tied_to
from care_platform.web.requests import platform


def show() -> str:
    """My consent, what it opens to whom, and its history."""
    asked = consent_request()
    with platform().engine.begin() as connection:
        answer = see_consent(connection, asked)
        tied = offices_tied_to(connection, asked.person, japan_day(asked.at))
        names = names_of_offices(connection, subjects_of(answer))
    return render_template("portal/consent.html", consent=consent_page(answer, tied, names, speech()))


def withdrawing() -> str:
    """What withdrawing means, before it is done."""
    return render_template("portal/consent_withdraw.html")


def change() -> ResponseReturnValue:
    """One change, and back to the page. Raises CONSENT_CHANGE_INVALID for anything that is none."""
    named = request.form.get("change", "")
    if named not in {each.value for each in Change}:
        raise CataloguedError(CONSENT_CHANGE_INVALID)
    with platform().engine.begin() as connection:
        change_consent(connection, consent_request(), Change(named), request.form.get("subject") or None)
    return redirect(url_for("portal.consent", done=f"consent_{named}"), 303)
