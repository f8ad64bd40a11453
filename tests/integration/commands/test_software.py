"""How an operator registers software of consoles, card readers and certificates, and that each then works."""

import base64
import json
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from app import create_app
from care_platform.platform import Platform
from commands.accounts import accounts
from commands.context import Wiring
from commands.offices import offices
from tests.builders.accounts import quick_hashes
from tests.builders.cards import READER, READER_KEY, card_read
from tests.builders.clock import MovableClock
from tests.builders.consoles import Role, gets, header, municipal, posts
from tests.builders.offices import CLIENT, HANAKO, OFFICE, bearer, key_set, office, serves, sharing
from tests.builders.records import insured_row
from tests.builders.transfers import sent
from tests.integration.accounts.test_certificate import certificate

PROXY = "10.0.0.1"
HANAKO_BODY = {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}


@pytest.fixture(autouse=True)
def _quick() -> Any:
    with quick_hashes():
        yield


@pytest.fixture
def keys(tmp_path: Path) -> str:
    return kept(tmp_path / "keys.json", key_set())


def kept(path: Path, content: Any) -> str:
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def run(platform: Platform, group: click.Group, *words: str) -> Result:
    return CliRunner().invoke(group, list(words), obj=Wiring(lambda _: platform, lambda _: ""))


def console_client(platform: Platform, keys: str, *scopes: str, organisation: str = "272104") -> Result:
    named = [word for scope in scopes for word in ("--scope", scope)]
    return run(
        platform, accounts, "add-client", "--client-id", "console-of-insurer-272104", "--kind", "insurer",
        "--organisation", organisation, "--software", "見本ソフト", "--public-keys", keys, *named,
    )  # fmt: skip


def test_a_municipalitys_software_is_registered_with_scopes_of_its_kind(
    platform: Platform, keys: str
) -> None:
    assert console_client(platform, keys, "municipal.read", "audit.read").exit_code == 0
    wrong = console_client(platform, keys, "records.read")
    stolen = console_client(platform, keys, "municipal.read", organisation="271007")

    assert (wrong.exit_code, stolen.exit_code) == (1, 1)
    assert "access.client_invalid" in wrong.stderr
    assert "access.client_invalid" in stolen.stderr


def test_a_viewers_software_cannot_ask_for_more_than_it_was_registered_with(
    platform: Platform, client: Any
) -> None:
    viewer = header(platform, municipal(platform, Role.VIEWER), "municipal.read")

    assert gets(client, "municipal/transfers", viewer)[0] == 200
    assert posts(client, "municipal/access-log", viewer, insured_number="0000000001") == (
        403, "api.scope_not_granted",
    )  # fmt: skip


def test_a_registered_reader_registers_users_until_it_is_ended(
    platform: Platform, client: Any, clock: MovableClock, tmp_path: Path
) -> None:
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row()])
    office(platform)
    file = kept(tmp_path / "reader.json", {"keys": [READER_KEY.as_dict(private=False)]})
    words = ("add-terminal", "--terminal-id", READER, "--office", OFFICE, "--public-keys")

    assert run(platform, offices, *words, file).exit_code == 0
    assert registers(platform, client, clock) == 201
    assert run(platform, offices, "end-terminal", "--terminal-id", READER).exit_code == 0
    assert registers(platform, client, clock) == 403
    assert run(platform, offices, "end-terminal", "--terminal-id", READER).exit_code == 1
    private = kept(tmp_path / "private.json", {"keys": [READER_KEY.as_dict(private=True)]})
    for bad in (private, kept(tmp_path / "none.json", {"keys": []}), kept(tmp_path / "list.json", [])):
        refused = run(platform, offices, *words, bad)
        assert refused.exit_code != 0
        assert "terminal_invalid" in refused.output + str(refused.exception)


def registers(platform: Platform, client: Any, clock: MovableClock) -> int:
    body = HANAKO_BODY | {"identity": {"method": "card", "assertion": card_read(clock())}}
    return int(client.post("/api/v1/users", json=body, headers=bearer(platform)).status_code)


def test_a_certificate_from_the_trusted_proxy_is_the_whole_way_to_a_look_up(
    web_platform: Platform, platform: Platform, clock: MovableClock
) -> None:
    """Registered on the command line, presented by the proxy, exchanged for a token, used (RFC 8705 section 2)."""
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row()])
    office(platform)
    serves(platform)
    made = certificate(clock)
    fingerprint = made.fingerprint(hashes.SHA256()).hex()
    words = ("add-certificate", "--client-id", CLIENT, "--fingerprint", fingerprint)
    assert run(platform, accounts, *words).exit_code == 0
    behind = web_platform.settings.model_copy(update={"trusted_proxies": (ip_network("10.0.0.0/8"),)})
    client = create_app(replace(web_platform, settings=behind)).test_client()
    field = f":{base64.b64encode(made.public_bytes(Encoding.DER)).decode()}:"

    def token(peer: str) -> Any:
        form = {"grant_type": "client_credentials", "client_id": CLIENT, "scope": "records.read"}
        return client.post(
            "/api/v1/token", data=form, headers={"Client-Cert": field}, environ_base={"REMOTE_ADDR": peer}
        )

    answer = token(PROXY)
    assert answer.status_code == 200, answer.get_json()
    software = {"Authorization": f"Bearer {answer.get_json()['access_token']}"}
    asked = HANAKO_BODY | {"purpose": "claim", "record_kinds": ["insured_certificate"]}
    status, found = posts(client, "lookups", software, **asked)
    assert (status, found["kinds"][0]["state"]) == (200, "found")
    assert posts(client, "users/end", software, **HANAKO_BODY) == (403, "api.scope_not_granted")
    assert token("192.0.2.9").status_code == 400
