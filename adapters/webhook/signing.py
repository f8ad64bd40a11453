"""How a webhook is signed, and how its receiver verifies it: the Standard Webhooks convention, version 1.

HMAC-SHA-256 over `id.timestamp.body`; the secret is base64 after its prefix. Source: standardwebhooks.com,
specification, "Signature scheme".
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from care_platform.notices.subscriptions import SECRET_PREFIX

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = timedelta(minutes=5)
"""How old or how early a receiver should let a webhook be, so that a copy is of little use."""


def headers(secret: str, parcel_id: str, body: bytes, now: datetime) -> dict[str, str]:
    """The three headers of a signed webhook."""
    timestamp = str(int(now.timestamp()))
    return {ID: parcel_id, TIMESTAMP: timestamp, SIGNATURE: _signature(secret, parcel_id, timestamp, body)}


def is_genuine(secret: str, given: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """What a receiver does: whether the body was signed with the secret, for this id, lately."""
    parcel_id, timestamp = given.get(ID, ""), given.get(TIMESTAMP, "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    if abs(int(timestamp) - int(now.timestamp())) > TOLERANCE.total_seconds():
        return False
    expected = _signature(secret, parcel_id, timestamp, body)
    return any(hmac.compare_digest(expected, one) for one in given.get(SIGNATURE, "").split())


def _signature(secret: str, parcel_id: str, timestamp: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = b".".join([parcel_id.encode(), timestamp.encode(), body])
    return f"v1,{base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()}"
