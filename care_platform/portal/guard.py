"""Who may open which page. Everything needs a signed-in, linked person unless it is named here."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from care_platform.screens.asked import require_typed
from care_platform.web.sessions import require_form_token, require_signed_in

OPEN_TO_ALL = frozenset(
    {"portal.start", "portal.sign_in", "portal.callback", "portal.confirm_address", "portal.nowhere"}
)
"""Whoever has the link of a mail may confirm its address: the link is the proof, and the page shows nobody."""
OPEN_BEFORE_LINKING = frozenset(
    {
        "portal.link", "portal.sign_out", "portal.extend",
        "portal.proxy", "portal.proxy_consent", "portal.proxy_withdraw", "portal.proxy_change",
    }
)  # fmt: skip
"""A proxy need not be insured themself: a daughter of forty acts for her father."""


def guard() -> Response | None:
    """Before each request. Raises NOT_SIGNED_IN or FORM_OUTDATED; who is not linked is led to the form."""
    endpoint = request.endpoint
    if endpoint in OPEN_TO_ALL:
        return None
    person = require_signed_in().person
    if request.method == "POST":
        require_form_token()
    require_typed()
    if person is None and endpoint not in OPEN_BEFORE_LINKING:
        return redirect(url_for("portal.link"), 303)
    return None
