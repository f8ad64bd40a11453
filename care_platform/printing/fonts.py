"""Which font files draw names: the ones an operator chose, or those that are known and found.

No font comes with the platform. IPAmj Mincho (IPA Font License) has the forms of the registers' characters
(Moji_Joho), Noto CJK (SIL Open Font License) those of Adobe-Japan1; together they draw what either list names.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.printing import NO_FONT

KNOWN = (
    "ipamjm.ttf",
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJKjp-Regular.otf",
    "NotoSansCJK-Regular.ttc",
    "ipaexm.ttf",
)
"""File names in the order of preference."""
_MOST = 2


def font_places() -> tuple[Path, ...]:
    """Where systems keep their fonts, and this user's own."""
    home = Path.home()
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/Library/Fonts"),
        home / "Library/Fonts",
    )


def fonts_to_use(chosen: Sequence[Path], places: Iterable[Path] | None = None) -> tuple[Path, ...]:
    """The font files, preferred first. Raises CataloguedError (`printing.no_font`) when there is none."""
    if chosen:
        found = tuple(path for path in chosen if path.is_file())
    else:
        found = _known_fonts(tuple(font_places() if places is None else places))
    if not found:
        raise CataloguedError(NO_FONT)
    return found


@cache
def _known_fonts(places: tuple[Path, ...]) -> tuple[Path, ...]:
    by_name: dict[str, Path] = {}
    for place in places:
        for path in sorted(place.rglob("*.*tf")) + sorted(place.rglob("*.ttc")):
            by_name.setdefault(path.name, path)
    return tuple(by_name[name] for name in KNOWN if name in by_name)[:_MOST]
