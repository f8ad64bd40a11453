"""The way in for all staff: password, code, first password, device; and the software one lets act."""

from urllib.parse import urlsplit

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts import sign_in as steps
from care_platform.accounts.browsers import Browser, Step, close_sessions
from care_platform.accounts.grants import end_grants_of, software_acting_for
from care_platform.accounts.kinds import OrganisationKind
from care_platform.accounts.secret_box import secret_box
from care_platform.desk import (
    accounts,
    authorizing,
    checks,
    hospital,
    notices,
    own_emergencies,
    registering,
    today,
    users,
)
from care_platform.desk.blueprint import blueprint
from care_platform.desk.rendering import field, form_page
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import SIGN_IN_REFUSED
from care_platform.screens import confirming
from care_platform.screens.homes import home_of
from care_platform.screens.language import say
from care_platform.screens.rules import open_to_all, require
from care_platform.screens.staff import account
from care_platform.screens.staff import browser as current_browser
from care_platform.web import staff_sessions as sessions
from care_platform.web.client_address import client_address
from care_platform.web.requests import platform

blueprint.get("/authorize", endpoint="authorize")(open_to_all(authorizing.ask))
blueprint.post("/authorize", endpoint="decide")(open_to_all(authorizing.decide))
__all__ = [
    "accounts",
    "blueprint",
    "checks",
    "hospital",
    "notices",
    "own_emergencies",
    "registering",
    "today",
    "users",
]
_PAGES = {Step.CODE: "desk.code", Step.CHANGE_PASSWORD: "desk.change_password", Step.ENROL: "desk.enrol"}


@blueprint.get("/")
@open_to_all
def home() -> ResponseReturnValue:
    """Leads everybody to where they begin; whoever is not through with signing in is led on."""
    browser = current_browser()
    if browser is None:
        return redirect(url_for("desk.sign_in"), 303)
    if browser.step is not Step.DONE:
        return redirect(url_for(_PAGES[browser.step]), 303)
    return redirect(url_for(home_of(browser.account)), 303)


@blueprint.route("/confirm/<token>", methods=["GET", "POST"])
@open_to_all
def confirm_address(token: str) -> ResponseReturnValue:
    """The link of a mail to an organisation's address: the link is the proof, and the page shows nobody."""
    if request.method == "POST":
        return confirming.press(token, "desk.sign_in")
    current_browser()  # whose form token the form then has
    return confirming.show()


@blueprint.get("/software")
@require(*OrganisationKind)
def software() -> str:
    """Which software acts for one."""
    with platform().engine.connect() as connection:
        acting = software_acting_for(connection, account().id, platform().clock())
    return render_template("desk/software.html", acting=acting)


