"""Small pieces of Markdown for the generated pages."""

from collections.abc import Iterable, Sequence


def note(made_by: str) -> str:
    """The line that tells a reader not to edit the page."""
    return f"<!-- Made by `make generate` from {made_by}. Do not edit. -->"


def cell(text: str) -> str:
    """The text on one line, with nothing in it that would end a table's cell."""
    return " ".join(text.split()).replace("|", "\\|")


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; each row has as many cells as the heading."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(cell(text) for text in line) + " |" for line in lines)
