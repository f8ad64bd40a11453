"""What a question across rows and kinds is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheck:
    """One question: `query` gives code, part_number, row_number, item, found and expected of each warning.

    It reads the table `staged` and may use `%(insurer)s` and `%(base_date)s`. `needs` is the kind of which something
    must be stored. `retroactive`: it asks for changes of the past, and only when some row supersedes another.
    """

    query: str
    needs: str | None = None
    retroactive: bool = False
