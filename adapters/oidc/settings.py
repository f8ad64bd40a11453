"""What the relying party must be told about itself and about its provider."""

import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import ECKey

DEFAULT_SCOPES = ("openid", "name", "address", "birthdate", "gender")
_KNOWN_ALGORITHMS = {"ES256", "RS256"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEndpoints:
    """The provider's four addresses, as OpenID Connect Discovery 1.0 section 3 names them."""

    authorization: str
    token: str
    userinfo: str
    jwks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyingPartySettings:
    """One registration at one provider. A setting that cannot be right raises ValueError at once.

    `endpoints` left out means discovery. `id_token_algorithms` is ES256, what デジタル認証アプリ signs
    with; RS256 has to be asked for. `allow_plain_http` is for demonstrations on one machine only.
    """

    issuer: str
    client_id: str
    signing_key: ECKey = field(repr=False)
    redirect_uri: str
    scopes: tuple[str, ...] = DEFAULT_SCOPES
    endpoints: ProviderEndpoints | None = None
    id_token_algorithms: tuple[str, ...] = ("ES256",)
    allow_plain_http: bool = False

    def __post_init__(self) -> None:
        if not self.client_id:
            raise ValueError("client_id is empty")
        if "openid" not in self.scopes:
            raise ValueError("scopes must contain openid")
        if not self.id_token_algorithms or not set(self.id_token_algorithms) <= _KNOWN_ALGORITHMS:
            raise ValueError("id_token_algorithms may name ES256 and RS256 only")
        if not self.signing_key.is_private or self.signing_key.curve_name != "P-256":
            raise ValueError("signing_key must be a private key on curve P-256")
        for url in self._addresses():
            if not is_allowed_url(url, allow_plain_http=self.allow_plain_http):
                raise ValueError(f"not an https address: {url}")

    def _addresses(self) -> list[str]:
        addresses = [self.issuer, self.redirect_uri]
        if self.endpoints is not None:
            addresses += [self.endpoints.authorization, self.endpoints.token]
            addresses += [self.endpoints.userinfo, self.endpoints.jwks]
        return addresses


def is_allowed_url(url: str, *, allow_plain_http: bool) -> bool:
    """Say whether `url` is absolute, has a host, and is protected by TLS (or need not be)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    schemes = {"https", "http"} if allow_plain_http else {"https"}
    return parts.scheme in schemes and bool(parts.hostname) and not parts.fragment


def load_signing_key(text: str) -> ECKey:
    """Read the private signing key from JWK (JSON) or PEM text.

    Raises ValueError without any part of the key in it. A key without `kid` gets its thumbprint
    (RFC 7638), the same that the provider finds in the public half we register.
    """
    try:
        key = ECKey.import_key(json.loads(text) if text.lstrip().startswith("{") else text)
        key.ensure_kid()
    except (JoseError, ValueError, TypeError, KeyError):
        raise ValueError("the signing key is neither a JWK nor PEM for an elliptic curve") from None
    return key
