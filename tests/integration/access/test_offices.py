"""Registering offices and their software."""

from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey
from sqlalchemy import Engine, text

from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from care_platform.store.offices import end_office, register_client, register_office
from tests.builders.offices import CLIENT, KEY, OFFICE, SCOPES, bearer, key_set, office


def refused(engine: Engine, number: str = OFFICE, services: tuple[str, ...] = ("43",)) -> str:
    with engine.begin() as connection, pytest.raises(CataloguedError) as caught:
        register_office(connection, number, "見本", services)
    assert caught.value.entry.code == "access.office_invalid"
    return str(caught.value.details["item"])


def client_refused(platform: Platform, keys: dict[str, Any], **changes: Any) -> str:
    stated = {"client_id": "new", "office_number": OFFICE, "scopes": SCOPES} | changes
    with platform.engine.begin() as connection, pytest.raises(CataloguedError) as caught:
        register_client(connection, software_name="見本", public_keys=keys, at=platform.clock(), **stated)
    assert caught.value.entry.code == "access.client_invalid"
    return str(caught.value.details["item"])


@pytest.mark.parametrize("number", ["277500000", "27I5000001", "2775000001\n", ""])
def test_a_number_that_is_none_is_refused(engine: Engine, number: str) -> None:
    assert refused(engine, number) == "office_number"


def test_a_service_type_that_does_not_exist_is_refused(engine: Engine) -> None:
    assert refused(engine, services=("43", "00")) == "service_types"


def test_an_office_that_ended_can_open_again(platform: Platform) -> None:
    office(platform)
    with platform.engine.begin() as connection:
        assert end_office(connection, OFFICE, platform.clock())
        assert not end_office(connection, OFFICE, platform.clock())

    office(platform)

    with platform.engine.connect() as connection:
        assert connection.execute(text("select ended_at from care_office")).scalar_one() is None


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"keys": []},
        {"keys": ["x"]},
        {"keys": [KEY.as_dict(private=True)]},
        {"keys": [OctKey.generate_key(256, auto_kid=True).as_dict(private=True)]},
        {"keys": [ECKey.generate_key("P-521", auto_kid=True).as_dict(private=False)]},
        {"keys": [{name: v for name, v in KEY.as_dict(private=False).items() if name != "kid"}]},
    ],
    ids=["nothing", "empty", "no key", "private", "secret", "other curve", "no name"],
)
def test_a_key_that_cannot_serve_is_refused(platform: Platform, keys: dict[str, Any]) -> None:
    office(platform)

    assert client_refused(platform, keys) == "public_keys"


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_weak_rsa_key_is_refused(platform: Platform) -> None:
    office(platform)

    weak = RSAKey.generate_key(1024, auto_kid=True)

    assert client_refused(platform, key_set(weak)) == "public_keys"


def test_two_keys_of_one_name_are_refused(platform: Platform) -> None:
    office(platform)

    assert client_refused(platform, key_set(KEY, KEY)) == "kid"


def test_scopes_must_be_known(platform: Platform) -> None:
    office(platform)

    assert client_refused(platform, key_set(), scopes=("everything",)) == "scopes"
    assert client_refused(platform, key_set(), scopes=()) == "scopes"


def test_a_client_belongs_to_one_registered_office(platform: Platform) -> None:
    bearer(platform)
    office(platform, "2775000002")

    assert client_refused(platform, key_set(), office_number="2775000009") == "office_number"
    assert (
        client_refused(platform, key_set(), client_id=CLIENT, office_number="2775000002") == "office_number"
    )
