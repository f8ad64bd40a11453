"""The frame of the person's pages, and how a refusal looks there."""

from typing import Any

from flask import g
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.api import NOT_SIGNED_IN
from care_platform.reference.catalogue.portal import NOT_LINKED, SIGN_IN_NOT_OFFERED
from care_platform.screens import pages
from care_platform.web.requests import platform
from care_platform.web.security_headers import origin_of
from care_platform.web.sessions import signed_in
from care_platform.web.sign_in import sign_in

_START = "portal.start"
_MENU = (
    "portal.certificates",
    "portal.applications",
    "portal.access_log",
    "portal.consent",
    "portal.proxy",
    "portal.notices",
)
_MENU_BEFORE_LINKING = ("portal.link", "portal.proxy")


def in_every_page() -> dict[str, Any]:
    """The names every template knows."""
    found = signed_in()
    if found is None:
        return {**pages.in_every_page(pages.Frame(home=_START)), "signed_in": None}
    frame = pages.Frame(
        home=_START, menu=_MENU if found.person else _MENU_BEFORE_LINKING, form_token=found.form_token,
        extend="portal.extend", sign_out="portal.sign_out",
    )  # fmt: skip
    return {**pages.in_every_page(frame), "signed_in": found}


def finish(response: Response) -> Response:
    """Sets headers and language on every answer of the pages."""
    issuer = platform().settings.oidc_issuer
    # Browsers hold a form's later redirects to the policy too, and the sign-in form ends at the provider.
    return pages.finish(response, [origin_of(issuer)] if issuer and sign_in() else [])


def refused(error: CataloguedError) -> tuple[str, int]:
    """A page for a refusal, with the step that leads on."""
    entry = error.entry
    step = _NEXT.get(entry.code, "start" if signed_in() else "sign_in")
    return pages.problem_page(
        entry, error.details, next_step=(f"portal.{step}", f"problem.{step}"),
        was_signed_out=entry is NOT_SIGNED_IN, to_person=True,
    )  # fmt: skip


def refused_by_http(error: HTTPException) -> tuple[str, int]:
    """A page for what the web framework refuses."""
    return pages.refused_by_http(error, to_person=True)


def failed(error: Exception) -> tuple[str, int]:
    """A page for what should not have happened."""
    g.setdefault("signed_in", None)  # the page must not need the database, which may be what failed
    return pages.failed(error, to_person=True)


_NEXT: dict[str, str] = {
    entry.code: step
    for entry, step in ((NOT_LINKED, "link"), (NOT_SIGNED_IN, "sign_in"), (SIGN_IN_NOT_OFFERED, "start"))
}
