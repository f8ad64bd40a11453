"""How the demonstration provider checks private_key_jwt (OpenID Connect Core 9, RFC 7523 section 3)."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.errors import JoseError

from adapters.oidc.client_assertion import ASSERTION_TYPE
from adapters.oidc.demo_memory import ShortMemory
from adapters.oidc.demo_people import DemoClient
from care_platform.reference.calendar import Clock

LONGEST_LIFE = timedelta(minutes=5)


class ClientCheck:
    """Recognises a client by its signature; each assertion is good once."""

    def __init__(self, clients: Collection[DemoClient], audiences: Collection[str], clock: Clock) -> None:
        self._clients = clients
        self._audiences = audiences
        self._clock = clock
        # An assertion lives LONGEST_LIFE at most, so a used one is remembered for longer than it is valid.
        self._used: ShortMemory[bool] = ShortMemory(clock, 2 * LONGEST_LIFE)

    def recognise(self, form: Mapping[str, str]) -> DemoClient | None:
        """Give the client that signed the form's assertion, or None when it proves nothing."""
        if form.get("client_assertion_type") != ASSERTION_TYPE:
            return None
        for client in self._clients:
            claims = self._claims(form.get("client_assertion", ""), client)
            if claims is not None:
                same_name = form.get("client_id", client.client_id) == client.client_id
                first_use = self._used.remember(f"{client.client_id} {claims['jti']}", thing=True)
                return client if same_name and first_use else None
        return None

    def _claims(self, assertion: str, client: DemoClient) -> dict[str, object] | None:
        now = self._clock()
        try:
            claims = jwt.decode(assertion, client.public_key, algorithms=["ES256"]).claims
            self._rules(client, now).validate(claims)
        except (JoseError, ValueError):
            return None
        return claims if claims["exp"] <= (now + LONGEST_LIFE).timestamp() else None

    def _rules(self, client: DemoClient, now: datetime) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            iss={"essential": True, "value": client.client_id},
            sub={"essential": True, "value": client.client_id},
            aud={"essential": True, "values": list(self._audiences)},
            jti={"essential": True},
            exp={"essential": True},
        )
