"""Keeps what identifies a person out of the logs, whatever the caller wrote.

Callers are expected not to log such things at all. This module is for the day one of them does.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import PurePath
from uuid import UUID

from care_platform.reference.catalogue import CataloguedError

MASK = "***"
_MAX_DEPTH = 6

# An insured number is ten digits, or H and nine digits. A longer run may be one glued to another number.
_PERSON_NUMBER = r"[HhＨｈ]?\d{10,}|[HhＨｈ]\d{9,}"
# Identifiers of ours whose hexadecimal digits may hold such a run by chance.
_UUID = r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b"
_SHA256 = r"\b(?=[0-9]*[a-f])[0-9a-f]{64}\b"
_SCAN = re.compile(f"(?P<ours>{_UUID}|{_SHA256})|{_PERSON_NUMBER}")

_PERSONAL_KEY = re.compile(
    r"insuredno|insurednumber|personalnumber|mynumber|kana|address|birth|telephone|phonenumber"
    r"|password|secret|authorization|cookie|accesstoken"
    r"|被保険者番号|個人番号|氏名|カナ|住所|生年月日|電話"
)
_HARMLESS_NAMES = frozenset({"jobname", "taskname", "queuename", "workername", "threadname", "fieldname"})
_SHOWN_AS_TEXT = (date, time, Decimal, UUID, PurePath, CataloguedError)


def mask_text(text: str) -> str:
    """The text with each run that could be an insured number replaced; UUIDs and SHA-256 values stay."""
    return _SCAN.sub(lambda found: found.group() if found.group("ours") else MASK, text)


def holds_person_number(text: str) -> bool:
    """Whether the text has a run of characters that could be an insured number."""
    return mask_text(text) != text


def is_personal_key(key: str) -> bool:
    """Whether a field of this name must not be shown: numbers, names, kana, addresses, births, secrets.

    Every key ending in `name` counts, but for a short list of names of things.
    """
    plain = re.sub(r"[\s_\-.]", "", key).lower()
    if plain.endswith("name"):
        return plain not in _HARMLESS_NAMES
    return _PERSONAL_KEY.search(plain) is not None


def mask_value(value: object, depth: int = 0) -> object:
    """The value made safe to print: masked, and reduced to what JSON knows.

    An object of an unknown class becomes its class name, since its `repr` may print a whole record.
    An exception becomes its class name, or its catalogue code; its text is never shown.
    """
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**9 else _mask_number(value)
    if isinstance(value, str):
        return mask_text(value)
    if depth >= _MAX_DEPTH:
        return "..."
    return _mask_compound(value, depth + 1)


def mask_mapping(fields: Mapping[object, object], depth: int = 0) -> dict[str, object]:
    """Each field made safe: personal ones by their key, all others by their value."""
    return {
        mask_text(str(key)): MASK if is_personal_key(str(key)) else mask_value(value, depth)
        for key, value in fields.items()
    }


def _mask_number(value: int) -> int | str:
    return MASK if holds_person_number(str(value)) else value


def _mask_compound(value: object, depth: int) -> object:
    if isinstance(value, Mapping):
        return mask_mapping(value, depth)
    if isinstance(value, list | tuple | set | frozenset):
        return [mask_value(item, depth) for item in value]
    if isinstance(value, _SHOWN_AS_TEXT):
        return mask_text(str(value))
    return f"<{type(value).__name__}>"
