"""People of an organisation who let their software act: an administrator, a municipality's clerks, the operator's."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from care_platform.accounts.acting import Acting
from care_platform.accounts.authorization import give_grant, software_of
from care_platform.accounts.clients import register_redirect
from care_platform.accounts.grants import redeem_code
from care_platform.accounts.kinds import Level, OrganisationKind, Role
from care_platform.accounts.staff import StaffAccount
from care_platform.platform import Platform
from care_platform.reference.scopes import INSURER_SCOPES, OFFICE_SCOPES, OPERATOR_SCOPES
from care_platform.store.offices import register_client, register_console_client
from tests.builders.accounts import Member, account, challenge, member, occasion
from tests.builders.offices import OFFICE, key_set
from tests.builders.software import REDIRECT, VERIFIER

_CONSOLE_SCOPES = {OrganisationKind.INSURER: INSURER_SCOPES, OrganisationKind.OPERATOR: OPERATOR_SCOPES}
Header = dict[str, str]


def administrator(platform: Platform, number: str = OFFICE, **changes: Any) -> Member:
    """An office's administrator without a job of their own."""
    stated: dict[str, Any] = {
        "login_name": f"admin-{number}", "organisation": number, "staff_id": "A-1", "job_type": None,
        "level": Level.ADMINISTRATOR,
    } | changes  # fmt: skip
    return member(platform, **stated)


def municipal(platform: Platform, role: Role | None, insurer: str = "272104", **changes: Any) -> Member:
    """Someone at a municipality's console."""
    stated: dict[str, Any] = {
        "login_name": f"{role or 'nobody'}-{insurer}", "kind": OrganisationKind.INSURER, "organisation": insurer,
        "staff_id": f"{role or 'none'}-1", "job_type": None, "role": role,
    } | changes  # fmt: skip
    return member(platform, **stated)


def operator(platform: Platform, role: Role, area: str = "JP", **changes: Any) -> Member:
    """Someone of the platform's operator."""
    stated: dict[str, Any] = {
        "login_name": f"{role}-{area.lower()}", "kind": OrganisationKind.OPERATOR, "organisation": area,
        "staff_id": f"{role}-{area}", "job_type": None, "role": role,
    } | changes  # fmt: skip
    return member(platform, **stated)


def acting(platform: Platform, who: Member) -> Acting:
    """Them, doing something now."""
    return Acting(account=account(platform, who.id), at=platform.clock(), correlation_id="test")


def header(platform: Platform, who: Member, *scopes: str) -> Header:
    """The header of a token they gave their software: for these scopes, or for all they may give."""
    made = may_let_act(platform, who, *scopes)
    assert made is not None
    return made


def may_let_act(platform: Platform, who: Member, *scopes: str) -> Header | None:
    """The same; None for someone whose software may do nothing."""
    of = account(platform, who.id)
    client_id = _software(platform, of)
    with platform.engine.begin() as connection:
        software = software_of(connection, {"client_id": client_id, "redirect_uri": REDIRECT})
        granted = list(scopes) or sorted(software.scopes)
        code = give_grant(connection, of, software, granted, challenge(VERIFIER), occasion(platform, who.id))
        tokens = redeem_code(
            connection, client_id, code, REDIRECT, VERIFIER, timedelta(hours=1), occasion(platform, who.id)
        )
    return None if tokens is None else {"Authorization": f"Bearer {tokens.access_token}"}


def posts(client: FlaskClient, path: str, who: Header, **body: Any) -> tuple[int, Any]:
    """Status and body of a request; for a refusal, its code in the body's place."""
    return _said(client.post(f"/api/v1/{path}", json=body, headers=who))


def gets(client: FlaskClient, path: str, who: Header, **query: Any) -> tuple[int, Any]:
    """The same for a GET."""
    return _said(client.get(f"/api/v1/{path}", query_string=query, headers=who))


def _said(answer: Any) -> tuple[int, Any]:
    body = answer.get_json()
    return answer.status_code, body["code"] if answer.status_code >= 400 else body


def _software(platform: Platform, of: StaffAccount) -> str:
    client_id, at = f"console-of-{of.kind}-{of.organisation}", platform.clock()
    with platform.engine.begin() as connection:
        if of.kind is OrganisationKind.OFFICE:
            register_client(
                connection, client_id, of.organisation, "見本ソフト", key_set(), OFFICE_SCOPES, at
            )
        else:
            console = (of.kind.value, of.organisation)
            register_console_client(
                connection, client_id, console, "見本ソフト", key_set(), _CONSOLE_SCOPES[of.kind], at
            )
        register_redirect(connection, client_id, REDIRECT)
    return client_id


__all__ = ["Role", "acting", "administrator", "gets", "header", "municipal", "operator", "posts"]
