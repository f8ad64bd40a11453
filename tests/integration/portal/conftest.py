"""A platform with 見本花子's certificates, a person's browser, and the demonstration provider between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from care_platform.platform import Platform
from tests.builders.clock import MovableClock
from tests.integration.portal.town import Town, open_town


@pytest.fixture
def town(platform: Platform, clock: MovableClock, tmp_path: Path) -> Iterator[Town]:
    """枚方市 shares and has sent the certificates of one person; portal and provider answer over HTTP."""
    with open_town(platform, clock, tmp_path) as opened:
        yield opened
