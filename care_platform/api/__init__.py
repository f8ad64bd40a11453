"""The REST interface: blueprints, the OpenAPI document, and its readable form."""

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask

from care_platform.api import (
    audit_log,
    changes,
    consents,
    docs_page,
    emergency,
    lookups,
    me,
    me_notices,
    me_proxies,
    mismatch,
    municipal_people,
    municipal_reconciliation,
    municipal_transfers,
    operator_disasters,
    operator_emergencies,
    opinion_requests,
    programme,
    programme_forecast,
    revoke,
    server_metadata,
    staff_accounts,
    staff_notices,
    token,
    users,
)
from care_platform.api.examples_plugin import ExamplesPlugin
from care_platform.api.schemas.fields import OneOfField
from care_platform.api.schemas.problem import ProblemSchema
from care_platform.api.smorest import Api
from care_platform.reference.scopes import SCOPE_WORDS, SOFTWARE_SCOPES

_PARTS = (
    token, users, lookups, changes, me, programme, programme_forecast, consents, emergency, mismatch, revoke, staff_accounts,
    audit_log, municipal_transfers, municipal_reconciliation, municipal_people, operator_disasters,
    opinion_requests, operator_emergencies, staff_notices, me_notices, me_proxies,
)  # fmt: skip
TITLE = "Care platform: the interface for software"
_DESCRIPTION = (
    "介護事業所・医療機関・市町村・運営者のソフトウェアと本人のための窓口です。"
    " For the software of care offices, medical institutions, municipalities and the operator, and for the person. "
    "Personal numbers stand in bodies, never in a URL. Every decision is logged and shown to the person."
)


class _Api(Api):
    """Leaves errors to the platform's one handler, and describes them as it writes them."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """None of its own: see care_platform.web.problems."""


def add_api(app: Flask) -> None:
    """Adds the REST interface under /api/v1, with /api/v1/openapi.json and /api/v1/docs."""
    app.config.update(
        API_TITLE=TITLE,
        API_VERSION="1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    plugin = MarshmallowPlugin(schema_name_resolver=_schema_name)
    options: dict[str, Any] = {
        "marshmallow_plugin": plugin,
        "extra_plugins": [ExamplesPlugin(plugin)],
        "info": {"description": _DESCRIPTION},
    }
    api = _Api(app, spec_kwargs=options)
    assert plugin.converter is not None  # noqa: S101 - made by the line before
    plugin.converter.add_attribute_function(_one_of)  # type: ignore[no-untyped-call]
    api.spec.components.security_scheme("oauth2", _security())
    for part in _PARTS:
        api.register_blueprint(part.blueprint)
    app.register_blueprint(server_metadata.blueprint)
    docs_page.add_docs_page(app, api.spec)


def _schema_name(schema: Any) -> str:
    name = schema if isinstance(schema, str) else getattr(schema, "__name__", type(schema).__name__)
    return str(name).removesuffix("Schema")


def _one_of(converter: Any, field: Any, **_: Any) -> dict[str, Any]:
    """The OpenAPI words for a OneOfField."""
    if not isinstance(field, OneOfField):
        return {}
    schemas = {name: converter.resolve_nested_schema(schema) for name, schema in field.schemas.items()}
    mapping = {name: reference["$ref"] for name, reference in schemas.items()}
    return {
        "oneOf": list(schemas.values()),
        "discriminator": {"propertyName": field.member, "mapping": mapping},
    }


def _security() -> dict[str, Any]:
    of_software = {name: SCOPE_WORDS[name] for name in sorted(SOFTWARE_SCOPES)}
    return {
        "type": "oauth2",
        "description": "The client proves itself with private_key_jwt or its registered certificate",
        "flows": {
            "clientCredentials": {"tokenUrl": token.PATH, "scopes": of_software},
            "authorizationCode": {
                "authorizationUrl": server_metadata.AUTHORIZE_PATH,
                "tokenUrl": token.PATH,
                "refreshUrl": token.PATH,
                "scopes": SCOPE_WORDS,
            },
        },
    }
