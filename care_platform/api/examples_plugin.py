"""Gives every operation of the description an example, made from the schema where the route states none."""

from collections.abc import Iterator
from typing import Any

from apispec import BasePlugin
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema

from care_platform.api.schemas.example_of import example_of


class ExamplesPlugin(BasePlugin):
    """Works after the plugin that turns schemas into references; asks it which schema a reference means."""

    def __init__(self, marshmallow: MarshmallowPlugin) -> None:
        self._marshmallow = marshmallow

    def operation_helper(
        self, path: str | None = None, operations: dict[str, Any] | None = None, **_: Any
    ) -> None:
        """Adds the examples that are missing."""
        del path
        for content in _contents(operations or {}):
            schema = self._schema(content.get("schema"))
            if "example" not in content and schema is not None:
                content["example"] = example_of(schema)

    def _schema(self, reference: Any) -> type[Schema] | None:
        if not isinstance(reference, dict) or self._marshmallow.converter is None:
            return None
        name = str(reference.get("$ref", "")).rpartition("/")[2]
        known = self._marshmallow.converter.refs.items()
        return next((key[0] for key, kept in known if kept == name), None)


def _contents(operations: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operation in operations.values():
        parts = [operation.get("requestBody"), *_answers(operation)]
        for part in parts:
            if isinstance(part, dict):
                yield from part.get("content", {}).values()


def _answers(operation: dict[str, Any]) -> Iterator[Any]:
    """The answers that are no refusals."""
    for status, answer in operation.get("responses", {}).items():
        if str(status).startswith("2"):
            yield answer
