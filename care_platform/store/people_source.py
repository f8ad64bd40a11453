"""How a query names the people it is about: one by plain parameters, several by arrays.

For one person PostgreSQL then keeps a single plan (an array would be planned anew for every request, since its
length is unknown), and the driver has less to convert. Both forms give the columns n (from 1), insurer_number
and insured_number, and whatever else is asked for.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from care_platform.reference.people import PersonKey


def people_source(*, one: bool, extra: Mapping[str, str] | None = None, prefix: str = "") -> str:
    """The query's `from` item `p`; `extra` names further columns and their types.

    `prefix` stands before the arguments' names, for a statement that names people twice.
    """
    types = {"insurer_number": "text", "insured_number": "text", **(extra or {})}
    if one:
        columns = ", ".join(f"%({prefix}{name})s::{kind} as {name}" for name, kind in types.items())
        return f"(select 1 as n, {columns}) p"
    arrays = ", ".join(f"%({prefix}{name})s::{kind}[]" for name, kind in types.items())
    return f"unnest({arrays}) with ordinality p({', '.join(types)}, n)"


def people_arguments(
    people: Sequence[PersonKey], *, prefix: str = "", **extra: Sequence[Any]
) -> dict[str, Any]:
    """The arguments of the source with the same prefix; each of `extra` has a value per person."""
    columns: dict[str, Sequence[Any]] = {
        "insurer_number": [p.insurer_number for p in people],
        "insured_number": [p.insured_number for p in people],
        **extra,
    }
    if len(people) == 1:
        return {prefix + name: values[0] for name, values in columns.items()}
    return {prefix + name: list(values) for name, values in columns.items()}
