"""The mail that asks whether an address may be told: taken by a worker, its words, and what became of it."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, text

from care_platform.notices.outbox import LEASE
from care_platform.notices.parcel import MOST_ATTEMPTS, Language, Recipient, pause_after
from care_platform.notices.subscriptions import COLUMNS, recipient_of
from care_platform.notices.words import FOOT, SENDER
from care_platform.reference.calendar import JAPAN
from care_platform.reference.catalogue import Entry
from care_platform.store.presented import kept_form

LINK_LIFE = timedelta(hours=24)
"""How long a link confirms: long enough for a mail read the next morning."""
_OF_RECIPIENT = ", ".join(f"r.{name}" for name in COLUMNS.split(", "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One mail that asks; its link carries `token`, which the database does not know."""

    id: int
    attempts: int
    recipient: Recipient
    token: str = field(repr=False)
    expires_at: datetime


_SUBJECT: Final = {
    Language.JAPANESE: "メールアドレスの確認をお願いします",
    Language.ENGLISH: "Please confirm your mail address",
}
_BODY: Final = {
    Language.JAPANESE: (
        "このメールアドレスが、お知らせの宛先として登録されました。\n"
        "次のページを開いて「確認する」を押すと、お知らせが届くようになります。\n\n"
        "{link}\n\n"
        "このページは {until}（日本時間）まで、一度だけ使えます。\n"
        "心当たりがないときは、何もしないでください。お知らせは送られません。"
    ),
    Language.ENGLISH: (
        "This mail address was entered to be told of notices.\n"
        "Open the page below and press “Confirm”; only then are notices sent to it.\n\n"
        "{link}\n\n"
        "The page can be used once, until {until} (time in Japan).\n"
        "If you know nothing of this, do nothing. No notice will be sent."
    ),
}


def subject_line(request: Request) -> str:
    """The mail's subject, in the language chosen for the address."""
    language = request.recipient.language
    return f"[{SENDER[language]}] {_SUBJECT[language]}"


def body(request: Request, link: str) -> str:
    """The mail's text: what to do, until when, and what to do if it was not oneself. It names nobody."""
    language = request.recipient.language
    until = request.expires_at.astimezone(JAPAN).strftime("%Y-%m-%d %H:%M")
    return f"{_BODY[language].format(link=link, until=until)}\n\n-- \n{SENDER[language]}\n{FOOT[language]}\n"


def take(connection: Connection, now: datetime) -> Request | None:
    """Leases the request that waits longest, with a new token; None when none is due."""
    token, expires_at = secrets.token_urlsafe(32), now + LINK_LIFE
    row = connection.execute(
        text(
            "with first as (select c.id from address_confirmation c join notice_recipient r on r.id = c.recipient_id "
            "where c.next_at <= :now and r.ended_at is null order by c.next_at limit 1 for update of c skip locked) "
            "update address_confirmation c set attempts = c.attempts + 1, next_at = :lease, token_digest = :digest, "
            "expires_at = :until from first, notice_recipient r where c.id = first.id and r.id = c.recipient_id "
            f"returning c.id, c.attempts, {_OF_RECIPIENT}"
        ),
        {"now": now, "lease": now + LEASE, "digest": kept_form(token), "until": expires_at},
    ).one_or_none()
    if row is None:
        return None
    return Request(
        id=row[0], attempts=row[1], recipient=recipient_of(row[2:]), token=token, expires_at=expires_at
    )


def note(connection: Connection, request: Request, refusal: Entry | None, now: datetime) -> None:
    """The mail left, or is tried again after a pause, or is given up: then it has to be asked for again."""
    again = refusal is not None and refusal.retry and request.attempts < MOST_ATTEMPTS
    connection.execute(
        text("update address_confirmation set next_at = :next, failure = :failure where id = :id"),
        {
            "id": request.id, "next": now + pause_after(request.attempts) if again else None,
            "failure": refusal.code if refusal else None,
        },
    )  # fmt: skip
