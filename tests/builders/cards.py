"""A card reader on an office's counter, and what it says about the card it just read."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey

from care_platform.platform import Platform
from care_platform.reference.people import PersonKey
from care_platform.store.card_terminals import register_terminal
from tests.builders.offices import HANAKO, OFFICE

READER = "reader-1"
READER_KEY = ECKey.generate_key("P-256", auto_kid=True)
AUDIENCE = "http://127.0.0.1:8480/api/v1/users"


def reader(platform: Platform, number: str = OFFICE, name: str = READER, key: ECKey = READER_KEY) -> None:
    """The office's reader is registered."""
    with platform.engine.begin() as connection:
        register_terminal(connection, name, number, key.as_dict(private=False), platform.clock())


def card_read(
    now: datetime, person: PersonKey = HANAKO, key: ECKey = READER_KEY, alg: str = "ES256", **changes: Any
) -> str:
    """What the reader says now; a change of None leaves the claim out."""
    claims = {
        "iss": READER, "aud": AUDIENCE, "insurer_number": person.insurer_number,
        "insured_number": person.insured_number, "iat": int(now.timestamp()), "jti": str(uuid4()),
    } | changes  # fmt: skip
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": key.kid}, kept, key, algorithms=[alg])
