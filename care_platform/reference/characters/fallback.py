"""What to show where a name's own form cannot be shown. A stored name itself is never changed."""

import unicodedata
from dataclasses import dataclass

from care_platform.reference.characters.repertoire import (
    Repertoire,
    graphemes,
    is_within,
    without_selectors,
)
from care_platform.reference.characters.variants import KNOWN_VARIANTS, ShrinkMap

_WINDOWS = "－～∥―￠￡￢"
_STANDARD = "−〜‖—¢£¬"
# One character, two code points: Windows and the JIS mapping disagree about these seven.
_OTHER_SPELLING = dict(zip(_WINDOWS + _STANDARD, _STANDARD + _WINDOWS, strict=True))


@dataclass(frozen=True, slots=True)
class Replacement:
    """One grapheme outside the repertoire, its place counted in graphemes from 0, and what stands for it.

    `candidate` is None if nothing is known to stand for it; it is then left as it is.
    """

    position: int
    grapheme: str
    candidate: str | None


@dataclass(frozen=True, slots=True)
class Fallback:
    """A text for display. `is_fallback` tells the reader that it is not the name exactly as certified."""

    text: str
    is_fallback: bool
    replaced: tuple[Replacement, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every character is now within the repertoire."""
        return all(each.candidate is not None for each in self.replaced)


def _candidate(grapheme: str, target: Repertoire, shrink_map: ShrinkMap) -> str | None:
    base = without_selectors(grapheme)
    options = (
        base,
        shrink_map.get(grapheme),
        shrink_map.get(base),
        _OTHER_SPELLING.get(base),
        unicodedata.normalize("NFC", base),
        unicodedata.normalize("NFKC", base),
    )
    return next((option for option in options if option and is_within(option, target)), None)


def fallback(
    text: str,
    target: Repertoire = Repertoire.JIS_X_0213,
    shrink_map: ShrinkMap = KNOWN_VARIANTS,
) -> Fallback:
    """The text with every character outside the target replaced by one that may stand for it.

    Tried in turn: without the variation selector, the shrink map, the other spelling of the same character,
    its canonical and its compatibility form. A character for which nothing is known stays, and `replaced`
    says so: never ● and never `?`. Position and candidate of each replacement are given back.
    """
    if is_within(text, target):
        return Fallback(text, is_fallback=False)
    shown, replaced = [], []
    for position, grapheme in enumerate(graphemes(text)):
        candidate = grapheme
        if not is_within(grapheme, target):
            found = _candidate(grapheme, target, shrink_map)
            replaced.append(Replacement(position, grapheme, found))
            candidate = found or grapheme
        shown.append(candidate)
    result = "".join(shown)
    return Fallback(result, is_fallback=result != text, replaced=tuple(replaced))
