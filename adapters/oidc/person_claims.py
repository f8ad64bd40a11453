"""The four items that identify a person (基本4情報), read from what a provider says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from unicodedata import category

from care_platform.reference.catalogue.entry import CataloguedError
from care_platform.reference.catalogue.sign_in import CLAIMS_MISSING

Sex = Literal["1", "2"]

# デジタル認証アプリ says "1" and "2"; OpenID Connect Core 5.1 says the words.
_SEXES: dict[str, Sex] = {"1": "1", "2": "2", "male": "1", "female": "2"}
_BIRTH_DATE = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})")


@dataclass(frozen=True, slots=True)
class PersonClaims:
    """Who signed in. `subject` is the provider's own pairwise identifier; `sex` is "1" male, "2" female.

    Name and address are kept as sent, character for character. The representation shows nothing, so
    that a log line or a traceback cannot carry it.
    """

    subject: str = field(repr=False)
    name: str = field(repr=False)
    address: str = field(repr=False)
    birth_date: date = field(repr=False)
    sex: Sex = field(repr=False)


def read_person(subject: str, claims: Mapping[str, Any]) -> PersonClaims:
    """Read the four items; raises `sign_in.claims_missing` naming every item absent or unreadable."""
    name = _text(claims.get("name"))
    address = _address(claims.get("address"))
    birth_date = _birth_date(claims.get("birthdate"))
    sex = _sex(claims.get("gender"))
    if name and address and birth_date and sex:
        return PersonClaims(subject, name, address, birth_date, sex)
    found = {"name": name, "address": address, "birthdate": birth_date, "gender": sex}
    missing = [claim for claim, value in found.items() if not value]
    raise CataloguedError(CLAIMS_MISSING, {"claims": ", ".join(missing)})


def _text(value: object) -> str | None:
    """Text with something in it; control characters and lone surrogates could not be stored later."""
    if not isinstance(value, str) or not value.strip():
        return None
    return None if any(category(character) in {"Cc", "Cs"} for character in value) else value


def _address(value: object) -> str | None:
    """デジタル認証アプリ sends one line of text; OpenID Connect Core 5.1.1 an object with `formatted`."""
    return _text(value.get("formatted")) if isinstance(value, dict) else _text(value)


def _birth_date(value: object) -> date | None:
    match = _BIRTH_DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None


def _sex(value: object) -> Sex | None:
    return _SEXES.get(value.lower()) if isinstance(value, str) else None
