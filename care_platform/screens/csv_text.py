"""Tables as CSV for spreadsheets: RFC 4180 in UTF-8 with a byte order mark, and no cell that is a formula."""

from collections.abc import Iterable, Sequence

from flask import Response

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table; a text that a spreadsheet would compute gets an apostrophe before it."""
    return "".join(",".join(map(_cell, row)) + "\r\n" for row in (head, *rows))


def csv_answer(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """The table as a file to keep; the name holds nothing personal."""
    response = Response("\ufeff" + csv_text(head, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(value: str) -> str:
    safe = f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
    if any(c in safe for c in ',"\r\n'):
        return '"' + safe.replace('"', '""') + '"'
    return safe
