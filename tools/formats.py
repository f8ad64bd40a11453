"""Renders `docs/formats/`: a page for each record kind and their table of contents, from the descriptions."""

import re
import sys
from collections.abc import Callable, Iterable
from functools import partial

from adapters.files.records_csv.columns import columns_of
from care_platform.records.description import Form, Item, ItemGroup, RecordKind
from care_platform.records.forms import constraint
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.codes import CodeList
from tools.markdown import note, table

FOLDER = "docs/formats"
_MADE_FROM = "care_platform/records/kinds"
_FORMS = {
    Form.TEXT: "text",
    Form.DATE: "day",
    Form.CODE: "code",
    Form.INTEGER: "whole number",
    Form.NUMBER: "number kept as text",
}
_HEADING = [
    "CSV", "CSV column", "XML element", "Official name", "Meaning", "Needed", "Form", "Rule", "Example", "Personal",
]  # fmt: skip
_INTRODUCTION = """# Record formats

What a municipality sends, one page for each record kind. The pages follow from the descriptions in the code, and so
do the XML schema, the CSV layout and the tables: they cannot disagree.

- **XML**: one element per record in the namespace `urn:care-platform:records:v1`; items are elements in the order
  of the page, and an item without a value is left out. A group is an element that repeats.
- **CSV**: one line per record below a header line with the column names; a group takes numbered columns
  ([more](../csv.md)).
- **Day**: `YYYY-MM-DD`. **Code**: exactly as listed on the page. Identifying numbers are text: leading zeros count.
- **Personal**: the value is never quoted in a report, a log or an error.
- A record is the same record through all its versions; what names it stands at the top of its page. When anything in
  it changes, it is sent again with a higher history number."""


def _introduction(kind: RecordKind) -> str:
    """The words of the kind's own module, without what only readers of the code need."""
    words = sys.modules[kind.model.__module__].__doc__ or ""
    return re.sub(r"\s*\([^()]*handbook[^()]*\)", "", words).strip()


def render(kind_name: str) -> str:
    """The page of one kind."""
    kind = RECORD_KINDS[kind_name]
    parts = [
        note(f"{_MADE_FROM}/{kind_name}.py"),
        f"# {kind.official_name} / {kind.label_en}",
        _introduction(kind),
        f"`{kind.name}`. Source: {kind.source}.",
        "## Items",
        table(_HEADING, _rows(kind)),
    ]
    lists = {item.codes.name: item.codes for item in _all_items(kind) if item.codes is not None}
    if lists:
        parts += ["## Codes", *(_code_list(each) for each in lists.values())]
    return "\n\n".join(parts) + "\n"


def _rows(kind: RecordKind) -> Iterable[list[str]]:
    positions: dict[tuple[str, str], list[int]] = {}
    for place, each in enumerate(columns_of(kind), 1):
        positions.setdefault((each.group, each.item.name), []).append(place)
    for part in kind.parts:
        if isinstance(part, Item):
            yield _row(part, positions["", part.name], part.name, f"<{part.name}>")
            continue
        yield _group_row(part)
        for item in part.items:
            column = f"{part.name}_{{n}}_{item.name}"
            yield _row(item, positions[part.name, item.name], column, f"<{part.name}><{item.name}>")


def _row(item: Item, places: list[int], column: str, element: str) -> list[str]:
    return [
        _places(places),
        f"`{column}`",
        f"`{element}`",
        item.official_name,
        item.label_en,
        "yes" if item.required else "no",
        _form(item),
        item.rule,
        f"`{item.example}`" if item.example else "",
        "yes" if item.personal else "no",
    ]


def _places(places: list[int]) -> str:
    """12; or, for a group, the places of its repetitions."""
    if len(places) <= 3:
        return ", ".join(map(str, places))
    return f"{places[0]}, {places[1]} … {places[-1]}"


def _group_row(group: ItemGroup) -> list[str]:
    times = f"{group.at_least} to {group.at_most} times"
    needed = "yes" if group.at_least else "no"
    name = f"**{group.official_name}**"
    return ["", "", f"`<{group.name}>`", name, group.label_en, needed, f"group, {times}", group.rule, "", ""]


def _form(item: Item) -> str:
    form = _FORMS[item.form]
    if item.codes is not None:
        return f"[{form}](#{item.codes.name})"
    if item.form is Form.DATE:
        return form
    unit = f" {item.unit}" if item.unit else ""
    characters = " characters" if item.form is Form.TEXT else ""
    return f"{form}, `{constraint(item)}`{unit}{characters}"


def _all_items(kind: RecordKind) -> Iterable[Item]:
    for part in kind.parts:
        yield from part.items if isinstance(part, ItemGroup) else (part,)


def _code_list(codes: CodeList) -> str:
    rows = [
        [f"`{code}`", value.ja, value.en, str(value.valid_from or ""), str(value.valid_to or "")]
        for code, value in codes.values.items()
    ]
    head = f'<a id="{codes.name}"></a>\n### {codes.official_name}\n\nSource: {codes.source}.'
    return f"{head}\n\n{table(['Code', 'Japanese', 'English', 'From', 'To'], rows)}"


def render_contents() -> str:
    """The table of contents."""
    rows = [
        [
            f"[{kind.official_name}]({name}.md)", kind.label_en, f"`{name}`", str(len(kind.items)),
            str(len(kind.groups)), kind.source,
        ]
        for name, kind in RECORD_KINDS.items()
    ]  # fmt: skip
    heading = ["Record", "In English", "Name", "Items", "Groups", "Source"]
    return "\n\n".join([note(_MADE_FROM), _INTRODUCTION, table(heading, rows)]) + "\n"


GENERATORS: dict[str, Callable[[], str]] = {
    f"{FOLDER}/README.md": render_contents,
    **{f"{FOLDER}/{name}.md": partial(render, name) for name in RECORD_KINDS},
}
