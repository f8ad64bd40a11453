"""Quick password hashes for every test of accounts."""

from collections.abc import Iterator

import pytest

from tests.builders.accounts import quick_hashes


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield
