"""Which characters of a record a partner's repertoire does not hold, told per row. No record is altered by it.

A listing and no finding: such a name is right as it is, and a row with one is as sound as any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from care_platform.records.description import RecordKind, Values
from care_platform.reference.characters import (
    Repertoire,
    ShrinkCandidates,
    fallback,
    is_within,
    over_known_variants,
    without_selectors,
)

REPERTOIRES = {"jisx0213": Repertoire.JIS_X_0213, "ms932": Repertoire.MS932}
"""The repertoires that can be asked for, by the name in options and addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideCharacter:
    """One character and its place: the item, in a group with its number, and the position in its text from 1.

    `usual_form` is what may stand for it where it cannot be shown, None when nothing is known. `candidates` are
    what the official shrink map gives within the repertoire; None says that no map is loaded.
    """

    item: str
    official_name: str
    position: int
    character: str
    usual_form: str | None
    candidates: tuple[str, ...] | None

    @property
    def code_points(self) -> str:
        """As in `U+845B U+E0100`."""
        return " ".join(f"U+{ord(point):04X}" for point in self.character)


class CharacterCheck:
    """Looks through rows for one repertoire, with the operator's official shrink map where there is one."""

    def __init__(self, target: Repertoire, official: ShrinkCandidates | None = None) -> None:
        """`official` None: no map is loaded, and the answer says so."""
        self.target = target
        self.official = official
        self._usual = over_known_variants(official or {})

    def of_row(self, values: Values, kind: RecordKind) -> Iterator[OutsideCharacter]:
        """Each character of the row's texts that the repertoire lacks, in the order of the items."""
        for item, text in _texts(values, kind):
            for each in fallback(text, self.target, self._usual).replaced:
                yield OutsideCharacter(
                    item=item, official_name=_official_name(item, kind), position=each.position + 1,
                    character=each.grapheme, usual_form=each.candidate,
                    candidates=self._candidates(each.grapheme),
                )  # fmt: skip

    def _candidates(self, grapheme: str) -> tuple[str, ...] | None:
        if self.official is None:
            return None
        # The map names some forms with their variation selector, and of others the base alone.
        named = self.official.get(grapheme) or self.official.get(without_selectors(grapheme), ())
        return tuple(each for each in named if is_within(each, self.target))


def _texts(values: Values, kind: RecordKind) -> Iterator[tuple[str, str]]:
    """The texts of a row with their places; items of other forms cannot hold such characters."""
    for name in kind.free_texts:
        if text := values.get(name):
            yield name, text
    for group, items in kind.group_texts:
        for place, member in enumerate(values.get(group) or (), 1):
            for name in items:
                if text := member.get(name):
                    yield f"{group}[{place}].{name}", text


def _official_name(item: str, kind: RecordKind) -> str:
    group, _, name = item.rpartition(".")
    members = (part.items for part in kind.groups if part.name == group.partition("[")[0])
    items = next(members, ()) if group else kind.items
    return next((each.official_name for each in items if each.name == name), name)
