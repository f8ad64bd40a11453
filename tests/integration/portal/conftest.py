"""A platform with 見本花子's certificates, a person's browser, and the demonstration provider between them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from care_platform.platform import Platform
from tests.builders.clock import MovableClock
from tests.integration.oidc.serving import running_server
from tests.integration.portal.town import KEY_FILE_NAME, Town, new_key


@pytest.fixture
def town(platform: Platform, clock: MovableClock, tmp_path: Path) -> Iterator[Town]:
    """枚方市 shares and has sent the certificates of one person; portal and provider answer over HTTP."""
    key_file = tmp_path / KEY_FILE_NAME
    key = new_key(key_file)
    with running_server() as provider, running_server() as portal:
        base = f"http://127.0.0.1:{portal.server_port}"
        issuer = f"http://127.0.0.1:{provider.server_port}/api/realms/main"
        settings = platform.settings.model_copy(
            update={
                "base_url": base, "oidc_issuer": issuer, "oidc_client_id": "care",
                "oidc_private_key_file": key_file, "oidc_allow_insecure_http": True,
            }
        )  # fmt: skip
        town = Town(replace(platform, settings=settings), clock, key)
        town.opens(provider, portal)
        yield town
