"""The chain's digest covers every field of a seal."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from care_platform.audit.chain import Seal
from tests.unit.audit.test_heads import SEAL

OTHER: dict[type, Any] = {
    int: 999,
    str: "other",
    date: date(2030, 1, 1),
    datetime: datetime(2030, 1, 1, tzinfo=UTC),
}


@pytest.mark.parametrize("name", [one.name for one in fields(Seal) if one.name != "chain_digest"])
def test_another_value_gives_another_digest(name: str) -> None:
    other = replace(SEAL, **{name: OTHER[type(getattr(SEAL, name))]})
    assert other.computed_digest() != SEAL.computed_digest()


def test_the_same_moment_in_another_zone_gives_the_same_digest() -> None:
    japan = SEAL.sealed_at.astimezone(timezone(timedelta(hours=9)))
    assert replace(SEAL, sealed_at=japan).computed_digest() == SEAL.computed_digest()
