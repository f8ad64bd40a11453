"""The city of these tests."""

import pytest

from care_platform.platform import Platform
from tests.builders.clock import MovableClock
from tests.integration.migration.city import MovingCity


@pytest.fixture
def city(platform: Platform, clock: MovableClock) -> MovingCity:
    """枚方市 with a programme that has just begun, on Tuesday 2026-11-24."""
    return MovingCity(platform, clock).begins()
