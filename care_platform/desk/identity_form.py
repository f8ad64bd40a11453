"""A form with insurer, insured number and the four items, read with kindness. Pure."""

import base64
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from care_platform.access.identity import FourItems
from care_platform.reference.eras import parse_era
from care_platform.reference.numbers import is_insured_number, is_insurer_number
from care_platform.reference.people import PersonKey

_LONGEST = {"name": 100, "address": 300}
_SEXES = frozenset({"1", "2"})


@dataclass(frozen=True, slots=True)
class IdentityForm:
    """What was entered, tidied; `errors` has the key of a sentence per field that is not right."""

    insurer_number: str = field(default="", repr=False)
    insured_number: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def person(self) -> PersonKey | None:
        """The person named; None while a number is missing or wrong."""
        known = is_insurer_number(self.insurer_number) and is_insured_number(self.insured_number)
        return PersonKey(self.insurer_number, self.insured_number) if known and not self.errors else None

    @property
    def items(self) -> FourItems | None:
        """The four items; None while one is missing or wrong."""
        born = day_of(self.birth_date)
        if self.errors or born is None:
            return None
        return FourItems(name=self.name, birth_date=born, sex=self.sex, address=self.address)


def read_identity_form(fields: Mapping[str, str], *, number_needed: bool = True) -> IdentityForm:
    """Reads the form; full-width digits and spaces in numbers are forgiven, days may be of either calendar."""
    insurer, insured = (_number(fields.get(name, "")) for name in ("insurer_number", "insured_number"))
    insurer = insurer or _number(fields.get("known_insurer", ""))
    name, address = (fields.get(each, "").strip()[: _LONGEST[each]] for each in ("name", "address"))
    birth, sex = fields.get("birth_date", "").strip()[:40], fields.get("sex", "")
    wrong = {
        "insurer_number": not is_insurer_number(insurer),
        "insured_number": not is_insured_number(insured) and (number_needed or bool(insured)),
        "name": not name,
        "birth_date": day_of(birth) is None,
        "sex": sex not in _SEXES,
        "address": not address,
    }
    errors = {each: f"identity.{each}_wrong" for each, bad in wrong.items() if bad}
    return IdentityForm(insurer, insured, name, birth, sex, address, errors)


def person_of_assertion(assertion: str) -> PersonKey | None:
    """Whom a card reader's text is about, not yet believed; None where it is no such text."""
    try:
        body = assertion.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        insurer, insured = str(claims["insurer_number"]), str(claims["insured_number"])
    except (IndexError, KeyError, TypeError, ValueError, RecursionError):
        return None
    known = is_insurer_number(insurer) and is_insured_number(insured)
    return PersonKey(insurer, insured) if known else None


def day_of(text: str) -> date | None:
    """The day written as 昭和15年4月1日, S15.4.1, 1940-04-01, 1940/4/1 or 19400401; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        return _western(plain) or parse_era(plain)
    except ValueError:
        return None


def _western(plain: str) -> date | None:
    if len(plain) == 8 and plain.isdigit():
        return date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    parts = (
        plain.rstrip("日")
        .replace("年", "-")
        .replace("月", "-")
        .replace("/", "-")
        .replace(".", "-")
        .split("-")
    )
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    return date(*(int(part) for part in parts))


def _number(entered: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", entered) if c.isalnum()).upper()[:20]
