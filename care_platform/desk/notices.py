"""Who in an organisation is told what, by mail or webhook, and what became of it: for whoever looks after it.

The same page for hospitals, municipalities and programme offices, like the accounts.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from care_platform.accounts.duties import Duty
from care_platform.accounts.kinds import OrganisationKind
from care_platform.accounts.secret_box import secret_box
from care_platform.desk.blueprint import blueprint
from care_platform.desk.notice_form import NoticeForm, read_notice_form, recipient_in
from care_platform.notices.own import MOST, add_own, ask_own_again, end_own, own_recipients
from care_platform.notices.parcel import Channel, Language, Recipient, Rhythm
from care_platform.notices.sendings import Sending, Standing, own_sendings, own_standings, retry_own
from care_platform.reference.catalogue import CATALOGUE, CataloguedError, Entry
from care_platform.reference.catalogue.notices import (
    RECIPIENT_INVALID,
    TOO_MANY_CONFIRMATIONS,
    TOO_MANY_RECIPIENTS,
)
from care_platform.reference.notices import kinds_heard_by
from care_platform.screens.acting import acting
from care_platform.screens.asked import number_in_form
from care_platform.screens.cards import source_of
from care_platform.screens.language import say
from care_platform.screens.pages import spoken
from care_platform.screens.rules import hears_of_notices, require
from care_platform.web.requests import platform

SENDINGS = 20
_FIELDS = frozenset({"channel", "address", "kinds", "rhythm", "language"})
_managers = require(*OrganisationKind, fits=hears_of_notices)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingLine:
    """One notice to one recipient in words; `about` names the insurer where several can be meant."""

    at: datetime
    kind: str
    about: str
    to: str
    state: str
    attempts: int
    failure: dict[str, str] | None


@blueprint.get("/notices")
@_managers
def notices() -> str:
    """Who is told what, how it goes, and the form for another."""
    return _page(NoticeForm(kinds=_heard()))


@blueprint.post("/notices")
@_managers
def subscribe() -> ResponseReturnValue:
    """Tells an address from now on, or changes what it is told. A webhook's secret is shown this once."""
    form = read_notice_form(request.form)
    try:
        with platform().engine.begin() as connection:
            new, box = recipient_in(form, *_organisation()), secret_box(platform().settings)
            _, secret = add_own(connection, new, box, acting().at)
    except CataloguedError as error:
        return _refused(form, error)
    if secret is not None:
        return render_template("desk/notice_secret.html", address=new.address, secret=secret)
    return redirect(url_for("desk.notices", done="notices_chosen"), 303)


@blueprint.post("/notices/end")
@_managers
def end_notices() -> ResponseReturnValue:
    """Tells an address nothing more. Raises RECIPIENT_UNKNOWN, also for another organisation's."""
    with platform().engine.begin() as connection:
        end_own(connection, *_organisation(), number_in_form("recipient"), acting().at)
    return redirect(url_for("desk.notices", done="notices_ended"), 303)


@blueprint.post("/notices/again")
@_managers
def ask_address_again() -> ResponseReturnValue:
    """Sends another mail to an address that is not confirmed. Raises RECIPIENT_UNKNOWN, also for another's."""
    with platform().engine.begin() as connection:
        ask_own_again(connection, *_organisation(), number_in_form("recipient"), acting().at)
    return redirect(url_for("desk.notices", done="address_asked"), 303)


@blueprint.post("/notices/retry")
@_managers
def retry_notices() -> ResponseReturnValue:
    """Sends what was given up anew. Raises RECIPIENT_UNKNOWN, also for another organisation's."""
    with platform().engine.begin() as connection:
        retry_own(connection, *_organisation(), number_in_form("recipient"), acting().at)
    return redirect(url_for("desk.notices", done="notices_retried"), 303)


def _page(form: NoticeForm, refusal: Entry | None = None) -> str:
    with platform().engine.connect() as connection:
        recipients = own_recipients(connection, *_organisation())
        standings = own_standings(connection, *_organisation())
        sendings = _sendings(connection, {one.id: one for one in recipients})
    return render_template(
        "desk/notices.html", form=form, most=MOST, recipients=recipients, standings=standings, nothing=Standing(),
        sendings=sendings, kinds=[(kind, say(f"notice.{kind}")) for kind in _heard()],
        refusal=spoken(refusal, {"most": MOST}) if refusal else None, several=_organisation()[0] == "operator",
        channels=[(one.value, say(f"channel.{one}")) for one in Channel],
        languages=[(one.value, say(f"language.{one}")) for one in Language],
        rhythms=[(one.value, say(f"rhythm.{one}")) for one in Rhythm], mail_is_set_up=bool(platform().settings.smtp_host),
    )  # fmt: skip


def _refused(form: NoticeForm, error: CataloguedError) -> ResponseReturnValue:
    """The page again with what is wrong. Other refusals are raised on."""
    item = str(error.details.get("item", ""))
    if error.entry is RECIPIENT_INVALID and item in _FIELDS:
        key = f"notices.wrong_{item}_{form.channel}" if item == "address" else f"notices.wrong_{item}"
        return _page(replace(form, errors={item: key})), 422
    if error.entry in (TOO_MANY_RECIPIENTS, TOO_MANY_CONFIRMATIONS):
        return _page(form, error.entry), error.entry.http_status
    raise error


def _sendings(connection: Connection, recipients: dict[int, Recipient]) -> list[SendingLine]:
    found = own_sendings(connection, *_organisation(), SENDINGS)
    return [_line(one, recipients[one.recipient_id]) for one in found if one.recipient_id in recipients]


def _line(one: Sending, recipient: Recipient) -> SendingLine:
    entry = CATALOGUE.get(one.failure) if one.failure else None
    return SendingLine(
        at=one.at, kind=say(f"notice.{one.kind}"), about=source_of([], one.subject), to=recipient.address,
        state=one.state, attempts=one.attempts, failure=spoken(entry) if entry else None,
    )  # fmt: skip


def _heard() -> tuple[str, ...]:
    return tuple(kind.value for kind in kinds_heard_by(_organisation()[0]))


def _organisation() -> tuple[str, str]:
    """Whose notices these are. Raises `accounts.not_yours` without the duty."""
    who = acting()
    who.require(Duty.CHOOSE_NOTICES)
    return who.account.kind.value, who.account.organisation
