"""The options that commands about files of records share."""

from pathlib import Path

import click

from care_platform.intake.outside_characters import REPERTOIRES
from care_platform.records.registry import RECORD_KINDS

FILE = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
KIND = click.option(
    "--kind", "kind_name", type=click.Choice(list(RECORD_KINDS)), help="Default: as the file says."
)
ENCODING = click.option(
    "--encoding", type=click.Choice(["utf-8", "ms932"]), default="utf-8", show_default=True,
    help="Of a CSV file; MS932 only where it was agreed.",
)  # fmt: skip
LANGUAGE = click.option(
    "--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True, help="Of the report."
)
JSON = click.option("--json", "as_json", is_flag=True, help="The whole report as JSON on standard output.")
OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The whole report as CSV, into this file.",
)
LIMIT = click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, help="Findings shown on the terminal."
)
CHARACTERS = click.option(
    "--characters", "repertoire", type=click.Choice(list(REPERTOIRES)),
    help="List the characters this repertoire does not hold; they are no error.",
)  # fmt: skip
SHRINK_MAP = click.option(
    "--shrink-map", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The official shrink map, whose candidates --characters then tells.",
)  # fmt: skip
