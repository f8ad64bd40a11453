"""Forgetting what has expired: tokens, assertions, seen signatures, sessions, sign-in attempts, links of mails."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, text

_EXPIRING = (
    "used_assertion",
    "seen_signature",
    "person_session",
    "sign_in_attempt",
    "access_token",
    "staff_session",
    "sign_in_source",
    "authorization_code",
    "refresh_token",
    "sent_form",
    "used_card_nonce",
    "address_confirmation",
)
_ANSWERS_KEPT = timedelta(days=14)
"""How long a repeated request id still gets its first answer."""


def purge_expired(engine: Engine, now: datetime) -> int:
    """Deletes every expired row; gives how many."""
    deleted = 0
    with engine.begin() as connection:
        for table in _EXPIRING:
            deleted += connection.execute(
                text(f"delete from {table} where expires_at < :now"), {"now": now}
            ).rowcount
        deleted += connection.execute(
            text("delete from sender_request where answered_at < :before"), {"before": now - _ANSWERS_KEPT}
        ).rowcount
    return deleted
