"""The form in which a person names their insurer and number, read with kindness."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from care_platform.reference.municipalities import (
    LocalGovernment,
    derived_insurer_number,
    local_government,
    municipalities,
)
from care_platform.reference.numbers import is_insured_number, is_insurer_number
from care_platform.reference.people import PersonKey


@dataclass(frozen=True, slots=True)
class LinkForm:
    """What was entered, tidied; `errors` has the key of a sentence per field that is not right."""

    insurer_number: str = field(default="", repr=False)
    municipality: str = field(default="", repr=False)
    insured_number: str = field(default="", repr=False)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def person(self) -> PersonKey | None:
        """The person named; None while something is not right."""
        if self.errors:
            return None
        return PersonKey(self.insurer_number or _derived(self.municipality), self.insured_number)


def read_link_form(fields: Mapping[str, str]) -> LinkForm:
    """Reads the form; full-width digits, spaces and hyphens are forgiven."""
    insurer, insured = (_tidy(fields.get(name, "")) for name in ("insurer_number", "insured_number"))
    chosen = fields.get("municipality", "")
    errors = {}
    if problem := _insurer_problem(insurer, chosen):
        errors["insurer_number"] = problem
    if not is_insured_number(insured):
        errors["insured_number"] = "link.insured_wrong"
    return LinkForm(insurer, chosen, insured, errors)


@cache
def municipality_choices() -> dict[str, list[LocalGovernment]]:
    """The 1,741 municipalities by prefecture, in the order of their codes."""
    choices: dict[str, list[LocalGovernment]] = {}
    for each in municipalities():
        choices.setdefault(each.prefecture, []).append(each)
    return choices


def _insurer_problem(number: str, chosen: str) -> str | None:
    derived = _derived(chosen)
    if not number:
        return None if derived else "link.insurer_missing"
    if not is_insurer_number(number):
        return "link.insurer_wrong"
    return "link.insurer_two" if derived and derived != number else None


def _derived(chosen: str) -> str:
    """The number by rule. A union member's certificate may print another, which the person then enters."""
    found = local_government(chosen)
    return derived_insurer_number(found.lg_code) if found and found.is_municipality else ""


def _tidy(entered: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", entered) if c.isalnum()).upper()
