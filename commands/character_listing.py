"""The characters a repertoire does not hold, listed by `validate` beside its findings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from care_platform.intake.outside_characters import REPERTOIRES, CharacterCheck, OutsideCharacter
from care_platform.intake.rows import ReadRow
from care_platform.records.description import RecordKind
from care_platform.reference.characters import load_shrink_candidates
from commands.reporting import Language, item_label

_HEADINGS = {
    "ja": ["ファイルの行", "項目", "位置", "文字", "通常の字形", "縮退候補"],
    "en": ["row in file", "item", "position", "character", "usual form", "candidates"],
}
_TITLE = {"ja": "{} にない文字：{:,} 件", "en": "Characters outside {}: {:,}"}
_KEPT = {
    "ja": "誤りではありません。記録は送られた字のまま保存されます。",
    "en": "They are no error. The record is kept in the characters it was sent in.",
}
_NONE = {"ja": "候補なし", "en": "no candidate"}
_NO_MAP = {
    "ja": "公式の縮退候補は、縮退マップを --shrink-map で示すと出ます。",
    "en": "Name the official shrink map with --shrink-map to see its candidates.",
}
_MORE = {"ja": "ほか {:,} 件", "en": "and {:,} more"}


@dataclass(slots=True)
class CharacterListing:
    """Notes the characters of the rows that pass by, with the row of the file; some 300 bytes for each."""

    check: CharacterCheck
    found: list[tuple[int, OutsideCharacter]] = field(default_factory=list)

    @classmethod
    def asked(cls, repertoire: str | None, shrink_map: Path | None) -> Self | None:
        """As the options say; None when no repertoire is asked about. Raises click's usage error."""
        if repertoire is None:
            if shrink_map is not None:
                raise click.UsageError(
                    "--shrink-map は --characters と一緒に使います。 / needs --characters."
                )
            return None
        try:
            official = load_shrink_candidates(shrink_map) if shrink_map else None
        except (OSError, ValueError):
            raise click.UsageError(
                "縮退マップとして読めません。 / The file cannot be read as a shrink map."
            ) from None
        return cls(CharacterCheck(REPERTOIRES[repertoire], official))

    def watched(self, rows: Iterable[ReadRow], kind: RecordKind) -> Iterator[ReadRow]:
        """The same rows, whatever else is wrong with them."""
        for row in rows:
            self.found += ((row.row_number, each) for each in self.check.of_row(row.values, kind))
            yield row

    def as_json(self) -> dict[str, Any]:
        """For programs; `candidates` is null where no map is loaded."""
        return {
            "repertoire": self.check.target.value,
            "shrink_map_loaded": self.check.official is not None,
            "found": [
                {
                    "file_row": row, "item": one.item, "item_name": one.official_name, "position": one.position,
                    "code_points": one.code_points, "usual_form": one.usual_form, "candidates": one.candidates,
                }
                for row, one in self.found
            ],
        }  # fmt: skip

    def show(self, console: Console, kind: RecordKind | None, language: Language, limit: int) -> None:
        """The first of them as a table; `kind` names the items."""
        console.print(_TITLE[language].format(self.check.target, len(self.found)), soft_wrap=True)
        if not self.found:
            return
        console.print(_KEPT[language], soft_wrap=True)
        if self.check.official is None:
            console.print(_NO_MAP[language], soft_wrap=True)
        table = Table(*_HEADINGS[language])
        for row, one in self.found[:limit]:
            item = item_label(kind, one.item, language)
            cells = [f"{one.character} {one.code_points}", one.usual_form or "–", _told(one, language)]
            table.add_row(str(row), item, str(one.position), *map(escape, cells))
        if limit:
            console.print(table)
        if (more := len(self.found) - limit) > 0:
            console.print(_MORE[language].format(more))


def _told(one: OutsideCharacter, language: Language) -> str:
    return "–" if one.candidates is None else " ".join(one.candidates) or _NONE[language]
