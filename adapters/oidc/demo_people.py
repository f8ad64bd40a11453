"""Who can sign in at the demonstration provider, and which services it knows."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from joserfc.jwk import ECKey

from adapters.oidc.person_claims import Sex

DEMO_PIN = "1234"
"""The PIN of every demonstration card; printed on the page, so it protects nothing."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person; `key` is what scripts call them. `sex` is "1" male, "2" female."""

    key: str
    name: str
    address: str
    birth_date: date
    sex: Sex


@dataclass(frozen=True, slots=True)
class DemoClient:
    """A service allowed to send people here: its public key and the exact addresses to send them back to."""

    client_id: str
    public_key: ECKey
    redirect_uris: tuple[str, ...]


def pairwise_subject(issuer: str, redirect_uri: str, person: DemoPerson) -> str:
    """Give one person another identifier at each service (OpenID Connect Core 8.1), the same after a restart.

    A real provider mixes a secret in; invented people need none, and accounts survive a restart.
    """
    sector = urlsplit(redirect_uri).hostname or ""
    return hashlib.sha256("\n".join([issuer, sector, person.key]).encode()).hexdigest()


def claims_about(person: DemoPerson, scopes: Collection[str]) -> dict[str, str]:
    """Give the items the scopes ask for, in デジタル認証アプリ's own formats."""
    items = {
        "name": person.name,
        "address": person.address,
        "birthdate": f"{person.birth_date:%Y%m%d}",
        "gender": person.sex,
    }
    return {name: value for name, value in items.items() if name in scopes}
