"""The certificates with which the municipality's system signs, and when they end."""

from datetime import timedelta
from typing import Final

from flask import render_template
from sqlalchemy import Connection

from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.screens.acting import acting
from care_platform.store.senders import RegisteredCertificate, list_certificates
from care_platform.town.blueprint import blueprint, seen_by_all_roles
from care_platform.web.requests import platform

ENDS_SOON: Final = timedelta(days=90)
"""From then on notices are sent, too."""


@blueprint.get("/certificates")
@seen_by_all_roles
def certificates() -> str:
    """Every certificate ever registered, those in use first."""
    who = acting()
    with platform().engine.connect() as connection:
        found = all_certificates(connection, who)
    ordered = sorted(
        found, key=lambda one: (one.revoked_at is not None or one.valid_to <= who.at, one.valid_to)
    )
    return render_template(
        "town/certificates.html", certificates=ordered, now=who.at, soon=who.at + ENDS_SOON
    )


def all_certificates(connection: Connection, who: Acting) -> list[RegisteredCertificate]:
    """The municipality's own. Raises `accounts.not_yours`."""
    who.require(Duty.SEE_MUNICIPAL)
    return list(list_certificates(connection, who.account.organisation))


def certificates_in_use(connection: Connection, who: Acting) -> list[RegisteredCertificate]:
    """Those that can sign today."""
    return [
        one for one in all_certificates(connection, who) if one.revoked_at is None and one.valid_to > who.at
    ]
