"""An OpenID provider in the shape of デジタル認証アプリ, for demonstrations and development only.

It signs in invented people with a PIN printed on the page. Paths, scopes and formats are those of the
Digital Agency's published reference; everything is kept in the memory of one process.
"""

from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Flask, Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from adapters.oidc.demo_authorization import (
    REQUEST_FIELDS,
    AuthorizationRequest,
    RefusedRequestError,
    UntrustedRequestError,
    read_request,
)
from adapters.oidc.demo_page import error_page, login_page
from adapters.oidc.demo_people import DEMO_PIN, DemoClient, DemoPerson
from adapters.oidc.demo_tokens import TokenDesk, TokenRefusedError
from adapters.oidc.settings import DEFAULT_SCOPES
from care_platform.reference.calendar import Clock

ISSUER_PATH = "/api/realms/main"
PROTOCOL_PATH = "/protocol/openid-connect"


def create_demo_provider(
    people: Iterable[DemoPerson], clients: Iterable[DemoClient], issuer: str, clock: Clock
) -> Flask:
    """Build the provider as a Flask application; run it in one process (it may have many threads).

    `issuer` is its address as browsers and services reach it, ending in `/api/realms/main`;
    anything else raises ValueError.
    """
    if urlsplit(issuer).path != ISSUER_PATH:
        raise ValueError(f"the issuer's path must be {ISSUER_PATH}")
    provider = _DemoProvider(people, clients, issuer, clock)
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.register_blueprint(_routes(provider))
    app.register_error_handler(HTTPException, lambda error: error_page(error.code or 500))
    app.after_request(_close_to_caches_and_frames)
    return app


class _DemoProvider:
    """The endpoints' work, each method one endpoint."""

    def __init__(
        self, people: Iterable[DemoPerson], clients: Iterable[DemoClient], issuer: str, clock: Clock
    ) -> None:
        self._people = {person.key: person for person in people}
        self._clients = {client.client_id: client for client in clients}
        self._issuer = issuer
        self._base = issuer + PROTOCOL_PATH
        self._desk = TokenDesk(issuer, f"{self._base}/token", list(self._clients.values()), clock)

    def discovery(self) -> ResponseReturnValue:
        return {
            "issuer": self._issuer,
            "authorization_endpoint": f"{self._base}/auth",
            "token_endpoint": f"{self._base}/token",
            "userinfo_endpoint": f"{self._base}/userinfo",
            "jwks_uri": f"{self._base}/certs",
            "scopes_supported": list(DEFAULT_SCOPES),
            "claims_supported": ["sub", "name", "address", "birthdate", "gender"],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }

    def authorize(self) -> ResponseReturnValue:
        fields = {name: request.values[name] for name in REQUEST_FIELDS if name in request.values}
        try:
            asked = read_request(fields, self._clients)
        except UntrustedRequestError:
            return error_page(400)
        except RefusedRequestError as refusal:
            return self._send_back(refusal.redirect_uri, refusal.state, error=refusal.error)
        # A request may itself arrive by POST (Core 3.1.2.1); only our own form sends `action`.
        if "action" not in request.form:
            return login_page(self._people.values(), f"{self._base}/auth", fields)
        return self._answer_form(asked, fields)

    def token(self) -> ResponseReturnValue:
        try:
            return dict(self._desk.redeem(request.form))
        except TokenRefusedError as refusal:
            return {"error": refusal.error}, refusal.status

    def userinfo(self) -> ResponseReturnValue:
        authorization = request.authorization
        token = authorization.token if authorization and authorization.type == "bearer" else None
        items = self._desk.userinfo(token) if token else None
        if items is None:
            return {"error": "invalid_token"}, 401, {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        return dict(items)

    def certs(self) -> ResponseReturnValue:
        return dict(self._desk.public_keys())

    def _answer_form(self, asked: AuthorizationRequest, fields: dict[str, str]) -> ResponseReturnValue:
        if request.form.get("action") == "cancel":
            return self._send_back(asked.redirect_uri, asked.state, error="access_denied")
        chosen = request.form.get("person", "")
        person = self._people.get(chosen)
        if person is None or request.form.get("pin") != DEMO_PIN:
            action = f"{self._base}/auth"
            return login_page(self._people.values(), action, fields, chosen=chosen, problem=True)
        return self._send_back(asked.redirect_uri, asked.state, code=self._desk.code_for(asked, person))

    def _send_back(self, redirect_uri: str, state: str, **answer: str) -> ResponseReturnValue:
        query = urlencode({**answer, "state": state, "iss": self._issuer})
        return redirect(redirect_uri + ("&" if "?" in redirect_uri else "?") + query, 303)


def _routes(provider: _DemoProvider) -> Blueprint:
    routes = Blueprint("openid", __name__, url_prefix=ISSUER_PATH)
    routes.get("/.well-known/openid-configuration")(provider.discovery)
    routes.route(f"{PROTOCOL_PATH}/auth", methods=["GET", "POST"])(provider.authorize)
    routes.post(f"{PROTOCOL_PATH}/token")(provider.token)
    routes.route(f"{PROTOCOL_PATH}/userinfo", methods=["GET", "POST"])(provider.userinfo)
    routes.get(f"{PROTOCOL_PATH}/certs")(provider.certs)
    return routes


def _close_to_caches_and_frames(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    return response
