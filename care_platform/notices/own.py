"""An organisation's, or a person's, own subscriptions: seen, added and ended by them alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, text

from care_platform.accounts.secret_box import SecretBox
from care_platform.notices.confirming import ask
from care_platform.notices.parcel import Recipient
from care_platform.notices.subscriptions import COLUMNS, NewRecipient, recipient_of, subscribe, unsubscribe
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.notices import RECIPIENT_UNKNOWN, TOO_MANY_RECIPIENTS

MOST = 20
"""Subscriptions of one organisation: enough for its people, too few to write to strangers."""
MOST_OF_PERSON = 3


def own_recipients(connection: Connection, kind: str, organisation: str) -> Sequence[Recipient]:
    """The subscriptions that have not ended, oldest first."""
    query = text(
        f"select {COLUMNS} from notice_recipient where ended_at is null "
        "and organisation_kind = :kind and organisation = :organisation order by id"
    )
    return [
        recipient_of(row) for row in connection.execute(query, {"kind": kind, "organisation": organisation})
    ]


def add_own(
    connection: Connection, new: NewRecipient, box: SecretBox, at: datetime, *, most: int = MOST
) -> tuple[int, str | None]:
    """As `subscribe`, which see. Raises `notices.too_many_recipients` beyond `most` as well."""
    made = subscribe(connection, new, box, at)
    if len(own_recipients(connection, new.organisation_kind, new.organisation)) > most:
        raise CataloguedError(TOO_MANY_RECIPIENTS, {"most": most})
    return made


def ask_own_again(
    connection: Connection, kind: str, organisation: str, recipient_id: int, at: datetime
) -> None:
    """Sends another mail to an address that is not confirmed yet.

    Raises `notices.recipient_unknown`, also for another organisation's, and `notices.too_many_confirmations`.
    """
    _must_own(connection, kind, organisation, recipient_id)
    ask(connection, recipient_id, at)


def end_own(connection: Connection, kind: str, organisation: str, recipient_id: int, at: datetime) -> None:
    """Ends a subscription. Raises `notices.recipient_unknown`, also for another organisation's."""
    _must_own(connection, kind, organisation, recipient_id)
    unsubscribe(connection, recipient_id, at)


def _must_own(connection: Connection, kind: str, organisation: str, recipient_id: int) -> None:
    if recipient_id not in {one.id for one in own_recipients(connection, kind, organisation)}:
        raise CataloguedError(RECIPIENT_UNKNOWN)
