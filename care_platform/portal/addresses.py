"""My mail addresses that are told when my records are opened in an emergency: add, confirm, take away."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.secret_box import secret_box
from care_platform.notices.own import MOST_OF_PERSON, add_own, ask_own_again, end_own
from care_platform.notices.parcel import Channel, Language
from care_platform.notices.subscriptions import NewRecipient
from care_platform.portal import notices
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.notices import (
    RECIPIENT_INVALID,
    TOO_MANY_CONFIRMATIONS,
    TOO_MANY_RECIPIENTS,
)
from care_platform.reference.notices import NoticeKind
from care_platform.screens import confirming
from care_platform.screens.asked import number_in_form
from care_platform.screens.language import language
from care_platform.screens.pages import spoken
from care_platform.web.requests import platform
from care_platform.web.sessions import require_person

_KIND = "person"
_AT_THE_FORM = (RECIPIENT_INVALID, TOO_MANY_RECIPIENTS, TOO_MANY_CONFIRMATIONS)


def add() -> ResponseReturnValue:
    """Has a mail sent that asks the address; it is told nothing before it says yes."""
    address, made = request.form.get("address", "").strip(), platform()
    new = NewRecipient(
        organisation_kind=_KIND, organisation=_owner()[1], channel=Channel.MAIL, address=address,
        language=Language(language()), kinds=(NoticeKind.EMERGENCY_ACCESS.value,),
    )  # fmt: skip
    try:
        with made.engine.begin() as connection:
            add_own(connection, new, secret_box(made.settings), made.clock(), most=MOST_OF_PERSON)
    except CataloguedError as error:
        if error.entry not in _AT_THE_FORM:
            raise
        said = spoken(error.entry, error.details, to_person=True)
        return notices.show(given=address, error=f"{said['title']} {said['remedy']}"), error.entry.http_status
    return redirect(url_for("portal.notices", done="address_asked"), 303)


def ask_again() -> ResponseReturnValue:
    """Sends another mail. Raises RECIPIENT_UNKNOWN for an address of somebody else's."""
    with platform().engine.begin() as connection:
        ask_own_again(connection, *_owner(), number_in_form("recipient"), platform().clock())
    return redirect(url_for("portal.notices", done="address_asked"), 303)


def end() -> ResponseReturnValue:
    """Takes an address away. Raises RECIPIENT_UNKNOWN for an address of somebody else's."""
    with platform().engine.begin() as connection:
        end_own(connection, *_owner(), number_in_form("recipient"), platform().clock())
    return redirect(url_for("portal.notices", done="address_ended"), 303)


def confirm(token: str) -> ResponseReturnValue:
    """The link of the mail: asks first, and confirms when the button is pressed."""
    if request.method == "GET":
        return confirming.show()
    return confirming.press(token, "portal.start")


def _owner() -> tuple[str, str]:
    account_id, _ = require_person()
    return _KIND, str(account_id)
