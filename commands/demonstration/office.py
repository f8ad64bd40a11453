"""A care office's software in the story: a token, registering a user, looking up."""

import time
import uuid
from dataclasses import dataclass
from typing import Any

import requests
from joserfc import jwt
from joserfc.jwk import ECKey

from commands.demonstration.cast import CITY_KINDS

_TIMEOUT = 30


@dataclass(slots=True)
class OfficeSoftware:
    """A client of the look-up API, as a care-software maker would write it."""

    base_url: str
    client_id: str
    key: ECKey
    _token: str | None = None

    def look_up(self, person: dict[str, str], **more: str) -> requests.Response:
        """Looks one person's certificates up; `if_none_match` and the request's other members by name."""
        headers = {"If-None-Match": etag} if (etag := more.pop("if_none_match", None)) else {}
        asked = {**person, "record_kinds": list(CITY_KINDS), "purpose": "care_provision", **more}
        return self._post("lookups", asked, headers)

    def register(self, person: dict[str, str], identity: dict[str, str]) -> requests.Response:
        """Registers a user after the desk has compared the four items."""
        return self._post("users", {**person, "identity": {"method": "four_items", **identity}})

    def changes(self, cursor: str | None = None) -> requests.Response:
        """What changed for the office's users since a cursor."""
        return self._post("changes", {"purpose": "care_provision"} | ({"cursor": cursor} if cursor else {}))

    def _post(
        self, path: str, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> requests.Response:
        authorization = {"Authorization": f"Bearer {self.access_token()}"}
        return requests.post(
            f"{self.base_url}/api/v1/{path}",
            json=body,
            headers={**authorization, **(headers or {})},
            timeout=_TIMEOUT,
        )

    def access_token(self) -> str:
        """The bearer token, asked for once."""
        if self._token is None:
            answer = requests.post(
                f"{self.base_url}/api/v1/token", data=self._token_request(), timeout=_TIMEOUT
            )
            answer.raise_for_status()
            self._token = str(answer.json()["access_token"])
        return self._token

    def _token_request(self) -> dict[str, str]:
        now = int(time.time())
        claims = {
            "iss": self.client_id, "sub": self.client_id, "aud": f"{self.base_url}/api/v1/token",
            "iat": now, "exp": now + 120, "jti": str(uuid.uuid4()),
        }  # fmt: skip
        return {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key),
            "scope": "records.read users.write",
        }
