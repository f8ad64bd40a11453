"""The person's pages: every address, the first page, linking, who looked."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from care_platform.access.linking import LinkRequest, link_account
from care_platform.lookup.own import own_access_log
from care_platform.portal import (
    addresses,
    applications,
    certificates,
    consent_pages,
    mismatch,
    notices,
    proxies,
    rendering,
    signing,
)
from care_platform.portal.accesses import access_line, explanations
from care_platform.portal.asking import question
from care_platform.portal.guard import guard
from care_platform.portal.link_form import LinkForm, municipality_choices, read_link_form
from care_platform.portal.words import WORDS
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.api import NO_SUCH_ADDRESS
from care_platform.screens.language import language, speaks
from care_platform.telemetry import correlation
from care_platform.web.requests import platform
from care_platform.web.sessions import items_to_link, require_signed_in
from care_platform.web.sign_in import sign_in

blueprint = Blueprint("portal", __name__, url_prefix="/portal", template_folder="templates")
blueprint.before_request(lambda: speaks(WORDS))
blueprint.before_request(guard)
blueprint.after_request(rendering.finish)
blueprint.context_processor(rendering.in_every_page)
blueprint.register_error_handler(CataloguedError, rendering.refused)
blueprint.register_error_handler(HTTPException, rendering.refused_by_http)
blueprint.register_error_handler(Exception, rendering.failed)
blueprint.get("/sign-in", endpoint="sign_in")(signing.begin)
blueprint.get("/callback", endpoint="callback")(signing.come_back)
blueprint.post("/sign-out", endpoint="sign_out")(signing.sign_out)
blueprint.get("/certificates", endpoint="certificates")(certificates.overview)
blueprint.get("/certificates/<kind>", endpoint="certificate")(certificates.one)
blueprint.get("/certificates/<kind>/print", endpoint="certificate_pdf")(certificates.pdf)
blueprint.get("/applications", endpoint="applications")(applications.show)
blueprint.get("/consent", endpoint="consent")(consent_pages.show)
blueprint.get("/consent/withdraw", endpoint="consent_withdraw")(consent_pages.withdrawing)
blueprint.post("/consent", endpoint="change_consent")(consent_pages.change)
blueprint.get("/proxy", endpoint="proxy")(proxies.show)
blueprint.get("/proxy/<sealed>", endpoint="proxy_consent")(proxies.consent)
blueprint.post("/proxy/<sealed>", endpoint="proxy_change")(proxies.change)
blueprint.get("/proxy/<sealed>/withdraw", endpoint="proxy_withdraw")(proxies.withdrawing)
blueprint.get("/notices", endpoint="notices")(notices.show)
blueprint.post("/notices/addresses", endpoint="add_address")(addresses.add)
blueprint.post("/notices/addresses/again", endpoint="ask_address_again")(addresses.ask_again)
blueprint.post("/notices/addresses/end", endpoint="end_address")(addresses.end)
blueprint.route("/confirm/<token>", methods=["GET", "POST"], endpoint="confirm_address")(addresses.confirm)
blueprint.get("/mismatch", endpoint="mismatch")(mismatch.show)
blueprint.post("/mismatch", endpoint="report_mismatch")(mismatch.report)


@blueprint.get("/")
def start() -> str:
    """What this is for, and the way in."""
    return render_template("portal/start.html", offered=sign_in() is not None)


@blueprint.get("/access-log")
def access_log() -> str:
    """Who looked, newest first, twenty at a time."""
    others_only = request.args.get("show") == "others"
    cursor = request.args.get("after")
    with platform().engine.begin() as connection:
        page = own_access_log(connection, question(), cursor, others_only=others_only)
    lines = [access_line(entry, language()) for entry in page.accesses]
    return render_template(
        "portal/access_log.html", lines=lines, next_cursor=page.next_cursor, others_only=others_only,
        is_first=cursor is None, explanations=explanations(page.accesses, language()),
    )  # fmt: skip


@blueprint.route("/link", methods=["GET", "POST"])
def link() -> ResponseReturnValue:
    """The two numbers on the certificate, once."""
    signed_in, items = require_signed_in(), items_to_link()
    if signed_in.person is not None or items is None:
        return redirect(url_for("portal.certificates"), 303)
    if request.method == "GET":
        return _link_page(LinkForm())
    form = read_link_form(request.form)
    if form.person is None:
        return _link_page(form), 422
    asked = LinkRequest(
        account_id=signed_in.account_id, person=form.person, items=items,
        at=platform().clock(), correlation_id=correlation.current() or "",
    )  # fmt: skip
    with platform().sign_engine.begin() as connection:
        answer = link_account(connection, asked)
    if answer.linked:
        return redirect(url_for("portal.certificates"), 303)
    status = answer.reason.http_status if answer.reason.http_status >= 400 else 409
    return _link_page(form, refusal=answer.reason.code, planned_for=answer.planned_for), status


@blueprint.post("/extend")
def extend() -> ResponseReturnValue:
    """Goes on: the guard has asked for the session, which counts as activity."""
    return "", 204


@blueprint.get("/<path:_rest>")
def nowhere(_rest: str) -> str:
    """Any other address: says so in a page."""
    raise CataloguedError(NO_SUCH_ADDRESS)


def _link_page(form: LinkForm, **about: object) -> str:
    return render_template("portal/link.html", form=form, choices=municipality_choices(), **about)
