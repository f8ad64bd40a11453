"""`care-platform inspect`: what a care-plan file or a physician's opinion file departs from, before importing it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from adapters.files.care_plan.reading import read_plan_file
from adapters.files.care_plan.units import check_unit, units_of
from adapters.files.findings import Finding, Language, Mode
from adapters.files.jma_opinion.reading import read_opinions

SOME_REJECTED = 1
_PIECE = 1 << 16
_WORDS = {
    "ja": {
        "headings": ("行", "行番号", "No.", "項目", "区分", "符号・内容・対処（利用者／提供業者）"),
        "rejects": "誤り", "warns": "注意", "none": "指摘はありません。", "counts": "誤り {rejects} 件、注意 {warns} 件。",
    },
    "en": {
        "headings": ("row", "line", "No.", "item", "weight", "code, what, what to do (desk / vendor)"),
        "rejects": "error", "warns": "warning", "none": "No findings.", "counts": "{rejects} errors, {warns} warnings.",
    },
}  # fmt: skip


@click.command("inspect")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True,
                type=click.Path(path_type=Path, exists=True, dir_okay=False))  # fmt: skip
@click.option("--standard", type=click.Choice(["care-plan", "jma-opinion"]), required=True,
              help="ケアプランデータ連携標準仕様 4.1, or 医見書 CSV 1.1.")  # fmt: skip
@click.option("--mode", type=click.Choice(["strict", "tolerant"]), default="strict", show_default=True,
              help="Strict: as the standard says. Tolerant: as receivers do.")  # fmt: skip
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
def inspect_file(paths: tuple[Path, ...], standard: str, mode: Mode, language: Language) -> None:
    """Check FILEs of another standard and show each departure: line, official item, rule, what to do.

    Care-plan files keep their names, which are part of the standard; several are also checked as send units.
    Nothing is stored and no value is shown.

    Exit codes: 0 nothing keeps a row out, 1 something does, 2 wrong use.
    """
    findings = _care_plan(paths, mode) if standard == "care-plan" else _opinions(paths, mode)
    show(findings, language, Console())
    raise click.exceptions.Exit(SOME_REJECTED if any(finding.rejects for finding in findings) else 0)


def _care_plan(paths: Iterable[Path], mode: Mode) -> list[Finding]:
    read = [read_plan_file(path.name, _pieces(path), mode) for path in paths]
    found = [finding for file in read for finding in file.findings]
    if len(read) > 1:
        found += [finding for unit in units_of(read) for finding in check_unit(unit)]
    return found


def _opinions(paths: Iterable[Path], mode: Mode) -> list[Finding]:
    return [finding for path in paths for finding in read_opinions(path.name, _pieces(path), mode).findings]


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def show(findings: Sequence[Finding], language: Language, console: Console) -> None:
    """The findings as a table for each file, then how many there are of each weight."""
    words = _WORDS[language]
    if not findings:
        console.print(words["none"])
        return
    for file, theirs in groupby(findings, key=lambda finding: finding.file):
        console.print(escape(_printable(file)), style="bold", soft_wrap=True)
        console.print(_table(theirs, language))
    rejects = sum(finding.rejects for finding in findings)
    console.print(str(words["counts"]).format(rejects=rejects, warns=len(findings) - rejects))


def _table(findings: Iterable[Finding], language: Language) -> Table:
    table = Table(*_WORDS[language]["headings"], show_lines=True)
    table.columns[-1].overflow = "fold"
    for finding in findings:
        table.add_row(*(escape(_printable(cell)) for cell in _cells(finding, language)))
    return table


def _cells(finding: Finding, language: Language) -> list[str]:
    places = [str(place) if place else "" for place in (finding.row, finding.line, finding.column)]
    weight = str(_WORDS[language]["rejects" if finding.rejects else "warns"])
    told = [finding.words(voice, language) for voice in ("title", "desk", "vendor")]
    return [*places, finding.item, weight, "\n→".join([f"{finding.entry.code}\n{told[0]}", *told[1:]])]


def _printable(text: str) -> str:
    """The text without what a terminal would obey; a file's name comes from outside too."""
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in text)
