"""The request a browser brings to the demonstration provider's authorization endpoint."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.oidc.demo_people import DemoClient

REQUEST_FIELDS = (
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
)
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
# デジタル認証アプリ's reference allows 1 to 255 printable ASCII characters for state and nonce.
_STATE_OR_NONCE = re.compile(r"[\x20-\x7E]{1,255}")


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """A request found right: where the person goes next and what the code will be worth."""

    client: DemoClient
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str
    nonce: str
    code_challenge: str


class UntrustedRequestError(Exception):
    """Client or return address unknown: the person is told here, and not sent anywhere (RFC 6749 4.1.2.1)."""


class RefusedRequestError(Exception):
    """The request is wrong but its return address is right, so the service is told `error` there."""

    def __init__(self, redirect_uri: str, state: str, error: str) -> None:
        super().__init__(error)
        self.redirect_uri = redirect_uri
        self.state = state
        self.error = error


def read_request(fields: Mapping[str, str], clients: Mapping[str, DemoClient]) -> AuthorizationRequest:
    """Check a request; raises UntrustedRequestError or RefusedRequestError."""
    client = clients.get(fields.get("client_id", ""))
    redirect_uri, state = fields.get("redirect_uri", ""), fields.get("state", "")
    if client is None or redirect_uri not in client.redirect_uris:
        raise UntrustedRequestError
    error = _what_is_wrong(fields)
    if error is not None:
        raise RefusedRequestError(redirect_uri, state, error)
    scopes = tuple(fields["scope"].split())
    return AuthorizationRequest(
        client, redirect_uri, scopes, state, fields["nonce"], fields["code_challenge"]
    )


def _what_is_wrong(fields: Mapping[str, str]) -> str | None:
    if fields.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in fields.get("scope", "").split():
        return "invalid_scope"
    if fields.get("code_challenge_method") != "S256":
        return "invalid_request"
    shapes = {"code_challenge": _CHALLENGE, "state": _STATE_OR_NONCE, "nonce": _STATE_OR_NONCE}
    if not all(shape.fullmatch(fields.get(name, "")) for name, shape in shapes.items()):
        return "invalid_request"
    return None
