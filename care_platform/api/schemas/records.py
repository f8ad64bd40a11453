"""The JSON schema of each record kind, derived from its description and from nothing else."""

from typing import Any

from marshmallow import Schema, fields, validate

from care_platform.api.schemas.fields import WholeMatch
from care_platform.records.description import Form, Item, ItemGroup, RecordKind
from care_platform.records.registry import RECORD_KINDS


def record_schema(kind: RecordKind) -> type[Schema]:
    """The schema of one record as a look-up answers it: every item the municipality sent."""
    return _schema(f"{_camel(kind.name)}RecordSchema", (*kind.items, *kind.groups))


def _schema(name: str, parts: tuple[Item | ItemGroup, ...]) -> type[Schema]:
    return Schema.from_dict({part.name: _field(part, name) for part in parts}, name=name)


def _field(part: Item | ItemGroup, owner: str) -> Any:
    if isinstance(part, Item):
        return _item_field(part)
    nested = _schema(f"{owner.removesuffix('Schema')}{_camel(part.name)}Schema", part.items)
    return fields.List(
        fields.Nested(nested),
        validate=validate.Length(min=part.at_least, max=part.at_most),
        metadata=_metadata(part.official_name, part.label_en, part.rule),
    )


def _item_field(item: Item) -> Any:
    metadata = _metadata(item.official_name, item.label_en, item.rule)
    if item.unit:
        metadata["description"] += f" ({item.unit})"
    if item.codes is not None:
        metadata["x-labels"] = {code: {"ja": v.ja, "en": v.en} for code, v in item.codes.values.items()}
    if item.example:
        metadata["example"] = int(item.example) if item.form is Form.INTEGER else item.example
    options: dict[str, Any] = {"required": item.required, "metadata": metadata}
    if item.form is Form.INTEGER:
        return fields.Integer(strict=True, validate=validate.Range(item.minimum, item.maximum), **options)
    if item.form is Form.DATE:
        return fields.Date(format="iso", **options)
    return fields.String(validate=_checks(item), **options)


def _checks(item: Item) -> list[validate.Validator]:
    checks: list[validate.Validator] = []
    if item.codes is not None:
        checks.append(validate.OneOf(item.codes.codes, [v.ja for v in item.codes.values.values()]))
    if item.pattern is not None:
        checks.append(WholeMatch(item.pattern))
    if item.max_length is not None:
        checks.append(validate.Length(max=item.max_length))
    return checks


def _metadata(official_name: str, label_en: str, rule: str) -> dict[str, Any]:
    return {"title": official_name, "description": f"{label_en}. {rule}".removesuffix(". ")}


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


RECORD_SCHEMAS: dict[str, type[Schema]] = {name: record_schema(kind) for name, kind in RECORD_KINDS.items()}
