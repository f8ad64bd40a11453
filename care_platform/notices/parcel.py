"""What is sent to whom: a recipient, and the notices it is told at once. Pure."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from care_platform.reference.calendar import JAPAN

DIGEST_HOUR = 8
"""The hour in Japan at which daily digests leave, before offices open."""


class Channel(StrEnum):
    """How a recipient is told."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class Rhythm(StrEnum):
    """At once, each notice by itself, or all of a day together in the morning."""

    AT_ONCE = "at_once"
    DAILY = "daily"


class Language(StrEnum):
    """The language of a mail."""

    JAPANESE = "ja"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who is told, once `confirmed_at` is set.

    The representation shows neither address nor secret: a webhook's address may hold a token.
    """

    id: int
    organisation_kind: str
    organisation: str
    channel: Channel
    address: str = field(repr=False)
    language: Language
    rhythm: Rhythm
    kinds: tuple[str, ...] = ()
    sealed_secret: bytes | None = field(default=None, repr=False)
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One notice as it is told; `facts` are those of its kind, `id` is the outbox's number."""

    id: int
    kind: str
    addressee: str
    subject: str
    facts: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Parcel:
    """What leaves in one piece: one notice, or a day's."""

    recipient: Recipient
    notices: tuple[Told, ...]

    @property
    def id(self) -> str:
        """The same for the same content to the same recipient, so that a receiver knows a repetition."""
        content = f"{self.recipient.id}:{','.join(str(one.id) for one in self.notices)}"
        return f"notice_{hashlib.sha256(content.encode()).hexdigest()[:32]}"


Deliver = Callable[[Parcel, str, datetime], None]
"""Takes a parcel, the secret that signs ("" for mail) and the moment. Raises CataloguedError when it did not arrive;
the entry's `retry` says whether it may be tried again."""


def parcels(recipient: Recipient, notices: list[Told]) -> list[Parcel]:
    """A digest is one parcel, everything else a parcel each; in the order of the outbox."""
    told = sorted(notices, key=lambda one: one.id)
    if recipient.rhythm is Rhythm.DAILY:
        return [Parcel(recipient, tuple(told))] if told else []
    return [Parcel(recipient, (one,)) for one in told]


def leaves_at(rhythm: Rhythm, now: datetime) -> datetime:
    """When a notice given out now leaves: now, or at the next digest hour."""
    if rhythm is Rhythm.AT_ONCE:
        return now
    local = now.astimezone(JAPAN)
    today = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return today if local <= today else today + timedelta(days=1)


MOST_ATTEMPTS = 8
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=12)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failures: a minute, then four times as long each, at most half a day.

    Eight attempts spread over about two days, so that a weekend's failure of a small office's server passes.
    """
    return min(_FIRST_PAUSE * int(4 ** (attempts - 1)), _LONGEST_PAUSE)
