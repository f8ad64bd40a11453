"""The body of an ordinary look-up, taken without its schema.

Only what is plainly right is taken so. Everything else goes to the schema, which says what is wrong; a test holds
that what is taken here is what the schema gives (docs/decisions/0140-speed.md).
"""

import re
from typing import Any

import orjson

from care_platform.access.decision import OFFICE_PURPOSES
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.numbers import INSURED_NUMBER_PATTERN, INSURER_NUMBER_PATTERN

_INSURER_NUMBER = re.compile(INSURER_NUMBER_PATTERN)
_INSURED_NUMBER = re.compile(INSURED_NUMBER_PATTERN)
_PURPOSES = frozenset(purpose.value for purpose in OFFICE_PURPOSES)
_MEMBERS = frozenset({"insurer_number", "insured_number", "purpose", "record_kinds"})
_TEXTS = _MEMBERS - {"record_kinds"}


def plain_body(sent: bytes) -> dict[str, Any] | None:
    """What was sent, where it is one person, a purpose and kinds, all plainly right; None otherwise."""
    try:
        body = orjson.loads(sent)
    except orjson.JSONDecodeError:
        return None
    if type(body) is not dict or body.keys() != _MEMBERS:
        return None
    if not all(type(body[name]) is str for name in _TEXTS) or body["purpose"] not in _PURPOSES:
        return None
    numbers = _INSURER_NUMBER.fullmatch(body["insurer_number"]) and _INSURED_NUMBER.fullmatch(
        body["insured_number"]
    )
    return body if numbers and _plain_kinds(body["record_kinds"]) else None


def _plain_kinds(kinds: object) -> bool:
    return (
        type(kinds) is list
        and 0 < len(kinds) <= len(RECORD_KINDS)
        and all(type(kind) is str and kind in RECORD_KINDS for kind in kinds)
    )
