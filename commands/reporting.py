"""A transfer's report for a person and for a machine; `validate` and `upload` show the same."""

import csv
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Self, TextIO

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from care_platform.intake.report import texts
from care_platform.records.description import ItemGroup, RecordKind
from care_platform.reference.catalogue import CataloguedError

Language = Literal["ja", "en"]
_COUNTS = {
    "received": ("受付", "received"),
    "sound": ("正常", "sound"),
    "inserted": ("新規", "inserted"),
    "superseding": ("更新", "superseding"),
    "unchanged": ("変更なし", "unchanged"),
    "rejected": ("却下", "rejected"),
    "warnings": ("警告", "warnings"),
}
_HEADINGS = {
    "ja": ["部分", "行", "ファイルの行", "項目", "符号", "内容", "対処"],
    "en": ["part", "row", "row in file", "item", "code", "what", "what to do"],
}
_PLACE = re.compile(r"\[(\d+)\]")
_NTH = ("（{}番目）", " (no. {})")
_VOICES = {"desk": ("担当の方へ", "For the clerk"), "vendor": ("システムの提供業者へ", "For the vendor")}
_MAY_BE_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One finding as it is shown; `file_row` counts the records of the whole file from 1."""

    part_number: int
    row_number: int
    file_row: int
    item: str
    severity: str
    code: str
    found: str | None
    title_ja: str
    title_en: str
    remedy_ja: str
    remedy_en: str

    def title(self, language: Language) -> str:
        """What is wrong."""
        return self.title_ja if language == "ja" else self.title_en

    def remedy(self, language: Language) -> str:
        """What to do about it."""
        return self.remedy_ja if language == "ja" else self.remedy_en


def item_label(kind: RecordKind | None, item: str, language: Language) -> str:
    """The item's official name in Japanese, its label in English; the element name when there is neither.

    A member of a group is told with its place in the group.
    """
    at = 0 if language == "ja" else 1
    group, _, name = item.rpartition(".")
    found = _names(kind, name.partition("[")[0])
    if found is None:
        return item
    place = _PLACE.search(group)
    return f"{found[at]}{_NTH[at].format(place[1])}" if place else found[at]


def _names(kind: RecordKind | None, name: str) -> tuple[str, str] | None:
    """Official name and English label of an item or group; of the record itself where the row is meant."""
    if kind is None:
        return None
    if kind.name == name:
        return kind.official_name, kind.label_en
    for part in kind.parts:
        for known in (part, *(part.items if isinstance(part, ItemGroup) else ())):
            if known.name == name:
                return known.official_name, known.label_en
    return None


def failure_words(refusal: CataloguedError) -> dict[str, str]:
    """A refusal of the whole file in the words of the report."""
    words = texts(refusal.entry, {"part": 1, **refusal.details})
    renamed = {name.replace("remedy", "desk"): text for name, text in words.items()}
    return {"code": refusal.entry.code, **renamed}


class Report:
    """Takes findings one by one, so that any number of them fits: all into the files, the first to the eyes.

    JSON is one object: `findings`, then the members of the summary.
    """

    def __init__(
        self,
        language: Language,
        *,
        limit: int,
        table: Path | None,
        machine: TextIO | None,
        kind: RecordKind | None = None,
    ) -> None:
        """`limit` findings are shown; `table` is a CSV file to write; `machine` takes the JSON.

        `kind` may be set until the first finding is added.
        """
        self.kind = kind
        self._language, self._limit = language, limit
        self._machine = machine
        self._shown: list[Line] = []
        self._count = 0
        # UTF-8 with a byte order mark: spreadsheets need it to see that it is UTF-8.
        self._file = table.open("w", encoding="utf-8-sig", newline="") if table else None
        self._csv = csv.writer(self._file) if self._file else None

    def __enter__(self) -> Self:
        if self._csv:
            self._csv.writerow([*_HEADINGS[self._language], "severity", "item_name", "found"])
        if self._machine:
            self._machine.write('{"findings": [')
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def add(self, line: Line) -> None:
        """Takes the next finding."""
        if self._csv:
            extra = [line.severity, line.item, line.found or ""]
            self._csv.writerow([_harmless(cell) for cell in [*self._cells(line), *extra]])
        if self._machine:
            separator = ",\n" if self._count else "\n"
            self._machine.write(separator + json.dumps(asdict(line), ensure_ascii=False))
        if len(self._shown) < self._limit:
            self._shown.append(line)
        self._count += 1

    def close(self, console: Console, summary: dict[str, Any]) -> None:
        """Ends the JSON with the summary, or shows table and counts on the console."""
        if self._machine:
            members = json.dumps(summary, ensure_ascii=False)
            self._machine.write(f"\n], {members[1:]}\n")
            return
        if summary.get("failure"):
            self._print_words(console, summary["failure"], "bold red")
        for note in summary.get("notes", ()):
            self._print_words(console, note, "bold yellow")
        if summary.get("failure"):
            return
        self._print_table(console)
        at = 0 if self._language == "ja" else 1
        counts = summary["counts"]
        told = (f"{words[at]} {counts[key]:,}" for key, words in _COUNTS.items() if key in counts)
        console.print("  ".join(told), soft_wrap=True)

    def _print_table(self, console: Console) -> None:
        if not self._shown:
            return
        *headings, code, title, remedy = _HEADINGS[self._language]
        table = Table(*headings, f"{code} / {title} / {remedy}", show_lines=True)
        table.columns[-1].overflow = "fold"
        for line in self._shown:
            *place, item, code, title, remedy = map(escape, self._cells(line))
            found = f"\n「{escape(line.found)}」" if line.found else ""
            table.add_row(*place, item + found, f"{code}\n{title}\n→{remedy}")
        console.print(table)
        if more := self._count - len(self._shown):
            console.print(f"ほか {more:,} 件" if self._language == "ja" else f"and {more:,} more")

    def _print_words(self, console: Console, words: dict[str, str], style: str) -> None:
        """What was refused or noted about the file as a whole, for the clerk and for the vendor."""
        suffix, at = self._language, 0 if self._language == "ja" else 1
        console.print(f"[{style}]{escape(words[f'title_{suffix}'])}[/] ({words['code']})")
        for voice, labels in _VOICES.items():
            console.print(f"{labels[at]}: {escape(words[f'{voice}_{suffix}'])}", soft_wrap=True)
        if known := words.get("correlation_id"):
            console.print(f"{'照会番号' if suffix == 'ja' else 'correlation id'}: {known}")

    def _cells(self, line: Line) -> list[str]:
        return [
            str(line.part_number), str(line.row_number), str(line.file_row),
            item_label(self.kind, line.item, self._language),
            line.code, line.title(self._language), line.remedy(self._language),
        ]  # fmt: skip


def _harmless(cell: str) -> str:
    """A spreadsheet must not take what a file held for a formula."""
    return f"'{cell}" if cell.startswith(_MAY_BE_FORMULA) else cell
