"""The cursor of the list of changes: the last applied transfer the caller has seen, made opaque."""

import base64
import binascii
import re

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue import api as api_errors

_FORM = re.compile(rb"c1:([0-9]{1,18})")


def encode_cursor(sequence: int) -> str:
    """The text a caller keeps. It names no one and opens nothing, so it needs no signature."""
    return base64.urlsafe_b64encode(b"c1:%d" % sequence).decode().rstrip("=")


def decode_cursor(cursor: str, latest: int) -> int:
    """The sequence in a cursor. Raises CataloguedError when malformed or later than the latest transfer."""
    try:
        plain = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        plain = b""
    found = _FORM.fullmatch(plain)
    if found is None or int(found[1]) > latest or encode_cursor(int(found[1])) != cursor:
        raise CataloguedError(api_errors.CURSOR_INVALID)
    return int(found[1])
