"""Care software that a member of staff lets act: redirect address, consent, and what it asks the platform."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from care_platform.accounts.authorization import give_grant, software_of
from care_platform.accounts.clients import register_redirect
from care_platform.platform import Platform
from tests.builders.accounts import Member, account, challenge, occasion
from tests.builders.offices import ASSERTION_TYPE, CLIENT, SCOPES, assertion, office

REDIRECT = "https://software.example/back"
VERIFIER = "v" * 43


def redirecting(platform: Platform) -> None:
    """The office's software has a registered address."""
    office(platform)
    with platform.engine.begin() as connection:
        register_redirect(connection, CLIENT, REDIRECT)


def agreed(platform: Platform, staff: Member, scopes: tuple[str, ...] = SCOPES) -> str:
    """The code of a consent given now."""
    with platform.engine.begin() as connection:
        software = software_of(connection, {"client_id": CLIENT, "redirect_uri": REDIRECT})
        return give_grant(
            connection, account(platform, staff.id), software, list(scopes), challenge(VERIFIER),
            occasion(platform, staff.id),
        )  # fmt: skip


def asks(client: FlaskClient, platform: Platform, path: str = "/api/v1/token", **form: Any) -> TestResponse:
    """A request of the software, which proves itself by an assertion; None leaves a field out."""
    signed = assertion(platform.clock(), client_id=form.pop("as_client", CLIENT))
    stated = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": signed} | form
    return client.post(path, data={name: value for name, value in stated.items() if value is not None})


def redeems(client: FlaskClient, platform: Platform, code: str, **changes: Any) -> TestResponse:
    """The software turns a code into tokens."""
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER,
    } | changes  # fmt: skip
    return asks(client, platform, **form)


def refreshes(client: FlaskClient, platform: Platform, token: str, **changes: Any) -> TestResponse:
    """The software asks for the next tokens."""
    return asks(client, platform, grant_type="refresh_token", refresh_token=token, **changes)