@blueprint.post("/extend")
@require(*OrganisationKind)
def extend() -> ResponseReturnValue:
    """Goes on: that the guard asked for the session counts as activity."""
    return "", 204


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Name and password; an authorization request that led here is kept for the end of the way."""
    following = _own_address(request.values.get("next", ""))
    fields = [field("login_name", "text", "username"), field("password", "password", "current-password")]
    hidden = {"next": following} if following else {}
    if request.method == "GET":
        return form_page("sign_in", fields, hidden, button="sign_in")
    attempt = steps.PasswordAttempt(
        login_name=request.form.get("login_name", ""), password=request.form.get("password", ""),
        source=client_address(),
    )  # fmt: skip
    with platform().sign_engine.begin() as connection:
        account_id, refusal = steps.enter_password(connection, attempt, sessions.occasion())
    if account_id is None:
        return form_page("sign_in", fields, hidden, button="sign_in", error=refusal)
    response = redirect(url_for("desk.home"), 303)
    sessions.begin(response, account_id, following)
    return response


@blueprint.route("/code", methods=["GET", "POST"])
@open_to_all
def code() -> ResponseReturnValue:
    """The code of the enrolled device."""
    browser = _at(Step.CODE)
    page = [field("code", "text", "one-time-code")], dict[str, str]()
    if request.method == "GET":
        return form_page("sign_in", *page, intro=say("code_intro"))
    with platform().sign_engine.begin() as connection:
        sent, box = request.form.get("code", ""), secret_box(platform().settings)
        right = steps.enter_code(connection, browser.account.id, sent, box, sessions.occasion(browser))
    return _verified(browser) if right else form_page("sign_in", *page, error=SIGN_IN_REFUSED)


@blueprint.route("/password", methods=["GET", "POST"])
@open_to_all
def change_password() -> ResponseReturnValue:
    """The first password must be changed; later it may be."""
    browser = _at(Step.CHANGE_PASSWORD, Step.DONE)
    account_id = browser.account.id
    page = (
        [field("present", "password", "current-password"), field("new", "password", "new-password")],
        dict[str, str](),
    )
    if request.method == "GET":
        return form_page("change_password", *page, intro=say("change_intro"))
    present, new = request.form.get("present", ""), request.form.get("new", "")
    try:
        with platform().sign_engine.begin() as connection:
            occasion = sessions.occasion(browser)
            right = steps.change_password(connection, account_id, present, new, occasion)
            if right:
                close_sessions(connection, account_id, but=sessions.this_session())
                end_grants_of(connection, account_id, "password_changed", occasion)
    except CataloguedError as refusal:
        return form_page("change_password", *page, error=refusal.entry)
    if not right:
        return form_page("change_password", *page, error=SIGN_IN_REFUSED)
    return redirect(url_for("desk.home"), 303)


@blueprint.route("/enrol", methods=["GET", "POST"])
@open_to_all
def enrol() -> ResponseReturnValue:
    """The device: its key is shown once, and its first code proves that it has it."""
    browser = _at(Step.ENROL)
    account_id, hidden = browser.account.id, dict[str, str]()
    if request.method == "GET":
        return form_page("enrol", [], hidden, intro=say("enrol_intro"), button="show_key")
    box, code_field = secret_box(platform().settings), [field("code", "text", "one-time-code")]
    with platform().sign_engine.begin() as connection:
        if "code" not in request.form:
            shown = steps.begin_enrolment(connection, account_id, box)
            return form_page("enrol", code_field, hidden, secret=shown, intro=say("code_intro"))
        occasion = sessions.occasion(browser)
        right = steps.confirm_enrolment(connection, account_id, request.form["code"], box, occasion)
    return _verified(browser) if right else form_page("enrol", code_field, hidden, error=SIGN_IN_REFUSED)


@blueprint.post("/withdraw")
@require(*OrganisationKind)
def withdraw() -> ResponseReturnValue:
    """Software acts for this member of staff no longer."""
    with platform().sign_engine.begin() as connection:
        occasion, client_id = sessions.occasion(current_browser()), request.form.get("client_id", "")
        end_grants_of(connection, account().id, "withdrawn", occasion, client_id.replace("\0", ""))
    return redirect(url_for("desk.software"), 303)


@blueprint.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """Ends the session here."""
    response = redirect(url_for("desk.sign_in", done="signed_out"), 303)
    if (browser := current_browser()) is not None:
        sessions.end(response, browser)
    return response


def _at(*allowed: Step) -> Browser:
    browser = current_browser()
    if browser is None or browser.step not in allowed:
        raise CataloguedError(SIGN_IN_REFUSED)
    return browser


def _verified(browser: Browser) -> ResponseReturnValue:
    response = redirect(browser.continue_to or url_for("desk.home"), 303)
    sessions.verified(response)
    return response


def _own_address(following: str) -> str | None:
    """Only an authorization request may follow: an address of elsewhere would be an open redirect."""
    parts = urlsplit(following)
    own = not parts.scheme and not parts.netloc and parts.path == url_for("desk.authorize")
    return following if own and following.isprintable() and len(following) < 4000 else None
