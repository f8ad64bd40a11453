"""What a code list is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

Language = Literal["ja", "en"]


class Evidence(StrEnum):
    """How sure we are of a code: seen in an official text, seen in public data, or known but not seen."""

    OFFICIAL = "O"
    PUBLIC = "P"
    KNOWLEDGE = "K"


@dataclass(frozen=True, slots=True)
class CodeValue:
    """The meaning of one code. `valid_to` is the last day on which it may begin to be used; None is open."""

    ja: str
    en: str
    valid_from: date | None = None
    valid_to: date | None = None
    evidence: Evidence | None = None

    def in_use(self, day: date) -> bool:
        """Whether the code may be used for a fact of that day."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of codes: our name for it, its official name, where it comes from, its values."""

    name: str
    official_name: str
    source: str
    evidence: Evidence
    values: Mapping[str, CodeValue]

    def __contains__(self, code: object) -> bool:
        return code in self.values

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in official order."""
        return tuple(self.values)

    def label(self, code: str, language: Language = "ja") -> str:
        """The text for a code. Raises KeyError with the list's name, not the code, for a code not in it."""
        value = self.values.get(code)
        if value is None:
            raise KeyError(f"no such code in {self.name}")
        return value.ja if language == "ja" else value.en

    def evidence_for(self, code: str) -> Evidence:
        """How sure we are of one code: its own letter if it has one, else the list's."""
        return self.values[code].evidence or self.evidence
