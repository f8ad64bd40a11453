"""Heads of the chain as lines: readable again, and worth nothing when somebody touched them."""

import json
from datetime import UTC, date, datetime

import pytest
from joserfc.jwk import ECKey, KeySet

from care_platform.audit.chain import BEFORE_THE_FIRST, Seal
from care_platform.audit.heads import head_line, read_heads
from care_platform.reference.catalogue import CataloguedError, audit

KEY = ECKey.generate_key("P-256", auto_kid=True)
KEYS = KeySet([KEY])
SEAL = Seal(
    seal_number=7, kind="rows", month=date(2026, 11, 1), from_transaction=10, to_transaction=20, from_id=1,
    to_id=9, row_count=9, content_digest="c" * 64, previous_digest=BEFORE_THE_FIRST,
    sealed_at=datetime(2026, 11, 24, 1, 0, tzinfo=UTC), chain_digest="d" * 64,
)  # fmt: skip


def refused(line: str, keys: KeySet | None = None) -> bool:
    with pytest.raises(CataloguedError) as error:
        read_heads([head_line(SEAL, KEY), line], keys)
    return error.value.entry is audit.HEADS_UNREADABLE and error.value.details == {"line": 2}


@pytest.mark.parametrize("key", [None, KEY])
def test_an_exported_head_is_read_again(key: ECKey | None) -> None:
    assert read_heads([head_line(SEAL, key)]) == {7: "d" * 64}


def test_a_signed_head_is_accepted_with_the_right_key_only() -> None:
    assert read_heads([head_line(SEAL, KEY)], KEYS) == {7: "d" * 64}
    assert refused(head_line(SEAL, ECKey.generate_key("P-256", auto_kid=True)), KEYS)


def test_an_unsigned_head_is_refused_where_signatures_are_asked_for() -> None:
    assert refused(head_line(SEAL), KEYS)


def test_a_changed_head_does_not_fit_its_signature() -> None:
    changed = json.loads(head_line(SEAL, KEY)) | {"chain_digest": "e" * 64}
    assert refused(json.dumps(changed), KEYS)


@pytest.mark.parametrize(
    "line", ["", "no json", "[]", "{}", '{"seal_number": 1}', '{"seal_number": "x", "chain_digest": ""}']
)
def test_what_is_no_head_is_refused_with_its_line(line: str) -> None:
    assert refused(line)


def test_a_head_names_no_person() -> None:
    assert set(json.loads(head_line(SEAL))) == {"seal_number", "chain_digest", "month", "to_id", "sealed_at"}
