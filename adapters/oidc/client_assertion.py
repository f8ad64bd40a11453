"""How the relying party proves who it is to the token endpoint: private_key_jwt."""

from datetime import datetime
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFE_SECONDS = 60


def client_assertion(client_id: str, key: ECKey, token_endpoint: str, now: datetime) -> str:
    """Sign one assertion for one request (OpenID Connect Core 9, RFC 7523 section 3); valid for a minute."""
    key.ensure_kid()
    issued_at = int(now.timestamp())
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": token_endpoint,
        "jti": str(uuid4()),
        "iat": issued_at,
        "exp": issued_at + LIFE_SECONDS,
    }
    return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key)
