"""People of a programme office see the programme of their area by the software they let act."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from care_platform.accounts.kinds import Role
from care_platform.platform import Platform
from tests.builders.accounts import quick_hashes
from tests.builders.consoles import gets, header, municipal, operator
from tests.integration.migration.city import MovingCity


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


def test_the_national_office_sees_every_place(
    client: FlaskClient, platform: Platform, city: MovingCity
) -> None:
    national = header(platform, operator(platform, Role.NATIONAL))

    assert [one["insurer_number"] for one in gets(client, "programmes", national)[1]["programmes"]] == [
        "272104"
    ]
    assert gets(client, "programmes/detail", national, insurer="272104")[0] == 200


def test_a_prefecture_sees_itself_and_must_name_it(
    client: FlaskClient, platform: Platform, city: MovingCity
) -> None:
    osaka = header(platform, operator(platform, Role.PREFECTURAL, "27"))
    nara = header(platform, operator(platform, Role.PREFECTURAL, "29"))
    refused = (403, "accounts.not_yours")

    assert gets(client, "programmes", osaka, prefecture="27")[0] == 200
    assert gets(client, "programmes/detail", osaka, insurer="272104")[0] == 200
    assert gets(client, "programmes", osaka) == refused
    assert gets(client, "programmes", nara, prefecture="27") == refused
    assert gets(client, "programmes/detail", nara, insurer="272104", prefecture="29") == refused


def test_auditor_and_municipality_do_not(client: FlaskClient, platform: Platform, city: MovingCity) -> None:
    for who in (operator(platform, Role.AUDITOR), municipal(platform, Role.APPROVER)):
        assert gets(client, "programmes", header(platform, who)) == (403, "accounts.not_yours")
