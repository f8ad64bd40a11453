"""Certificates as they are laid out on paper: faces with labelled cells, in the order people know.

Source of the faces: 介護保険法施行規則 様式第一号 (被保険者証), 第一号の二 (負担割合証), 第一号の二の二
(負担限度額認定証), as described in the record kinds. A kind without a form of its own has one face with every item.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from care_platform.records.birth_dates import partial_in_era
from care_platform.records.description import Form, Item, ItemGroup, RecordKind, Values
from care_platform.reference.codes import Language
from care_platform.reference.eras import to_era
from care_platform.screens.cards import label_of
from care_platform.screens.formats import partial_in_words, value_in_words
from care_platform.store.versions import StoredVersion

_PERSON = ("insured_number", "address", "name_kana", "name", "birth_date", "sex")
_FACES: Mapping[str, Sequence[Sequence[str]]] = {
    "insured_certificate": (
        (*_PERSON, "issued_on", "insurer_number", "insurer_name"),
        ("care_level", "certified_on", "certification_from", "certification_to", "limit_units",
         "service_limits", "panel_opinion"),
        ("benefit_restrictions", "care_plan_offices", "facilities"),
    ),
    "copay_certificate": (("issued_on", *_PERSON, "periods", "insurer_number", "insurer_name"),),
    "burden_limit_certificate": (
        ("issued_on", *_PERSON, "burden_stage", "valid_from", "valid_to"),
        ("meal_facility", "meal_short_stay", "room_unit_private", "room_unit_semi_private",
         "room_private_welfare", "room_private_medical", "room_shared_welfare", "room_shared_medical_charged",
         "room_shared_medical", "insurer_number", "insurer_name"),
    ),
}  # fmt: skip
_SAID_IN_BIRTH_DATE = frozenset({"birth_date_uncertain", "birth_date_as_written"})
_WIDE = frozenset({"insured_number", "address", "panel_opinion", "insurer_name"})
_STRONG = frozenset({"care_level", "burden_stage", "insured_number", "name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One labelled place. `strong` is printed large; `wide` takes the whole row."""

    label: str
    value: str
    wide: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A printed table: the periods of the copay rate, the restrictions, the offices."""

    caption: str
    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One certificate. `faces` are the parts of the folded sheet, left to right."""

    kind: str
    title: str
    faces: list[list[Cell | Grid]]


def paper_of(version: StoredVersion, language: Language) -> Paper:
    """The version on its form."""
    kind = version.kind
    values = {"insurer_number": version.values.get("printed_insurer_number"), **version.values}
    faces = _FACES.get(kind.name) or (
        [part.name for part in kind.parts if part.name not in _SAID_IN_BIRTH_DATE],
    )
    title = kind.official_name if language == "ja" else kind.label_en.capitalize()
    return Paper(
        kind=kind.name,
        title=title,
        faces=[list(_face(kind, names, values, language)) for names in faces],
    )


def has_form(kind: str) -> bool:
    """Whether the kind is a certificate people hold on paper."""
    return kind in _FACES


def _face(
    kind: RecordKind, names: Sequence[str], values: Values, language: Language
) -> Iterator[Cell | Grid]:
    parts = {part.name: part for part in kind.parts}
    for name in names:
        part = parts.get(name)
        if isinstance(part, ItemGroup):
            yield _grid(part, values.get(name) or [], language)
        elif part is not None:
            yield _cell(part, _printed(part, values, language), language)


def _printed(item: Item, values: Values, language: Language) -> str:
    written = values.get("birth_date_as_written") if item.name == "birth_date" else None
    if not written:
        return _said(item, values.get(item.name), language)
    return partial_in_era(written) if language == "ja" else partial_in_words(written, language)


def _cell(item: Item, words: str, language: Language) -> Cell:
    return Cell(
        label=label_of(item, language), value=words, wide=item.name in _WIDE,
        strong=item.name in _STRONG,
    )  # fmt: skip


def _grid(group: ItemGroup, entries: Sequence[Values], language: Language) -> Grid:
    return Grid(
        caption=label_of(group, language),
        head=[label_of(item, language) for item in group.items],
        rows=[[_said(item, entry.get(item.name), language) for item in group.items] for entry in entries],
    )


def _said(item: Item, value: object, language: Language) -> str:
    """As the form prints it: days in Japanese by the era alone."""
    if value is None:
        return ""
    if item.form is Form.DATE and language == "ja":
        return to_era(date.fromisoformat(str(value)))
    return value_in_words(item, value, language)
