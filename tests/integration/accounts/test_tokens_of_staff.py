"""Software acting for a member of staff: code, tokens, rotation, reuse, and every way it ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from care_platform.accounts.clients import register_redirect
from care_platform.accounts.grants import end_grants_of
from care_platform.accounts.kinds import Level
from care_platform.accounts.managing import Rights, change_account, end_account, recover_account
from care_platform.api.schemas.token import TokenAnswerSchema, TokenErrorSchema
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from care_platform.store.housekeeping import purge_expired
from care_platform.store.offices import end_client, end_office
from tests.builders.accounts import Member, account, events, member, occasion
from tests.builders.clock import MovableClock
from tests.builders.offices import CLIENT, HANAKO, OFFICE, access_log, office, serves, sharing
from tests.builders.software import REDIRECT, agreed, asks, redeems, redirecting, refreshes

LOOKUP = {
    "insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number, "purpose": "claim",
}  # fmt: skip


@pytest.fixture
def staff(platform: Platform) -> Member:
    redirecting(platform)
    return member(platform)


def tokens(answer: TestResponse) -> dict[str, Any]:
    body = answer.get_json()
    assert answer.status_code == 200, body
    assert TokenAnswerSchema().validate(body) == {}
    assert isinstance(body, dict)
    return body


def refused(answer: TestResponse) -> str:
    body = answer.get_json()
    assert TokenErrorSchema().validate(body) == {}
    return str(body["error"])


def opens(client: FlaskClient, body: dict[str, Any]) -> bool:
    header = {"Authorization": f"Bearer {body['access_token']}"}
    return client.get("/api/v1/users", headers=header).status_code == 200


def test_a_code_gives_tokens_that_act_for_the_member_of_staff(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    body = tokens(redeems(client, platform, agreed(platform, staff)))

    assert (body["expires_in"], body["scope"]) == (3600, "records.read users.write")
    assert opens(client, body)


def test_the_access_log_names_the_member_of_staff(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    sharing(platform)
    serves(platform)
    body = tokens(redeems(client, platform, agreed(platform, staff)))

    header = {"Authorization": f"Bearer {body['access_token']}"}
    assert client.post("/api/v1/lookups", json=LOOKUP, headers=header).status_code == 200
    assert [row["staff_id"] for row in access_log(platform)] == ["S-001"]


def test_a_code_works_once_and_its_reuse_ends_everything(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    code = agreed(platform, staff)
    body = tokens(redeems(client, platform, code))

    assert refused(redeems(client, platform, code)) == "invalid_grant"
    assert not opens(client, body)
    assert refused(refreshes(client, platform, body["refresh_token"])) == "invalid_grant"


@pytest.mark.parametrize(
    "changes", [{"code_verifier": "w" * 43}, {"redirect_uri": REDIRECT + "/"}], ids=["verifier", "address"]
)
def test_a_code_that_is_not_proven_is_used_up(
    client: FlaskClient, platform: Platform, staff: Member, changes: dict[str, str]
) -> None:
    code = agreed(platform, staff)

    assert refused(redeems(client, platform, code, **changes)) == "invalid_grant"
    assert refused(redeems(client, platform, code)) == "invalid_grant"


@pytest.mark.parametrize(
    "changes",
    [{"code_verifier": None}, {"code_verifier": "short"}, {"redirect_uri": None}],
)
def test_a_form_that_is_not_whole_uses_no_code(
    client: FlaskClient, platform: Platform, staff: Member, changes: dict[str, Any]
) -> None:
    code = agreed(platform, staff)

    assert refused(redeems(client, platform, code, **changes)) == "invalid_request"
    assert redeems(client, platform, code).status_code == 200


def test_a_code_lives_a_minute(
    client: FlaskClient, platform: Platform, staff: Member, clock: MovableClock
) -> None:
    code = agreed(platform, staff)
    clock.move(seconds=60)

    assert refused(redeems(client, platform, code)) == "invalid_grant"


def test_another_client_cannot_use_the_code_nor_the_token(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    other = office(platform, "2775000002")
    code = agreed(platform, staff)

    assert refused(redeems(client, platform, code, as_client=other)) == "invalid_grant"
    body = tokens(redeems(client, platform, code))
    assert refused(refreshes(client, platform, body["refresh_token"], as_client=other)) == "invalid_grant"
    assert opens(client, tokens(refreshes(client, platform, body["refresh_token"])))


def test_refreshing_gives_new_tokens_and_a_used_one_ends_the_family(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    first = tokens(redeems(client, platform, agreed(platform, staff)))
    second = tokens(refreshes(client, platform, first["refresh_token"]))
    assert second["refresh_token"] != first["refresh_token"]

    assert refused(refreshes(client, platform, first["refresh_token"])) == "invalid_grant"
    assert refused(refreshes(client, platform, second["refresh_token"])) == "invalid_grant"
    assert not opens(client, second)
    assert events(platform, staff.id)[-1] == "grant_ended"


def test_refreshing_goes_on_for_eight_hours_and_no_longer(
    client: FlaskClient, platform: Platform, staff: Member, clock: MovableClock
) -> None:
    body = tokens(redeems(client, platform, agreed(platform, staff)))
    for _ in range(8):
        clock.move(minutes=59)
        body = tokens(refreshes(client, platform, body["refresh_token"]))
    assert body["expires_in"] == 8 * 60

    clock.move(minutes=8)
    assert not opens(client, body)
    assert refused(refreshes(client, platform, body["refresh_token"])) == "invalid_grant"
    purge_expired(platform.engine, platform.clock() + timedelta(seconds=1))
    assert refused(refreshes(client, platform, body["refresh_token"])) == "invalid_grant"


def test_fewer_scopes_may_be_asked_for_and_never_more(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    body = tokens(redeems(client, platform, agreed(platform, staff, ("records.read",))))

    more = refreshes(client, platform, body["refresh_token"], scope="records.read users.write")
    assert refused(more) == "invalid_grant"
    assert tokens(refreshes(client, platform, body["refresh_token"]))["scope"] == "records.read"


def _client_ends(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        end_client(connection, CLIENT, platform.clock())


def _office_ends(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        end_office(connection, OFFICE, platform.clock())


def _account_ends(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        end_account(connection, staff.id, occasion(platform))


def _is_recovered(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        recover_account(connection, staff.id, occasion(platform))


def _permission_ends(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        end_grants_of(connection, staff.id, "withdrawn", occasion(platform, staff.id), CLIENT)


def _job_ends(platform: Platform, staff: Member) -> None:
    with platform.engine.begin() as connection:
        change_account(connection, account(platform, staff.id), Rights(), occasion(platform))


@pytest.mark.parametrize(
    "ending", [_client_ends, _office_ends, _account_ends, _is_recovered, _permission_ends, _job_ends]
)
def test_what_ended_is_not_refreshed_and_opens_nothing_from_now_on(
    client: FlaskClient, platform: Platform, staff: Member, ending: Callable[[Platform, Member], None]
) -> None:
    body = tokens(redeems(client, platform, agreed(platform, staff)))
    assert opens(client, body)

    ending(platform, staff)

    assert not opens(client, body)
    assert refused(refreshes(client, platform, body["refresh_token"])) in {"invalid_grant", "invalid_client"}


def test_giving_a_refresh_token_back_ends_the_grant(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    body = tokens(redeems(client, platform, agreed(platform, staff)))

    assert asks(client, platform, "/api/v1/revoke", token=body["refresh_token"]).status_code == 200
    assert not opens(client, body)


def test_giving_an_access_token_back_ends_only_that(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    body = tokens(redeems(client, platform, agreed(platform, staff)))

    assert asks(client, platform, "/api/v1/revoke", token=body["access_token"]).status_code == 200
    assert not opens(client, body)
    assert opens(client, tokens(refreshes(client, platform, body["refresh_token"])))


def test_a_stranger_revokes_nothing_and_learns_nothing(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    other = office(platform, "2775000002")
    body = tokens(redeems(client, platform, agreed(platform, staff)))

    for token in (body["refresh_token"], body["access_token"], "unknown"):
        assert asks(client, platform, "/api/v1/revoke", token=token, as_client=other).get_json() == {}
    assert opens(client, body)
    assert (
        refused(asks(client, platform, "/api/v1/revoke", token="x", as_client="nobody")) == "invalid_client"
    )
    assert refused(asks(client, platform, "/api/v1/revoke")) == "invalid_request"


def test_an_administrator_without_a_job_type_reads_nothing(client: FlaskClient, platform: Platform) -> None:
    redirecting(platform)
    administrator = member(platform, level=Level.ADMINISTRATOR, job_type=None)

    assert refused(redeems(client, platform, agreed(platform, administrator))) == "invalid_grant"


@pytest.mark.parametrize(
    "address",
    [
        "http://software.example/back", "https://software.example/#x", "https://u:p@software.example/",
        "javascript:alert(1)", "https:///back", "https://software.example/ x", "https://[", "",
    ],
)  # fmt: skip
def test_an_address_that_cannot_serve_is_not_registered(platform: Platform, address: str) -> None:
    office(platform)

    with (
        pytest.raises(CataloguedError, match=r"access\.client_invalid"),
        platform.engine.begin() as connection,
    ):
        register_redirect(connection, CLIENT, address)


def test_no_token_and_no_code_is_readable_in_the_database(
    client: FlaskClient, platform: Platform, staff: Member
) -> None:
    code = agreed(platform, staff)
    body = tokens(redeems(client, platform, code))

    with platform.engine.connect() as connection:
        kept = " ".join(
            str(connection.execute(text(f"select array_agg(t::text) from {table} t")).scalar_one())
            for table in ("authorization_code", "refresh_token", "access_token", "account_event")
        )
    assert not any(secret in kept for secret in (code, body["access_token"], body["refresh_token"]))


def test_software_can_configure_itself(client: FlaskClient, platform: Platform) -> None:
    document = client.get("/.well-known/oauth-authorization-server").get_json()

    assert document["issuer"] == platform.settings.base_url
    assert document["code_challenge_methods_supported"] == ["S256"]
    assert "none" not in document["token_endpoint_auth_methods_supported"]
    paths = [document[f"{name}_endpoint"] for name in ("token", "revocation")]
    assert {client.post(path).status_code for path in paths} == {400}
