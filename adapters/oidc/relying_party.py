"""A person's sign-in, from the button to the four items: authorization code flow with PKCE."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlencode

import requests

from adapters.oidc import transport
from adapters.oidc.client_assertion import ASSERTION_TYPE, client_assertion
from adapters.oidc.digests import s256_challenge
from adapters.oidc.id_token import Expected, token_invalid, verify_id_token
from adapters.oidc.person_claims import PersonClaims, read_person
from adapters.oidc.provider import Provider
from adapters.oidc.settings import RelyingPartySettings
from care_platform.reference.calendar import Clock
from care_platform.reference.catalogue.entry import CataloguedError
from care_platform.reference.catalogue.sign_in import CODE_REFUSED, REFUSED_BY_PROVIDER, STATE_MISMATCH

# RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6. Any other word is not repeated in an error.
_KNOWN_ERRORS = {
    "access_denied",
    "account_selection_required",
    "consent_required",
    "interaction_required",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_scope",
    "login_required",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "unsupported_grant_type",
    "unsupported_response_type",
}
_BEARER_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*", re.ASCII)


@dataclass(frozen=True, slots=True)
class SignInStart:
    """One sign-in begun. Send the browser to `url`; keep the rest in that browser's session until it returns.

    `dataclasses.asdict` gives what to store. Use it for one `finish` and forget it, whatever came out.
    """

    url: str = field(repr=False)
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    code_verifier: str = field(repr=False)


class RelyingParty:
    """Signs people in at one OpenID provider; may be shared between threads.

    `session` serves this provider alone. It is made to keep no cookies, since one person's call must
    leave nothing behind for the next person's.
    """

    def __init__(self, settings: RelyingPartySettings, session: requests.Session, clock: Clock) -> None:
        self._settings = settings
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session = session
        self._clock = clock
        self._provider = Provider(settings, session, clock)

    def begin(self) -> SignInStart:
        """Start a sign-in; raises `sign_in.provider_unreachable` when discovery is needed and fails."""
        state, nonce, code_verifier = (secrets.token_urlsafe(48) for _ in range(3))
        query = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._settings.redirect_uri,
            "scope": " ".join(self._settings.scopes),
            "state": state,
            "nonce": nonce,
            "code_challenge": s256_challenge(code_verifier),
            "code_challenge_method": "S256",
        }
        endpoint = self._provider.endpoints().authorization
        url = endpoint + ("&" if "?" in endpoint else "?") + urlencode(query)
        return SignInStart(url, state, nonce, code_verifier)

    def finish(self, params: Mapping[str, str], start: SignInStart) -> PersonClaims:
        """Turn the query the browser came back with into the person.

        Raises CataloguedError with an entry of `catalogue.sign_in`; none carries personal data.
        """
        tokens = self._redeem(self._code(params, start), start)
        access_token = _access_token(tokens)
        claims = verify_id_token(_id_token(tokens), self._expected(start, access_token), self._provider)
        userinfo = self._userinfo(access_token, claims["sub"])
        # The signed statement wins where both say something.
        return read_person(claims["sub"], {**userinfo, **claims})

    def _code(self, params: Mapping[str, str], start: SignInStart) -> str:
        if not compare_digest(params.get("state", "").encode(errors="replace"), start.state.encode()):
            raise CataloguedError(STATE_MISMATCH)
        # RFC 9207: an answer that names its issuer must name ours, or providers were mixed up.
        if params.get("iss", self._settings.issuer) != self._settings.issuer:
            raise token_invalid("iss")
        if "error" in params:
            raise CataloguedError(REFUSED_BY_PROVIDER, {"error": _error_word(params["error"])})
        code = params.get("code")
        if not code:
            raise transport.answer_invalid("callback", "no code")
        return code

    def _redeem(self, code: str, start: SignInStart) -> dict[str, Any]:
        url = self._provider.endpoints().token
        settings = self._settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": settings.redirect_uri,
            "code_verifier": start.code_verifier,
            "client_id": settings.client_id,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": client_assertion(
                settings.client_id, settings.signing_key, url, self._clock()
            ),
        }
        answer = transport.post(self._session, "token", url, form)
        if answer.status != requests.codes.ok:
            raise CataloguedError(CODE_REFUSED, {"error": _error_word(answer.body.get("error"))})
        return answer.body

    def _expected(self, start: SignInStart, access_token: str) -> Expected:
        return Expected(
            issuer=self._settings.issuer,
            client_id=self._settings.client_id,
            algorithms=self._settings.id_token_algorithms,
            now=self._clock(),
            nonce=start.nonce,
            access_token=access_token,
        )

    def _userinfo(self, access_token: str, subject: str) -> dict[str, Any]:
        url = self._provider.endpoints().userinfo
        userinfo = transport.get(self._session, "userinfo", url, bearer=access_token)
        # Core 5.3.2: without this check one person's token could be paired with another's items.
        if userinfo.get("sub") != subject:
            raise token_invalid("userinfo sub")
        return userinfo


def _error_word(error: object) -> str:
    return error if isinstance(error, str) and error in _KNOWN_ERRORS else "other"


def _access_token(tokens: Mapping[str, Any]) -> str:
    token, token_type = tokens.get("access_token"), tokens.get("token_type")
    if not isinstance(token_type, str) or token_type.lower() != "bearer":
        raise transport.answer_invalid("token", "token_type")
    if not isinstance(token, str) or not _BEARER_TOKEN.fullmatch(token):
        raise transport.answer_invalid("token", "access_token")
    return token


def _id_token(tokens: Mapping[str, Any]) -> str:
    token = tokens.get("id_token")
    if not isinstance(token, str):
        raise transport.answer_invalid("token", "id_token")
    return token
