"""Consents, ties and signed-in people for tests of who may see what."""

from datetime import date, timedelta
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import text

from care_platform.access.consent import (
    Change,
    ConsentAnswer,
    ConsentRequest,
    change_consent,
    register_consent,
)
from care_platform.platform import Platform
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.people import PersonKey
from care_platform.store import person_sessions
from care_platform.web.sessions import SESSION, digest
from tests.builders.offices import HANAKO

FORM_TOKEN = "the-form-token-of-this-session"


def insurer_registers(
    platform: Platform, person: PersonKey = HANAKO, *, given: bool = True, insurer: str | None = None
) -> ConsentAnswer:
    """The municipality registers what the application form says."""
    actor = Actor(kind=ActorKind.INSURER, insurer_number=insurer or person.insurer_number)
    with platform.engine.begin() as connection:
        request = ConsentRequest(actor=actor, person=person, at=platform.clock(), correlation_id="test")
        return register_consent(connection, request, given=given)


def person_account(platform: Platform, subject: str = "hanako", person: PersonKey | None = HANAKO) -> UUID:
    """An account at the provider, linked to the person."""
    with platform.engine.begin() as connection:
        account, _ = person_sessions.account_of(connection, "https://id.example", subject, platform.clock())
        if person is not None:
            person_sessions.link(connection, account, person, platform.clock())
    return account


def person_changes(
    platform: Platform, account: UUID, change: Change, subject: str | None = None, person: PersonKey = HANAKO,
    own: PersonKey | None = HANAKO,
) -> ConsentAnswer:  # fmt: skip
    """The signed-in account changes a consent."""
    actor = Actor(kind=ActorKind.PERSON, account_id=account, own=own)
    with platform.engine.begin() as connection:
        request = ConsentRequest(actor=actor, person=person, at=platform.clock(), correlation_id="test")
        return change_consent(connection, request, change, subject)


def signs_in(
    platform: Platform, client: FlaskClient, account: UUID, person: PersonKey | None = HANAKO
) -> None:
    """The test client's browser is signed in to this account."""
    now = platform.clock()
    session = person_sessions.StoredSession(account_id=account, person=person, form_token=FORM_TOKEN)
    with platform.engine.begin() as connection:
        person_sessions.open_session(connection, digest("cookie"), session, now, now + timedelta(hours=1))
    client.set_cookie(SESSION, "cookie")


def asked_for_an_opinion(
    platform: Platform, institution: str, person: PersonKey = HANAKO, until: date = date(2027, 2, 28)
) -> None:
    """The municipality asked the institution for an opinion on the person."""
    with platform.engine.begin() as connection:
        connection.execute(
            text("insert into opinion_tie values (:institution, :insurer, :person, :at, :until)"),
            {"institution": institution, "insurer": person.insurer_number, "person": person.insured_number,
             "at": platform.clock(), "until": until},
        )  # fmt: skip
