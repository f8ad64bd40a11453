"""What was found in a foreign file: where, which official item, which rule, in both voices, never the value."""

import re
from collections.abc import Mapping, Sized
from dataclasses import dataclass, field
from typing import Literal

from care_platform.reference.catalogue import CataloguedError, Entry, files

Mode = Literal["strict", "tolerant"]
Language = Literal["ja", "en"]
Voice = Literal["title", "desk", "vendor"]
MOST_FINDINGS = 5_000
_SHAPE_LENGTH = 20
_DIGIT, _LETTER, _OTHER = re.compile("[0-9]"), re.compile("[A-Za-z]"), re.compile(r"[^9A\x20-\x7e]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One departure from a standard.

    `row` counts data rows from 1 and `line` lines of text (quoted texts may span several); `column` is the
    item's official number and `item` its official name. 0 and "" mean the file or the row as a whole.
    A finding with `rejects` keeps the row (or the file) out; without, it is a warning.
    """

    entry: Entry
    file: str
    rejects: bool = True
    row: int = 0
    line: int = 0
    column: int = 0
    item: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)

    def words(self, voice: Voice, language: Language) -> str:
        """The catalogue's text with its details filled in."""
        text: str = getattr(self.entry, f"{voice}_{language}")
        return text.format_map(dict(self.details))


def require_few(findings: Sized) -> None:
    """Raises `file.too_many_findings`, so that a hostile file cannot fill the memory with complaints."""
    if len(findings) > MOST_FINDINGS:
        raise CataloguedError(files.TOO_MANY_FINDINGS, {"limit": MOST_FINDINGS})


def shape_of(text: str) -> str:
    """The shape of a value without the value: digits as 9, letters as A, other characters as 字.

    A value in the wrong column may be a name or an insured number. Up to two plain characters are shown as
    they are: a wrong code is what two vendors argue about, and it identifies nobody.
    """
    if len(text) <= 2 and text.isascii() and text.isalnum():
        return text
    masked = _OTHER.sub("字", _LETTER.sub("A", _DIGIT.sub("9", text[:_SHAPE_LENGTH])))
    return masked if len(text) <= _SHAPE_LENGTH else f"{masked}… ({len(text)})"
