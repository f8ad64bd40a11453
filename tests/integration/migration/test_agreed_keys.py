"""The secrets agreed with municipalities lie sealed in the database, and follow a change of the platform's key."""

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from care_platform.accounts.resealing import reseal
from care_platform.migration.keys import AgreedKey, agree_key, seal_bare_keys, secret_of
from care_platform.reference.catalogue import CataloguedError
from tests.builders.records import HIRAKATA
from tests.integration.migration.city import MovingCity


@pytest.fixture
def agreed(city: MovingCity) -> AgreedKey:
    found: AgreedKey = city.does(agree_key, box=city.box)
    return found


def kept(city: MovingCity) -> bytes:
    with city.platform.engine.connect() as connection:
        return bytes(connection.execute(text("select secret from reconciliation_key")).scalar_one())


def known(city: MovingCity, agreed: AgreedKey) -> bool:
    """Whether the platform still finds the secret that the municipality has."""
    with city.platform.engine.begin() as connection:
        return secret_of(connection, HIRAKATA, agreed.key_id, city.box) == agreed.secret


def seals_under(city: MovingCity, *lines: str) -> None:
    (city.platform.settings.data_dir / "account-secrets.key").write_text("\n".join(lines))


def stored_bare(city: MovingCity, agreed: AgreedKey) -> None:
    """As a platform of before secrets were sealed left it."""
    with city.platform.engine.begin() as connection:
        connection.execute(text("update reconciliation_key set secret = :bare"), {"bare": agreed.secret})


def test_the_database_does_not_tell_the_secret(city: MovingCity, agreed: AgreedKey) -> None:
    assert agreed.secret not in kept(city)
    assert agreed.secret.hex().encode() not in kept(city)
    assert known(city, agreed)


def test_without_the_platforms_key_it_is_of_no_use(city: MovingCity, agreed: AgreedKey) -> None:
    seals_under(city, Fernet.generate_key().decode())

    with pytest.raises(CataloguedError, match=r"accounts\.key_unusable"):
        known(city, agreed)


def test_it_follows_a_new_key_of_the_platform(city: MovingCity, agreed: AgreedKey) -> None:
    former, new = (
        (city.platform.settings.data_dir / "account-secrets.key").read_text(),
        Fernet.generate_key().decode(),
    )
    seals_under(city, new, former)
    with city.platform.engine.begin() as connection:
        assert reseal(connection, city.box)["reconciliation_key"] == 1

    seals_under(city, new)
    assert known(city, agreed)


def test_one_agreed_before_secrets_were_sealed_goes_on_and_is_sealed(
    city: MovingCity, agreed: AgreedKey
) -> None:
    stored_bare(city, agreed)

    assert known(city, agreed)

    assert agreed.secret not in kept(city)
    assert known(city, agreed)


def test_sealing_what_is_sealed_changes_nothing(city: MovingCity, agreed: AgreedKey) -> None:
    stored_bare(city, agreed)
    with city.platform.engine.begin() as connection:
        assert seal_bare_keys(connection, city.box) == 1
        assert seal_bare_keys(connection, city.box) == 0

    assert known(city, agreed)
