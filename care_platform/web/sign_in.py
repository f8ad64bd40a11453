"""How pages reach the identity provider without knowing its protocol."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, cast

from flask import current_app


class Start(Protocol):
    """A sign-in begun: where the browser goes, and three secrets kept until it returns."""

    @property
    def url(self) -> str:
        """The address at the provider."""

    @property
    def state(self) -> str:
        """What the answer must repeat."""

    @property
    def nonce(self) -> str:
        """What the ID token must repeat."""

    @property
    def code_verifier(self) -> str:
        """What proves that the code was meant for us."""


class Claims(Protocol):
    """Who signed in: the provider's identifier for them and the four items."""

    @property
    def subject(self) -> str:
        """The provider's identifier of the person, for us alone."""

    @property
    def name(self) -> str:
        """氏名, as sent."""

    @property
    def address(self) -> str:
        """住所, as sent."""

    @property
    def birth_date(self) -> date:
        """生年月日."""

    @property
    def sex(self) -> str:
        """性別, 1 male or 2 female."""


class SignIn(Protocol):
    """One identity provider, as `adapters.oidc.relying_party` offers it."""

    def begin(self) -> Start:
        """Starts a sign-in. Raises CataloguedError when the provider cannot be reached."""

    def finish(self, params: Mapping[str, str], start: Any) -> Claims:
        """Turns the returned query into the person. Raises CataloguedError for whatever is not right."""


@dataclass(frozen=True, slots=True)
class KeptStart:
    """A start as it is found again when the browser is back; the address it went to is not kept."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    code_verifier: str = field(repr=False)
    url: str = ""


def sign_in() -> SignIn | None:
    """The provider this platform was given, None where people cannot sign in."""
    return cast("SignIn | None", current_app.extensions.get("sign_in"))
