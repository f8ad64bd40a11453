"""All record kinds by name; a new module in `kinds` is found by itself."""

import importlib
import pkgutil

from care_platform.records import kinds
from care_platform.records.description import RecordKind


def _find() -> dict[str, RecordKind]:
    modules = (
        importlib.import_module(f"{kinds.__name__}.{m.name}") for m in pkgutil.iter_modules(kinds.__path__)
    )
    found: list[RecordKind] = [module.KIND for module in modules]
    return {kind.name: kind for kind in found}


RECORD_KINDS: dict[str, RecordKind] = _find()
