"""The frame and the guard of every page of staff: one session, one menu per audience, one rule per page."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from care_platform.accounts.browsers import Browser, Step
from care_platform.accounts.staff import StaffAccount
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.catalogue.accounts import NOT_YOURS, STAFF_NOT_SIGNED_IN
from care_platform.reference.catalogue.api import NO_SUCH_ADDRESS
from care_platform.screens import pages
from care_platform.screens.asked import require_typed
from care_platform.screens.language import speaks
from care_platform.screens.rules import PageRule, rule_of
from care_platform.screens.sent_forms import claim_form, settle_form
from care_platform.screens.words import Words
from care_platform.web import staff_sessions as sessions

Menu = Callable[[StaffAccount], Sequence[str]]
_SIGN_IN, _HOME = "desk.sign_in", "desk.home"


def staff_pages(name: str, import_name: str, words: Words, menu: Menu, *, url_prefix: str) -> Blueprint:
    """A blueprint whose pages have a frame, a guard, and refusals as pages.

    `menu` gives the endpoints an account is offered; each needs the words `menu.<name of the endpoint>`.
    """
    blueprint = Blueprint(name, import_name, url_prefix=url_prefix, template_folder="templates")
    blueprint.before_request(lambda: speaks(words))
    blueprint.before_request(_guard)
    blueprint.after_request(_finish)
    blueprint.context_processor(partial(_in_every_page, menu))
    blueprint.register_error_handler(CataloguedError, _refused)
    blueprint.register_error_handler(HTTPException, pages.refused_by_http)
    blueprint.register_error_handler(Exception, _failed)
    blueprint.get("/<path:_rest>", endpoint="nowhere")(_nowhere)
    return blueprint


def browser() -> Browser | None:
    """This browser at whatever stage, asked once per request; a background request is no activity."""
    if "browser" not in g:
        rule = _rule()
        g.browser = sessions.current_browser(active=rule is None or not rule.background)
    found: Browser | None = g.browser
    return found


def account() -> StaffAccount:
    """Who is signed in; only inside a page that is not open to all."""
    found = browser()
    if found is None or found.step is not Step.DONE:
        raise CataloguedError(STAFF_NOT_SIGNED_IN)
    return found.account


def refusal_page(entry: Entry, details: dict[str, str | int] | None = None) -> tuple[str, int]:
    """A refusal as a page, with the way in for whoever is not signed in."""
    signed_in = _is_signed_in()
    step = (_HOME, "problem.home") if signed_in else (_SIGN_IN, "problem.sign_in")
    return pages.problem_page(entry, details, next_step=step, was_signed_out=entry is STAFF_NOT_SIGNED_IN)


def _guard() -> ResponseReturnValue | None:
    """Before each request: the page's rule, and every form from this site and this very session."""
    rule = _rule()
    if rule is None:
        raise CataloguedError(NOT_YOURS)
    if request.method == "POST":
        sessions.require_own_site()
        if (found := browser()) is not None and request.endpoint != _SIGN_IN:
            sessions.require_form_token(found)
    refusal = None if rule.open_to_all else _let_in(rule)
    return refusal or _only_once()


def _only_once() -> ResponseReturnValue | None:
    found = g.get("browser")
    if request.method != "POST" or found is None:
        return None
    return claim_form(found.form_token)


def _let_in(rule: PageRule) -> ResponseReturnValue | None:
    found = browser()
    if found is None:
        raise CataloguedError(STAFF_NOT_SIGNED_IN)
    if found.step is not Step.DONE:
        return redirect(url_for(_HOME), 303)
    if not rule.allows(found.account):
        raise CataloguedError(NOT_YOURS)
    require_typed()
    return None


def _rule() -> PageRule | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is _nowhere:
        return PageRule(open_to_all=True)
    return rule_of(view) if view is not None else None


def _nowhere(_rest: str) -> str:
    raise CataloguedError(NO_SUCH_ADDRESS)


def _in_every_page(menu: Menu) -> dict[str, Any]:
    found = g.get("browser")
    if found is None or found.step is not Step.DONE:
        token = found.form_token if found is not None else None
        return pages.in_every_page(pages.Frame(home=_HOME, form_token=token))
    frame = pages.Frame(
        home=_HOME, menu=menu(found.account), form_token=found.form_token, extend="desk.extend",
        sign_out="desk.sign_out", signed_in_as=found.account.name,
    )  # fmt: skip
    return pages.in_every_page(frame)


def _finish(response: Response) -> Response:
    settle_form(response)
    return pages.finish(response, g.get("form_targets", ()))


def _refused(error: CataloguedError) -> tuple[str, int]:
    return refusal_page(error.entry, error.details)


def _failed(error: Exception) -> tuple[str, int]:
    g.browser = None  # the page must not need the database, which may be what failed
    return pages.failed(error)


def _is_signed_in() -> bool:
    found = g.get("browser")
    return found is not None and found.step is Step.DONE
