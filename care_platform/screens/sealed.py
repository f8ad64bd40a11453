"""Opaque texts for addresses: what a page is about, sealed for one account and one day.

So neither an address, nor a browser's history, nor a proxy's log names anybody, and a copied address is worth
nothing to somebody else.
"""

from datetime import timedelta
from uuid import UUID

from care_platform.accounts.secret_box import secret_box
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.screens import LINK_OUTDATED
from care_platform.reference.people import PersonKey
from care_platform.web.requests import platform

LIFE = timedelta(hours=12)
"""As long as the longest session."""
_BETWEEN = "\x1f"


def seal(account_id: UUID, subject: str, *parts: str) -> str:
    """The parts as one opaque text. `subject` says what for, so that one kind of address is no other."""
    until = int((platform().clock() + LIFE).timestamp())
    plain = _BETWEEN.join([account_id.hex, subject, str(until), *parts])
    return secret_box(platform().settings).seal(plain).decode().rstrip("=")


def unseal(account_id: UUID, subject: str, sealed: str) -> list[str]:
    """The parts again. Raises `screens.link_outdated` for anything not sealed for this account, subject, day."""
    try:
        plain = secret_box(platform().settings).open(sealed.encode() + b"=" * (-len(sealed) % 4))
    except (CataloguedError, ValueError):
        raise CataloguedError(LINK_OUTDATED) from None
    account, named, until, *parts = plain.split(_BETWEEN)
    if (account, named) != (account_id.hex, subject) or int(until) < platform().clock().timestamp():
        raise CataloguedError(LINK_OUTDATED)
    return parts


def seal_person(account_id: UUID, person: PersonKey) -> str:
    """A person as an opaque text for this account's addresses."""
    return seal(account_id, "person", person.insurer_number, person.insured_number)


def unseal_person(account_id: UUID, sealed: str) -> PersonKey:
    """The person again. Raises `screens.link_outdated`."""
    insurer_number, insured_number = unseal(account_id, "person", sealed)
    return PersonKey(insurer_number, insured_number)
