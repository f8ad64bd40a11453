"""Acting for another: who acts for me, whom I act for, and that person's consent. Nothing else is open to a proxy.

A proxy reads no record, so the pages name the person as the municipality registered them: insurer, number, relation.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from care_platform.access.consent import ConsentRequest
from care_platform.access.proxies import proxies_of, represented_by
from care_platform.portal.asking import consent_request
from care_platform.portal.consent_pages import Addresses, change_made, consent_shown
from care_platform.portal.words import FOR_ANOTHER
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.ties import CONSENT_NOT_YOURS
from care_platform.reference.people import PersonKey
from care_platform.screens.cards import source_of
from care_platform.screens.language import speaks
from care_platform.screens.sealed import seal_person, unseal_person
from care_platform.store.consents import Represented
from care_platform.telemetry import correlation
from care_platform.web.requests import platform
from care_platform.web.sessions import require_signed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ActedFor:
    """Somebody the account acts for, as the pages name them; `sealed` is their place in addresses."""

    sealed: str
    insurer: str
    number: str
    relation: str
    since: datetime


def show() -> str:
    """Who acts for me and since when, whom I act for, and the number that registers me as a proxy."""
    signed_in = require_signed_in()
    with platform().engine.begin() as connection:
        acting = proxies_of(connection, consent_request()) if signed_in.person else ()
        acted_for = represented_by(connection, signed_in.account_id)
    return render_template(
        "portal/proxy.html", insured=signed_in.person is not None, account=str(signed_in.account_id),
        acting=[one for one in acting if one.ended_at is None],
        ended=[one for one in acting if one.ended_at is not None], acted_for=[_acted_for(one) for one in acted_for],
    )  # fmt: skip


def consent(sealed: str) -> str:
    """The consent of somebody one acts for. Raises LINK_OUTDATED, or CONSENT_NOT_YOURS once the right has ended."""
    asked = _request(sealed)
    return consent_shown(asked, _addresses(sealed), acted_for=_named(asked.person))


def withdrawing(sealed: str) -> str:
    """What withdrawing means for them, before it is done."""
    acted_for = _named(_request(sealed).person)
    if acted_for is None:
        raise CataloguedError(CONSENT_NOT_YOURS)
    return render_template("portal/consent_withdraw.html", at=_addresses(sealed), acted_for=acted_for)


def change(sealed: str) -> ResponseReturnValue:
    """One change in their name, kept and logged as the proxy's, and back to the page."""
    return change_made(_request(sealed), _addresses(sealed))


def _request(sealed: str) -> ConsentRequest:
    """The account asks about the person of the address. From here on the page speaks of somebody else."""
    speaks(FOR_ANOTHER)
    signed_in = require_signed_in()
    person = unseal_person(signed_in.account_id, sealed)
    actor = Actor(kind=ActorKind.PERSON, account_id=signed_in.account_id, own=signed_in.person)
    return ConsentRequest(
        actor=actor, person=person, at=platform().clock(), correlation_id=correlation.current() or "none"
    )


def _named(person: PersonKey) -> ActedFor | None:
    """How the banner names the person; None once the right has ended, which the access itself then refuses."""
    with platform().engine.connect() as connection:
        found = represented_by(connection, require_signed_in().account_id)
    return next((_acted_for(one) for one in found if one.person == person), None)


def _acted_for(one: Represented) -> ActedFor:
    return ActedFor(
        sealed=seal_person(require_signed_in().account_id, one.person),
        insurer=source_of([], one.person.insurer_number), number=one.person.insured_number,
        relation=one.relation, since=one.since,
    )  # fmt: skip


def _addresses(sealed: str) -> Addresses:
    return Addresses(
        see=url_for("portal.proxy_consent", sealed=sealed), change=url_for("portal.proxy_change", sealed=sealed),
        withdraw=url_for("portal.proxy_withdraw", sealed=sealed),
    )  # fmt: skip
