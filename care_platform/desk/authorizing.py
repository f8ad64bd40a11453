"""The authorization endpoint (RFC 6749 section 3.1): the consent page, and the way back to the software."""

from urllib.parse import urlencode

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.authorization import (
    PARAMETERS,
    Software,
    error_of,
    give_grant,
    scopes_for,
    software_of,
)
from care_platform.accounts.browsers import Step
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import SOFTWARE_UNKNOWN, STAFF_NOT_SIGNED_IN
from care_platform.screens.language import say
from care_platform.screens.staff import browser as current_browser
from care_platform.web import staff_sessions as sessions
from care_platform.web.requests import platform
from care_platform.web.security_headers import origin_of


def ask() -> ResponseReturnValue:
    """The consent page; whoever is not signed in is sent to do so first."""
    asked, software = _asked()
    if error := error_of(asked):
        return _back(software, asked, error=error)
    browser = current_browser()
    if browser is None or browser.step is not Step.DONE:
        following = f"{url_for('desk.authorize')}?{urlencode(asked)}"
        return redirect(url_for("desk.sign_in", next=following), 303)
    scopes = scopes_for(browser.account, software, asked.get("scope"))
    if not scopes:
        return _back(software, asked, error="invalid_scope")
    g.form_targets = [origin_of(software.redirect_uri)]
    return render_template(
        "desk/consent.html", title=say("consent"), software=software, scopes=scopes,
        hidden=asked,
    )  # fmt: skip


def decide() -> ResponseReturnValue:
    """Allowed or not; everything is checked anew, since the form came through the browser."""
    asked, software = _asked()
    browser = current_browser()
    if browser is None or browser.step is not Step.DONE:
        raise CataloguedError(STAFF_NOT_SIGNED_IN)
    if error := error_of(asked):
        return _back(software, asked, error=error)
    scopes = scopes_for(browser.account, software, asked.get("scope"))
    if request.form.get("decision") != "allow" or not scopes:
        return _back(software, asked, error="access_denied")
    with platform().sign_engine.begin() as connection:
        occasion, challenge = sessions.occasion(browser), asked["code_challenge"]
        code = give_grant(connection, browser.account, software, scopes, challenge, occasion)
    return _back(software, asked, code=code)


def _asked() -> tuple[dict[str, str], Software]:
    values = request.args if request.method == "GET" else request.form
    if any(len(values.getlist(name)) > 1 for name in PARAMETERS):
        raise CataloguedError(SOFTWARE_UNKNOWN)
    asked = {name: values[name] for name in PARAMETERS if name in values}
    with platform().engine.connect() as connection:
        return asked, software_of(connection, asked)


def _back(software: Software, asked: dict[str, str], **answer: str) -> ResponseReturnValue:
    """Back to the registered address, with the state and who answers (RFC 9207)."""
    answer["iss"] = platform().settings.base_url
    if "state" in asked:
        answer["state"] = asked["state"]
    joint = "&" if "?" in software.redirect_uri else "?"
    return redirect(f"{software.redirect_uri}{joint}{urlencode(answer)}", 303)
