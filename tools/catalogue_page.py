"""Renders `docs/catalogue.md`: everything the platform can say no with, for desks, for vendors and for the person."""

from itertools import groupby

from care_platform.reference.catalogue import CATALOGUE, Entry, Reason
from tools.markdown import note, table

_INTRODUCTION = """# What the platform says

Each code is `area.what_happened` and never changes its meaning. REST answers carry it in a problem document
(RFC 9457), SOAP answers in a fault, reports beside row and field. "Desk" is for the person using the
software, "vendor" for the people who make it, "person" for the insured person, who meets some of them in the log of
who looked, or at a request of their own. "Again" tells whether sending the same once more can succeed.
Words in `{braces}` are filled in."""

_HEADING = ["Code", "HTTP", "Who acts", "Again", "Title", "Desk", "Vendor", "Person"]


def render() -> str:
    """The whole page, a table for each area."""
    entries = sorted(CATALOGUE.values(), key=lambda entry: entry.code)
    parts = [note("care_platform/reference/catalogue"), _INTRODUCTION]
    for area, members in groupby(entries, key=lambda entry: entry.code.split(".")[0]):
        parts += [f"## {area}", table(_HEADING, [_row(entry) for entry in members])]
    return "\n\n".join(parts) + "\n"


def _row(entry: Entry) -> list[str]:
    return [
        f'<a id="{entry.code}"></a>`{entry.code}`',
        str(entry.http_status),
        entry.blame.value,
        "yes" if entry.retry else "no",
        _both(entry.title_ja, entry.title_en),
        _both(entry.desk_ja, entry.desk_en),
        _both(entry.vendor_ja, entry.vendor_en),
        _both(entry.person_ja, entry.person_en) if isinstance(entry, Reason) else "",
    ]


def _both(japanese: str, english: str) -> str:
    return f"{japanese}<br>{english}"
