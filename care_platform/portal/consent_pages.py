"""The pages of a consent: see it, narrow it, withdraw it, give it again. A change holds at once.

One's own here; `proxies` leads to the same pages for somebody one acts for.
"""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.access.consent import Change, ConsentRequest, change_consent, see_consent
from care_platform.access.proxies import proxies_of
from care_platform.portal.asking import consent_request
from care_platform.portal.consents import consent_page, subjects_of
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.ties import CONSENT_CHANGE_INVALID
from care_platform.screens.language import speech
from care_platform.store.serving import names_of_offices, offices_tied_to
from care_platform.web.requests import platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the pages of one consent lie."""

    see: str
    change: str
    withdraw: str


def show() -> str:
    """My consent, what it opens to whom, who else may change it, and its history."""
    asked = consent_request()
    with platform().engine.begin() as connection:
        acting = [one for one in proxies_of(connection, asked) if one.ended_at is None]
    return consent_shown(asked, _own(), proxies=len(acting))


def withdrawing() -> str:
    """What withdrawing means, before it is done."""
    return render_template("portal/consent_withdraw.html", at=_own())


def change() -> ResponseReturnValue:
    """One change, and back to the page. Raises CONSENT_CHANGE_INVALID for anything that is none."""
    return change_made(consent_request(), _own())


def consent_shown(asked: ConsentRequest, at: Addresses, **more: object) -> str:
    """The page of a consent. Raises CONSENT_NOT_YOURS, which is in the access log then."""
    with platform().engine.begin() as connection:
        answer = see_consent(connection, asked)
        entitled = answer.consent is not None
        tied = offices_tied_to(connection, asked.person, japan_day(asked.at)) if entitled else ()
        names = names_of_offices(connection, subjects_of(answer))
    if not entitled:
        raise CataloguedError(answer.reason)
    shown = consent_page(answer, tied, names, speech())
    return render_template("portal/consent.html", consent=shown, at=at, **more)


def change_made(asked: ConsentRequest, at: Addresses) -> ResponseReturnValue:
    """Does the change of the sent form and leads back to the consent. Raises CONSENT_CHANGE_INVALID or CONSENT_NOT_YOURS."""
    named = request.form.get("change", "")
    if named not in {each.value for each in Change}:
        raise CataloguedError(CONSENT_CHANGE_INVALID)
    with platform().engine.begin() as connection:
        answer = change_consent(connection, asked, Change(named), request.form.get("subject") or None)
    if answer.consent is None:
        raise CataloguedError(answer.reason)
    return redirect(f"{at.see}?done=consent_{named}", 303)


def _own() -> Addresses:
    return Addresses(
        see=url_for("portal.consent"), change=url_for("portal.change_consent"),
        withdraw=url_for("portal.consent_withdraw"),
    )  # fmt: skip
