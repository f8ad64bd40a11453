"""What an entry of the catalogue is, and the one exception that carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Blame(StrEnum):
    """Who has to act: decides between SOAP's Client and Server faults and HTTP's 4xx and 5xx."""

    SENDER = "sender"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing the platform can say, in two voices and two languages.

    `code` is `area.what_happened`, never reused once published. `desk` tells the person at the desk
    what to do; `vendor` tells the maker of the software what to fix. Texts may hold `{name}` places that
    `details` fills; a detail never is a person's number, name, birth date or address.
    """

    code: str
    title_ja: str
    title_en: str
    desk_ja: str
    desk_en: str
    vendor_ja: str
    vendor_en: str
    http_status: int = 400
    blame: Blame = Blame.SENDER
    retry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Entry):
    """An entry that an insured person meets too: in the log of who looked, or at a request of their own.

    The third voice says in plain words what happened and what one can do. It has no `{name}` places, since the
    access log keeps no details. Every decision carries one of these, which the types hold.
    """

    person_ja: str
    person_en: str

    def to_person(self, language: Literal["ja", "en"]) -> str:
        """What the person is told, in their language."""
        return self.person_ja if language == "ja" else self.person_en


class CataloguedError(Exception):
    """Raised wherever the platform refuses; every edge turns it into its own kind of answer.

    `str()` gives the code alone, so that a stray traceback or log line cannot carry personal data.
    """

    def __init__(self, entry: Entry, details: Mapping[str, str | int] | None = None) -> None:
        self.entry = entry
        self.details: dict[str, str | int] = dict(details or {})
        super().__init__(entry.code)
