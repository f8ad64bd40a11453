"""The staff's pages: password, code, first password, device, and the software one lets act."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts import sign_in as steps
from care_platform.accounts.browsers import Browser, Step, close_sessions
from care_platform.accounts.grants import end_grants_of, software_acting_for
from care_platform.accounts.secret_box import secret_box
from care_platform.desk import authorizing, rendering
from care_platform.desk.rendering import field, form_page
from care_platform.desk.words import say
from care_platform.portal.language import language
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import SIGN_IN_REFUSED
from care_platform.web import staff_sessions as sessions
from care_platform.web.requests import platform
from care_platform.web.sessions import FORM_TOKEN

blueprint = Blueprint("desk", __name__, url_prefix="/desk", template_folder="templates")
blueprint.after_request(rendering.finish)
blueprint.context_processor(rendering.in_every_page)
blueprint.register_error_handler(CataloguedError, rendering.refused)
blueprint.get("/authorize", endpoint="authorize")(authorizing.ask)
blueprint.post("/authorize", endpoint="decide")(authorizing.decide)
_PAGES = {Step.CODE: "desk.code", Step.CHANGE_PASSWORD: "desk.change_password", Step.ENROL: "desk.enrol"}


@blueprint.before_request
def only_own_forms() -> None:
    """Every form comes from this site, and with a session from this very session."""
    if request.method == "POST":
        sessions.require_own_site()
        browser = sessions.current_browser()
        if browser is not None and request.endpoint != "desk.sign_in":
            sessions.require_form_token(browser)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Who is signed in, and which software acts for them; whoever is not through is led on."""
    browser = sessions.current_browser()
    if browser is None:
        return redirect(url_for("desk.sign_in"), 303)
    if browser.step is not Step.DONE:
        return _onwards(browser)
    with platform().engine.connect() as connection:
        acting = software_acting_for(connection, browser.account.id, platform().clock())
    return render_template(
        "desk/home.html", title=say(language(), "home"), acting=acting, token=browser.form_token,
        token_name=FORM_TOKEN,
    )  # fmt: skip


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Name and password; an authorization request that led here is kept for the end of the way."""
    following = _own_address(request.values.get("next", ""))
    fields = [field("login_name", "text", "username"), field("password", "password", "current-password")]
    hidden = {"next": following} if following else {}
    if request.method == "GET":
        return form_page("sign_in", fields, hidden, button="sign_in")
    attempt = steps.PasswordAttempt(
        login_name=request.form.get("login_name", ""), password=request.form.get("password", ""),
        source=request.remote_addr or "unknown",
    )  # fmt: skip
    with platform().engine.begin() as connection:
        account_id, refusal = steps.enter_password(connection, attempt, sessions.occasion())
    if account_id is None:
        return form_page("sign_in", fields, hidden, button="sign_in", error=refusal)
    response = redirect(url_for("desk.home"), 303)
    sessions.begin(response, account_id, following)
    return response


@blueprint.route("/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """The code of the enrolled device."""
    browser = _at(Step.CODE)
    page = [field("code", "text", "one-time-code")], {FORM_TOKEN: browser.form_token}
    if request.method == "GET":
        return form_page("sign_in", *page, intro=say(language(), "code_intro"))
    with platform().engine.begin() as connection:
        sent, box = request.form.get("code", ""), secret_box(platform().settings)
        right = steps.enter_code(connection, browser.account.id, sent, box, sessions.occasion(browser))
    return _verified(browser) if right else form_page("sign_in", *page, error=SIGN_IN_REFUSED)


@blueprint.route("/password", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    """The first password must be changed; later it may be."""
    browser = _at(Step.CHANGE_PASSWORD, Step.DONE)
    account_id = browser.account.id
    page = (
        [field("present", "password", "current-password"), field("new", "password", "new-password")],
        {FORM_TOKEN: browser.form_token},
    )
    if request.method == "GET":
        return form_page("change_password", *page, intro=say(language(), "change_intro"))
    present, new = request.form.get("present", ""), request.form.get("new", "")
    try:
        with platform().engine.begin() as connection:
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
def enrol() -> ResponseReturnValue:
    """The device: its key is shown once, and its first code proves that it has it."""
    browser = _at(Step.ENROL)
    account_id, hidden = browser.account.id, {FORM_TOKEN: browser.form_token}
    if request.method == "GET":
        return form_page("enrol", [], hidden, intro=say(language(), "enrol_intro"), button="show_key")
    box, code_field = secret_box(platform().settings), [field("code", "text", "one-time-code")]
    with platform().engine.begin() as connection:
        if "code" not in request.form:
            shown = steps.begin_enrolment(connection, account_id, box)
            return form_page("enrol", code_field, hidden, secret=shown, intro=say(language(), "code_intro"))
        occasion = sessions.occasion(browser)
        right = steps.confirm_enrolment(connection, account_id, request.form["code"], box, occasion)
    return _verified(browser) if right else form_page("enrol", code_field, hidden, error=SIGN_IN_REFUSED)


@blueprint.post("/withdraw")
def withdraw() -> ResponseReturnValue:
    """Software acts for this member of staff no longer."""
    browser = _at(Step.DONE)
    with platform().engine.begin() as connection:
        occasion, client_id = sessions.occasion(browser), request.form.get("client_id", "")
        end_grants_of(connection, browser.account.id, "withdrawn", occasion, client_id.replace("\0", ""))
    return redirect(url_for("desk.home"), 303)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Ends the session here."""
    response = redirect(url_for("desk.sign_in"), 303)
    if (browser := sessions.current_browser()) is not None:
        sessions.end(response, browser)
    return response


def _at(*allowed: Step) -> Browser:
    browser = sessions.current_browser()
    if browser is None or browser.step not in allowed:
        raise CataloguedError(SIGN_IN_REFUSED)
    return browser


def _verified(browser: Browser) -> ResponseReturnValue:
    response = redirect(browser.continue_to or url_for("desk.home"), 303)
    sessions.verified(response)
    return response


def _onwards(browser: Browser) -> ResponseReturnValue:
    return redirect(url_for(_PAGES[browser.step]), 303)


def _own_address(following: str) -> str | None:
    """Only an authorization request may follow: an address of elsewhere would be an open redirect."""
    parts = urlsplit(following)
    own = not parts.scheme and not parts.netloc and parts.path == url_for("desk.authorize")
    return following if own and following.isprintable() and len(following) < 4000 else None
