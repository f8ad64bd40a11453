"""Heads of the chain, given out so that someone else keeps them: whoever holds one can prove a lost tail.

One JSON object a line. A signed line has a `signature`: a compact JWS (ES256) over the other members as JSON with
sorted keys and no spaces.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet
from sqlalchemy import Connection

from care_platform.audit.chain import Seal, newest_seal, seals
from care_platform.reference.catalogue import CataloguedError, audit

_ALGORITHM = "ES256"


def heads(connection: Connection, first: int | None = None) -> Iterator[Seal]:
    """The newest seal alone, or every seal from a number on."""
    if first is not None:
        yield from seals(connection, first)
        return
    newest = newest_seal(connection)
    if newest is not None:
        yield newest


def head_line(seal: Seal, key: ECKey | None = None) -> str:
    """The seal as a line, signed when there is a private key."""
    head: dict[str, Any] = {
        "seal_number": seal.seal_number, "chain_digest": seal.chain_digest, "month": f"{seal.month:%Y-%m}",
        "to_id": seal.to_id, "sealed_at": seal.sealed_at.isoformat(),
    }  # fmt: skip
    if key is not None:
        header = {"alg": _ALGORITHM, "kid": key.kid}
        head["signature"] = jws.serialize_compact(header, _signed(head), key, algorithms=[_ALGORITHM])
    return json.dumps(head)


def read_heads(lines: Iterable[str], keys: KeySet | None = None) -> dict[int, str]:
    """Chain digests by seal number from exported lines.

    Raises HEADS_UNREADABLE with the line's number for a line that is not a head, or, when keys are given, is
    not signed by one of them.
    """
    found: dict[int, str] = {}
    for number, line in enumerate(lines, 1):
        try:
            head = json.loads(line)
            if keys is not None:
                _require_signature(head, keys)
            found[int(head["seal_number"])] = str(head["chain_digest"])
        except (ValueError, KeyError, TypeError, AttributeError, JoseError):
            raise CataloguedError(audit.HEADS_UNREADABLE, {"line": number}) from None
    return found


def _require_signature(head: dict[str, Any], keys: KeySet) -> None:
    signed = jws.deserialize_compact(head.pop("signature"), keys, algorithms=[_ALGORITHM])
    if signed.payload != _signed(head):
        raise ValueError("the signature is over something else")


def _signed(head: dict[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
