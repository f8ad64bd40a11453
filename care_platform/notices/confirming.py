"""A mail address is told nothing until its owner has confirmed it, by a link that was sent to that very mailbox.

The web only asks for the mail. The worker makes the token when the mail leaves, and the database keeps its digest
alone: who reads the tables cannot confirm. A webhook needs none of this, its receiver checks a signature.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.notices import CONFIRMATION_REFUSED, TOO_MANY_CONFIRMATIONS
from care_platform.reference.notices import Addressee
from care_platform.store.presented import kept_form

MOST_A_DAY = 30
MOST_A_DAY_OF_PERSON = 10
"""Mails of this kind an organisation or a person may cause in a day, so that no stranger's mailbox is filled."""
_DAY = timedelta(days=1)
_AGAIN_AFTER = timedelta(minutes=1)
"""A form sent twice asks once."""


def ask(connection: Connection, recipient_id: int, at: datetime) -> None:
    """Has a mail with a link sent to an address that is not confirmed; else does nothing.

    Raises `notices.too_many_confirmations`.
    """
    asked = connection.execute(
        text(
            "select r.confirmed_at is null and not exists (select from address_confirmation c "
            "where c.recipient_id = r.id and c.asked_at > :just_now), (select count(*) from address_confirmation c "
            "join notice_recipient o on o.id = c.recipient_id where c.asked_at > :since "
            "and (o.organisation_kind, o.organisation) = (r.organisation_kind, r.organisation)), r.organisation_kind "
            "from notice_recipient r where r.id = :id and r.channel = 'mail'"
        ),
        {"id": recipient_id, "just_now": at - _AGAIN_AFTER, "since": at - _DAY},
    ).one_or_none()
    if asked is None or not asked[0]:
        return
    most = MOST_A_DAY_OF_PERSON if asked[2] == Addressee.PERSON else MOST_A_DAY
    if asked[1] >= most:
        raise CataloguedError(TOO_MANY_CONFIRMATIONS, {"most": most})
    connection.execute(
        text("insert into address_confirmation (recipient_id, asked_at, next_at) values (:id, :at, :at)"),
        {"id": recipient_id, "at": at},
    )


def confirm(connection: Connection, token: str, at: datetime, owner: tuple[str, str] | None = None) -> None:
    """The mailbox's owner followed the link, once.

    `owner`: kind and number of the organisation, where it is known who asks; an address of another's is not theirs
    to confirm. Raises `notices.confirmation_refused` for any token but a fresh one.
    """
    kind, organisation = owner or (None, None)
    confirmed = connection.execute(
        text(
            "update address_confirmation c set used_at = :at from notice_recipient r "
            "where c.token_digest = :digest and c.used_at is null and c.expires_at > :at "
            "and r.id = c.recipient_id and r.ended_at is null and (cast(:kind as text) is null "
            "or (r.organisation_kind, r.organisation) = (:kind, :organisation)) returning r.id"
        ),
        {"digest": kept_form(token), "at": at, "kind": kind, "organisation": organisation},
    ).scalar()
    if confirmed is None:
        raise CataloguedError(CONFIRMATION_REFUSED)
    connection.execute(
        text("update notice_recipient set confirmed_at = :at where id = :id and confirmed_at is null"),
        {"id": confirmed, "at": at},
    )
    ask_no_more(connection, confirmed)


def ask_no_more(connection: Connection, recipient_id: int) -> None:
    """Keeps back what has not been sent yet."""
    connection.execute(
        text(
            "update address_confirmation set next_at = null where recipient_id = :id and next_at is not null"
        ),
        {"id": recipient_id},
    )
