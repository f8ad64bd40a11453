"""Reads a record class into its parts, in the order every carrier uses."""

import types
import typing
from dataclasses import replace
from typing import Any

from sqlmodel import SQLModel

from care_platform.records.description import Item, ItemGroup


def parts_of(model: type[SQLModel]) -> tuple[Item | ItemGroup, ...]:
    """The items and groups of a class; a field without a description (a version's own) is left out."""
    return tuple(part for name, info in model.model_fields.items() if (part := _part(name, info)) is not None)


def _part(name: str, info: Any) -> Item | ItemGroup | None:
    extra = info.json_schema_extra
    described = extra.get("item") if isinstance(extra, dict) else None
    if isinstance(described, Item):
        return replace(described, name=name, required=not _optional(info.annotation))
    if isinstance(described, ItemGroup):
        (element,) = typing.get_args(info.annotation)
        return replace(described, name=name, items=tuple(typing.cast("tuple[Item, ...]", parts_of(element))))
    return None


def _optional(annotation: Any) -> bool:
    return typing.get_origin(annotation) in {types.UnionType, typing.Union} and type(None) in typing.get_args(
        annotation
    )
