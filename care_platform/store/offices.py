"""Registering care offices and the software that acts for them. Used by the command line and the demonstration."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from care_platform.reference.catalogue import CataloguedError, access
from care_platform.reference.codes import SERVICE_TYPE
from care_platform.reference.numbers import is_medical_code, is_office_number
from care_platform.reference.scopes import INSURER_SCOPES, OFFICE_SCOPES, OPERATOR_SCOPES

SCOPES = OFFICE_SCOPES | INSURER_SCOPES | OPERATOR_SCOPES
_SCOPES_OF_CONSOLE = {"insurer": INSURER_SCOPES, "operator": OPERATOR_SCOPES}
_LEAST_RSA_BITS = 2048


def register_office(
    connection: Connection, office_number: str, name: str, service_types: Iterable[str]
) -> None:
    """Registers an office, or gives a registered one its new name and services; an ended one opens again.

    `office_number` is a care office's number or a medical institution's code in ten places. An institution
    without care services has no service types. Raises CataloguedError for a wrong number or service type.
    """
    services = sorted(set(service_types))
    if not (is_office_number(office_number) or is_medical_code(office_number)):
        raise CataloguedError(access.OFFICE_INVALID, {"item": "office_number"})
    if not all(service in SERVICE_TYPE for service in services):
        raise CataloguedError(access.OFFICE_INVALID, {"item": "service_types"})
    connection.execute(
        text(
            "insert into care_office (office_number, name, service_types) values (:number, :name, :services) "
            "on conflict (office_number) do update set name = excluded.name, "
            "service_types = excluded.service_types, ended_at = null"
        ),
        {"number": office_number, "name": name, "services": services},
    )


def end_office(connection: Connection, office_number: str, at: datetime) -> bool:
    """Ends an office: its tokens stop working with the commit. False when there is none or it had ended."""
    ended = text("update care_office set ended_at = :at where office_number = :number and ended_at is null")
    return connection.execute(ended, {"at": at, "number": office_number}).rowcount > 0


def register_client(
    connection: Connection,
    client_id: str,
    office_number: str,
    software_name: str,
    public_keys: Mapping[str, Any],
    scopes: Iterable[str],
    at: datetime,
) -> None:
    """Registers software of a registered office, or replaces its keys and scopes; an ended one works again.

    `public_keys` is a JWK set (RFC 7517) of public RSA (2048 bits or more) or P-256 keys, each with its `kid`.
    Raises CataloguedError for anything else, for an unknown scope, and for a client of another office.
    """
    wanted = sorted(set(scopes))
    _check_keys(public_keys)
    if not wanted or not OFFICE_SCOPES.issuperset(wanted):
        raise CataloguedError(access.CLIENT_INVALID, {"item": "scopes"})
    done = connection.execute(
        text(
            "insert into api_client (client_id, office_number, software_name, public_keys, scopes, registered_at) "
            "select :client, o.office_number, :software, cast(:keys as jsonb), :scopes, :at "
            "from care_office o where o.office_number = :office "
            "on conflict (client_id) do update set software_name = excluded.software_name, "
            "public_keys = excluded.public_keys, scopes = excluded.scopes, ended_at = null "
            "where api_client.office_number = excluded.office_number"
        ),
        {"client": client_id, "office": office_number, "software": software_name,
         "keys": json.dumps(public_keys), "scopes": wanted, "at": at},
    )  # fmt: skip
    if done.rowcount == 0:
        raise CataloguedError(access.CLIENT_INVALID, {"item": "office_number"})


def register_console_client(
    connection: Connection,
    client_id: str,
    console: tuple[str, str],
    software_name: str,
    public_keys: Mapping[str, Any],
    scopes: Iterable[str],
    at: datetime,
) -> None:
    """Registers software of a municipality's or the operator's console, or replaces its keys and scopes.

    `console` is `insurer` with its number, or `operator` with its area. It can act for members of staff only.
    Raises CataloguedError for wrong keys, a scope of another kind of console, and a client of someone else.
    """
    wanted, (kind, organisation) = sorted(set(scopes)), console
    _check_keys(public_keys)
    if not wanted or not _SCOPES_OF_CONSOLE.get(kind, frozenset()).issuperset(wanted):
        raise CataloguedError(access.CLIENT_INVALID, {"item": "scopes"})
    done = connection.execute(
        text(
            "insert into api_client (client_id, console_kind, console_organisation, software_name, public_keys, "
            "scopes, registered_at) values (:client, :kind, :organisation, :software, cast(:keys as jsonb), "
            ":scopes, :at) on conflict (client_id) do update set software_name = excluded.software_name, "
            "public_keys = excluded.public_keys, scopes = excluded.scopes, ended_at = null "
            "where (api_client.console_kind, api_client.console_organisation) "
            "= (excluded.console_kind, excluded.console_organisation)"
        ),
        {"client": client_id, "kind": kind, "organisation": organisation, "software": software_name,
         "keys": json.dumps(public_keys), "scopes": wanted, "at": at},
    )  # fmt: skip
    if done.rowcount == 0:
        raise CataloguedError(access.CLIENT_INVALID, {"item": "client_id"})


def end_client(connection: Connection, client_id: str, at: datetime) -> bool:
    """Ends a client: its tokens stop working with the commit. False when there is none or it had ended."""
    ended = text("update api_client set ended_at = :at where client_id = :client and ended_at is null")
    return connection.execute(ended, {"at": at, "client": client_id}).rowcount > 0


def _check_keys(public_keys: Mapping[str, Any]) -> None:
    keys = public_keys.get("keys")
    if not isinstance(keys, list) or not keys or not all(is_usable_key(key) for key in keys):
        raise CataloguedError(access.CLIENT_INVALID, {"item": "public_keys"})
    if len({key["kid"] for key in keys}) != len(keys):
        raise CataloguedError(access.CLIENT_INVALID, {"item": "kid"})


def is_usable_key(value: Any) -> bool:
    """A public key that can be named, strong enough; a private one must never be stored."""
    if not isinstance(value, dict) or not isinstance(value.get("kid"), str) or "d" in value:
        return False
    from joserfc.errors import JoseError  # noqa: PLC0415 - 10 MB, and a worker registers nobody
    from joserfc.jwk import ECKey, JWKRegistry, RSAKey  # noqa: PLC0415

    try:
        key = JWKRegistry.import_key(value)
    except (JoseError, ValueError, TypeError, KeyError):
        return False
    if isinstance(key, RSAKey):
        return key.public_key.key_size >= _LEAST_RSA_BITS
    return isinstance(key, ECKey) and key.curve_name == "P-256"
