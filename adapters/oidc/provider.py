"""What the relying party knows of its provider: addresses and public keys, fetched and remembered."""

from datetime import datetime, timedelta
from typing import Any, cast

import requests
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from adapters.oidc import transport
from adapters.oidc.settings import ProviderEndpoints, RelyingPartySettings, is_allowed_url
from care_platform.reference.calendar import Clock

CACHE_LIFE = timedelta(hours=1)


class Provider:
    """One provider's addresses and keys, each remembered for an hour.

    Two threads may fetch the same thing at once; the later answer stays, so no lock is needed.
    """

    def __init__(self, settings: RelyingPartySettings, session: requests.Session, clock: Clock) -> None:
        self._settings = settings
        self._session = session
        self._clock = clock
        self._endpoints: tuple[datetime, ProviderEndpoints] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    def endpoints(self) -> ProviderEndpoints:
        """Give the configured addresses, or those the provider publishes."""
        if self._settings.endpoints is not None:
            return self._settings.endpoints
        if self._endpoints is None or self._is_old(self._endpoints[0]):
            self._endpoints = (self._clock(), self._discover())
        return self._endpoints[1]

    def keys(self, *, fetch_again: bool = False) -> KeySet:
        """Give the provider's public keys; `fetch_again` when a token names a key not among them."""
        if fetch_again or self._keys is None or self._is_old(self._keys[0]):
            self._keys = (self._clock(), self._fetch_keys())
        return self._keys[1]

    def _is_old(self, fetched_at: datetime) -> bool:
        return self._clock() - fetched_at >= CACHE_LIFE

    def _discover(self) -> ProviderEndpoints:
        url = self._settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
        document = transport.get(self._session, "discovery", url)
        # Discovery 1.0 section 4.3: a document of another issuer must not be used.
        if document.get("issuer") != self._settings.issuer:
            raise transport.answer_invalid("discovery", "another issuer")
        return ProviderEndpoints(
            authorization=self._address(document, "authorization_endpoint"),
            token=self._address(document, "token_endpoint"),
            userinfo=self._address(document, "userinfo_endpoint"),
            jwks=self._address(document, "jwks_uri"),
        )

    def _address(self, document: dict[str, Any], name: str) -> str:
        url = document.get(name)
        if isinstance(url, str) and is_allowed_url(url, allow_plain_http=self._settings.allow_plain_http):
            return url
        raise transport.answer_invalid("discovery", name)

    def _fetch_keys(self) -> KeySet:
        document = transport.get(self._session, "keys", self.endpoints().jwks)
        try:
            return KeySet.import_key_set(cast(KeySetSerialization, document))
        except (JoseError, ValueError, TypeError, KeyError, AttributeError):
            raise transport.answer_invalid("keys", "not a key set") from None
