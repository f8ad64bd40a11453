"""That a form is sent once: claimed by the first sending, which leaves where it led for the second."""

from datetime import datetime

from sqlalchemy import Connection, text


def claim(connection: Connection, digest: bytes, now: datetime, until: datetime) -> tuple[bool, str | None]:
    """Whether this sending is the first, and for another one where the first led (None while it runs)."""
    connection.execute(
        text("delete from sent_form where form_digest = :digest and expires_at <= :now"),
        {"digest": digest, "now": now},
    )
    made = connection.execute(
        text(
            "insert into sent_form (form_digest, expires_at) values (:digest, :until) on conflict do nothing"
        ),
        {"digest": digest, "until": until},
    )
    if made.rowcount:
        return True, None
    led_to = connection.execute(
        text("select led_to from sent_form where form_digest = :digest"), {"digest": digest}
    ).scalar()
    return False, led_to


def keep_result(connection: Connection, digest: bytes, led_to: str) -> None:
    """Where the sending led, for whoever sends the same form again."""
    connection.execute(
        text("update sent_form set led_to = :place where form_digest = :digest"),
        {"digest": digest, "place": led_to},
    )


def release(connection: Connection, digest: bytes) -> None:
    """The sending changed nothing: the form may be sent again."""
    connection.execute(text("delete from sent_form where form_digest = :digest"), {"digest": digest})
