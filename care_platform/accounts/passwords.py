"""Passwords: argon2id, the rules a new one follows, and first passwords made here."""

import secrets
import string
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from care_platform.accounts.common_passwords import COMMON
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import PASSWORD_REFUSED

LEAST_LENGTH = 12
GREATEST_LENGTH = 128
_LEAST_DIFFERENT = 6
_TEMPORARY_LETTERS = "".join(c for c in string.ascii_letters + string.digits if c not in "0O1lI")
_TEMPORARY_LENGTH = 16


@cache
def hasher() -> PasswordHasher:
    """Argon2id with the library's parameters, which follow RFC 9106."""
    return PasswordHasher()


def password_hash(password: str) -> str:
    """The hash to keep; the password in NFKC, so that keyboards that compose differently agree."""
    return hasher().hash(_normal(password))


def password_right(kept: str | None, password: str) -> bool:
    """Whether it is the password. Without a kept hash one is computed all the same, so that time tells nothing."""
    if len(password) > GREATEST_LENGTH:
        return False
    try:
        right = hasher().verify(kept or _nobodys(), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def hash_outdated(kept: str) -> bool:
    """Whether the parameters have become stronger since the hash was made."""
    return hasher().check_needs_rehash(kept)


def check_new_password(password: str, *, login_name: str, former_hash: str | None) -> None:
    """Raises `accounts.password_refused` with a reason that never holds the password.

    At least twelve characters of at least six different ones, so that a passphrase is enough; none that is
    common, holds the sign-in name, or is the former one. No mixture of character classes is asked for
    (NIST SP 800-63B 5.1.1.2 advises against it).
    """
    reason = _weakness(_normal(password), _normal(login_name))
    if reason is None and former_hash is not None and password_right(former_hash, password):
        reason = "same"
    if reason is not None:
        raise CataloguedError(PASSWORD_REFUSED, {"reason": reason})


def temporary_password() -> str:
    """A first password of about 92 random bits, without letters that look alike."""
    return "".join(secrets.choice(_TEMPORARY_LETTERS) for _ in range(_TEMPORARY_LENGTH))


def _weakness(password: str, login_name: str) -> str | None:
    plain = password.casefold()
    if not LEAST_LENGTH <= len(password) <= GREATEST_LENGTH:
        return "length"
    if len(set(plain)) < _LEAST_DIFFERENT:
        return "repeated"
    if plain in COMMON or plain.rstrip(string.digits + string.punctuation) in COMMON:
        return "common"
    return "login_name" if login_name.casefold() in plain else None


def _normal(password: str) -> str:
    # A lone surrogate can come in a form; argon2 takes UTF-8 only.
    return unicodedata.normalize("NFKC", password).encode(errors="replace").decode()


@cache
def _nobodys() -> str:
    return password_hash(secrets.token_urlsafe(16))
