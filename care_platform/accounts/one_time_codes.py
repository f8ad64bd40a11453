"""One-time codes from an authenticator application: TOTP (RFC 6238), six digits, thirty seconds."""

import unicodedata
from datetime import datetime
from hmac import compare_digest

import pyotp

STEP_SECONDS = 30
_STEPS_EITHER_WAY = 1
_ISSUER = "Care platform"


def new_secret() -> str:
    """A secret of 160 random bits in base 32, as an authenticator takes it."""
    return pyotp.random_base32()


def enrolment_address(secret: str, login_name: str) -> str:
    """The `otpauth://` address an authenticator on the same device opens."""
    return pyotp.TOTP(secret).provisioning_uri(name=login_name, issuer_name=_ISSUER)


def matched_step(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The time step a code is right for, or None.

    One step early or late is forgiven; a step at or before `last_step` was used and is not right again
    (RFC 6238 section 5.2).
    """
    entered = unicodedata.normalize("NFKC", code).replace(" ", "")
    totp, present = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in range(present - _STEPS_EITHER_WAY, present + _STEPS_EITHER_WAY + 1):
        right = compare_digest(totp.generate_otp(step).encode(), entered.encode(errors="replace"))
        if right and step > last_step:
            found = step
    return found
