"""A municipality's console: a viewer, an operator, an approver, each with the software they let act."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask.testing import FlaskClient

from app import create_app
from care_platform.accounts.kinds import Role
from care_platform.platform import Platform
from tests.builders.accounts import quick_hashes
from tests.builders.consoles import Header, header, municipal


@dataclass(frozen=True)
class Town:
    """The headers of 枚方市's people, and those of 奈良市's approver."""

    viewer: Header
    operator: Header
    approver: Header
    elsewhere: Header


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def town(platform: Platform) -> Town:
    return Town(
        viewer=header(platform, municipal(platform, Role.VIEWER)),
        operator=header(platform, municipal(platform, Role.OPERATOR)),
        approver=header(platform, municipal(platform, Role.APPROVER)),
        elsewhere=header(platform, municipal(platform, Role.APPROVER, "292011")),
    )


@pytest.fixture
def enqueued() -> list[int]:
    """The transfers that a worker was asked for."""
    return []


@pytest.fixture
def console(web_platform: Platform, enqueued: list[int]) -> FlaskClient:
    """The web application under its own role, on a platform that notes which worker it asks for."""
    return create_app(replace(web_platform, enqueue=lambda number, *_: enqueued.append(number))).test_client()
