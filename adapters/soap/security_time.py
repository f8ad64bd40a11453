"""The wsu:Timestamp of a message: when it was made and until when it counts."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from lxml import etree

from adapters.soap.namespaces import WSU, qualified
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import TIMESTAMP_INVALID, TIMESTAMP_OUTSIDE_WINDOW

# xs:dateTime with a time zone; fractions of any length, of which a microsecond is kept.
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,18})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_PARTS: Final = [qualified(WSU, "Created"), qualified(WSU, "Expires")]


@dataclass(frozen=True, slots=True)
class Policy:
    """How far a sender's clock may be off, and for how long a message may count."""

    skew: timedelta = timedelta(minutes=5)
    max_lifetime: timedelta = timedelta(minutes=10)


DEFAULT_POLICY: Final = Policy()


def read_expiry(timestamp: etree._Element, now: datetime, policy: Policy) -> datetime:
    """The instant from which the message is refused for its time alone: Expires and the skew.

    Raises `soap.timestamp_invalid` or `soap.timestamp_outside_window`.
    """
    invalid = CataloguedError(TIMESTAMP_INVALID, {"limit": int(policy.max_lifetime.total_seconds())})
    if [child.tag for child in timestamp] != _PARTS:
        raise invalid
    created, expires = (_instant(child.text) for child in timestamp)
    if created is None or expires is None or not timedelta(0) < expires - created <= policy.max_lifetime:
        raise invalid
    if not created - policy.skew <= now < expires + policy.skew:
        raise CataloguedError(TIMESTAMP_OUTSIDE_WINDOW, {"skew": int(policy.skew.total_seconds())})
    return expires + policy.skew


def _instant(text: str | None) -> datetime | None:
    stripped = (text or "").strip()
    if not _INSTANT.fullmatch(stripped):
        return None
    try:
        return datetime.fromisoformat(stripped)
    except ValueError:
        return None
