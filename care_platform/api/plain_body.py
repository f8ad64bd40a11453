"""The body of an ordinary look-up, taken without its schema: that took a tenth of a look-up's processor time.

Only what is plainly right is taken so. Everything else goes to the schema, which says what is wrong; a test holds
that what is taken here is what the schema gives (docs/decisions/0140-speed.md).
"""

import inspect
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from flask import Response, request

from care_platform.access.decision import OFFICE_PURPOSES
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.numbers import INSURED_NUMBER_PATTERN, INSURER_NUMBER_PATTERN

View = Callable[..., Response]
_INSURER_NUMBER = re.compile(INSURER_NUMBER_PATTERN)
_INSURED_NUMBER = re.compile(INSURED_NUMBER_PATTERN)
_PURPOSES = frozenset(purpose.value for purpose in OFFICE_PURPOSES)
_MEMBERS = frozenset({"insurer_number", "insured_number", "purpose", "record_kinds"})
_REQUIRED = _MEMBERS - {"record_kinds"}


def plain_or_by_schema(by_schema: View) -> View:
    """Lets a view that `arguments` gives its body take a plain one at once; stands before that decorator."""
    view: View = inspect.unwrap(by_schema)

    @wraps(by_schema)
    def call(*args: Any, **kwargs: Any) -> Response:
        body = plain_body(request.get_data()) if request.mimetype == "application/json" else None
        return by_schema(*args, **kwargs) if body is None else view(body)

    return call


def plain_body(sent: bytes) -> dict[str, Any] | None:
    """What was sent, where it is one person, a purpose and perhaps kinds, all plainly right; None otherwise."""
    try:
        body = orjson.loads(sent)
    except orjson.JSONDecodeError:
        return None
    if type(body) is not dict or not _REQUIRED <= body.keys() <= _MEMBERS:
        return None
    if not all(type(body[name]) is str for name in _REQUIRED) or body["purpose"] not in _PURPOSES:
        return None
    numbers = _INSURER_NUMBER.fullmatch(body["insurer_number"]) and _INSURED_NUMBER.fullmatch(
        body["insured_number"]
    )
    return body if numbers and ("record_kinds" not in body or _plain_kinds(body["record_kinds"])) else None


def _plain_kinds(kinds: object) -> bool:
    return (
        type(kinds) is list
        and 0 < len(kinds) <= len(RECORD_KINDS)
        and all(type(kind) is str and kind in RECORD_KINDS for kind in kinds)
    )
