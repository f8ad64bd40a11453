"""The two hashes of the protocol, base64url without padding."""

import hashlib
from base64 import urlsafe_b64encode


def s256_challenge(code_verifier: str) -> str:
    """Give the PKCE challenge of a verifier (RFC 7636 section 4.2, method S256)."""
    return _base64url(hashlib.sha256(code_verifier.encode("ascii")).digest())


def access_token_hash(access_token: str) -> str:
    """Give the at_hash for a token signed with a 256-bit algorithm (OpenID Connect Core 3.1.3.6)."""
    return _base64url(hashlib.sha256(access_token.encode("ascii")).digest()[:16])


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
