"""Reading the small data files that the package carries."""

from importlib.resources import files


def packaged_rows(name: str) -> list[list[str]]:
    """The rows of a packaged data file, without its comment lines (`#`) and its line of column names.

    The files are our own: UTF-8, commas, no quotes.
    """
    text = files("care_platform.reference").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split(",") for line in lines[1:]]
