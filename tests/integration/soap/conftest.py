"""The city of Hirakata's system, registered and ready."""

import pytest
from flask.testing import FlaskClient

from care_platform.platform import Platform
from tests.integration.soap.senders import CitySystem, registered
from tests.unit.soap.senders import a_city


@pytest.fixture
def city(client: FlaskClient, platform: Platform) -> CitySystem:
    """A city's system whose certificate is registered."""
    return CitySystem(client, platform, registered(platform, a_city()))
