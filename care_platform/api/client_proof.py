"""How software proves itself at the token and revocation endpoints: a signed assertion, or its certificate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError
from sqlalchemy import Connection

from care_platform.accounts.clients import client_of_certificate
from care_platform.api.client_assertion import authenticate
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue import api as api_errors
from care_platform.reference.catalogue.accounts import CERTIFICATE_REFUSED
from care_platform.store.tokens import Client
from care_platform.web.client_certificate import presented_fingerprint
from care_platform.web.requests import platform

TOKEN_PATH = "/api/v1/token"  # noqa: S105 - an address
FORM = "application/x-www-form-urlencoded"


def read_form(schema: Schema) -> dict[str, Any]:
    """The form's fields, each at most once (RFC 6749 section 3.2). Raises `api.request_invalid` naming fields."""
    repeated = [name for name, values in request.form.lists() if len(values) > 1]
    if request.mimetype != FORM or repeated:
        raise CataloguedError(api_errors.REQUEST_INVALID, {"fields": "form"})
    try:
        loaded: dict[str, Any] = schema.load(request.form.to_dict())
    except ValidationError as error:
        raise wrong_fields(*error.messages_dict) from None
    return loaded


def wrong_fields(*names: str) -> CataloguedError:
    """The refusal that names fields, never values."""
    return CataloguedError(api_errors.REQUEST_INVALID, {"fields": ", ".join(sorted(map(str, names)))})


def proven_client(connection: Connection, form: Mapping[str, Any], path: str, now: datetime) -> Client:
    """The client that asks; an assertion is used up.

    Raises `api.client_not_authenticated`, `accounts.certificate_refused`, or `api.request_invalid` when there is
    neither an assertion nor a certificate.
    """
    if "client_assertion" in form:
        if "client_assertion_type" not in form:
            raise wrong_fields("client_assertion_type")
        base = platform().settings.base_url
        audiences = frozenset({base, base + TOKEN_PATH, base + path})
        return authenticate(connection, form["client_assertion"], form.get("client_id"), audiences, now)
    fingerprint = presented_fingerprint(now)
    if fingerprint is None or "client_id" not in form:
        raise wrong_fields("client_assertion")
    client = client_of_certificate(connection, form["client_id"].replace("\0", ""), fingerprint)
    if client is None:
        raise CataloguedError(CERTIFICATE_REFUSED, {"reason": "registration"})
    return client
