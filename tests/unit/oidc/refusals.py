"""Asserting which entry of the catalogue a refusal names, and that it says nothing about the person."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from care_platform.reference.catalogue.entry import CataloguedError, Entry
from tests.unit.oidc.builders import ACCESS_TOKEN, ITEMS, SUBJECT


@contextmanager
def refused_with(entry: Entry, **details: str) -> Iterator[None]:
    with pytest.raises(CataloguedError) as caught:
        yield
    assert caught.value.entry is entry
    assert {name: caught.value.details.get(name) for name in details} == details
    told = f"{caught.value} {caught.value.details} {caught.value.__cause__}"
    assert not [
        secret for secret in (*ITEMS.values(), ACCESS_TOKEN, SUBJECT) if len(secret) > 1 and secret in told
    ]
    # The texts must be fillable with exactly what the error carries.
    for text in (entry.vendor_ja, entry.vendor_en, entry.desk_ja, entry.desk_en):
        assert text.format(**caught.value.details)
