"""`make bench`: every figure beside its floor, from the same run on the same machine.

The machine may be shared and noisy: judge by the ratios, which are medians of rounds that alternate between
the platform and its floor.
"""

import os
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.figures import Figure
from benchmarks.lookups import measure_lookups
from benchmarks.mixed import measure_mixed
from benchmarks.nation import measure_nation
from benchmarks.pages import measure_pages
from benchmarks.surroundings import Surroundings
from benchmarks.uploads import measure_uploads


def main() -> int:
    """Runs the benchmarks named on the command line (`uploads`, `mixed`, `lookups`, `nation`, `pages`), or all."""
    wanted = set(sys.argv[1:]) or {"uploads", "mixed", "lookups", "nation", "pages"}
    console = Console()
    figures: list[Figure] = []
    with (
        tempfile.TemporaryDirectory(prefix="care-bench-", ignore_cleanup_errors=True) as folder,
        Surroundings.start(Path(folder)) as around,
    ):
        if "uploads" in wanted:
            figures += measure_uploads(around, console, _row_counts())
        if "mixed" in wanted:
            figures += measure_mixed(around, console)
        if "lookups" in wanted:
            figures += measure_lookups(around, console)
        if "nation" in wanted:
            figures += measure_nation(around, console)
        if "pages" in wanted:
            figures += measure_pages(around, console)
    _show(console, figures)
    return 0


def _row_counts() -> list[int]:
    return [int(count) for count in os.environ.get("CARE_BENCH_ROWS", "100000,1000000").split(",")]


def _show(console: Console, figures: list[Figure]) -> None:
    table = Table("figure", "platform", "floor", "ratio", "aim", "", title="Benchmarks", title_justify="left")
    for figure in figures:
        met = "[green]met[/]" if figure.met else "[red]missed[/]"
        table.add_row(figure.name, figure.value, figure.floor, figure.ratio, figure.aim, met)
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
