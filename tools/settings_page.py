"""Renders `docs/settings.md`: one row for each setting an operator can make."""

from enum import Enum

from pydantic.fields import FieldInfo

from care_platform.settings import Settings, variable_of
from tools.markdown import note, table

_INTRODUCTION = """# Settings

Every setting is an environment variable, read once when a process starts. All have a default that works on
one machine; an empty variable counts as not set. A value that cannot be used stops the start, with a line
for each."""


def render() -> str:
    """The whole page."""
    rows = [
        [f"`{variable_of(name)}`", _default(field), field.description or ""]
        for name, field in Settings.model_fields.items()
    ]
    settings = table(["Variable", "Default", "Meaning"], rows)
    return "\n\n".join([note("care_platform/settings.py"), _INTRODUCTION, settings]) + "\n"


def _default(field: FieldInfo) -> str:
    shown = (
        field.json_schema_extra.get("shown_default") if isinstance(field.json_schema_extra, dict) else None
    )
    value = field.default if shown is None else shown
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value.value if isinstance(value, Enum) else value}`"
