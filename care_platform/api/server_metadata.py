"""GET /.well-known/oauth-authorization-server: where everything is and what is supported (RFC 8414)."""

import json

from flask import Blueprint, Response

from care_platform.api import revoke
from care_platform.api.client_assertion import ALGORITHMS
from care_platform.api.client_proof import TOKEN_PATH
from care_platform.store.offices import SCOPES
from care_platform.web.requests import platform

AUTHORIZE_PATH = "/desk/authorize"
blueprint = Blueprint("server_metadata", __name__)


@blueprint.get("/.well-known/oauth-authorization-server")
def metadata() -> Response:
    """The authorization server, for software that configures itself."""
    base = platform().settings.base_url
    methods = ["private_key_jwt", "self_signed_tls_client_auth"]
    document = {
        "issuer": base,
        "authorization_endpoint": base + AUTHORIZE_PATH,
        "token_endpoint": base + TOKEN_PATH,
        "revocation_endpoint": base + revoke.PATH,
        "service_documentation": f"{base}/api/v1/docs",
        "scopes_supported": sorted(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
        "revocation_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
    }
    return Response(json.dumps(document), mimetype="application/json")
