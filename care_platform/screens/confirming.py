"""The page behind the link of a mail: one button that confirms the address. It needs no sign-in and shows nobody.

Opening the page changes nothing, since mail servers open links to look at them; the button does.
"""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from care_platform.notices.confirming import confirm
from care_platform.web.requests import platform


def show() -> str:
    """Asks whether the address may be told, whatever the token is."""
    return render_template("screens/confirm_address.html")


def press(token: str, leads_to: str) -> ResponseReturnValue:
    """Confirms, and leads to the first page. Raises CONFIRMATION_REFUSED."""
    with platform().engine.begin() as connection:
        confirm(connection, token, platform().clock())
    return redirect(url_for(leads_to, done="address_confirmed"), 303)
