"""Care offices with their software, registered users and sharing insurers."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from sqlalchemy import text

from care_platform.platform import Platform
from care_platform.reference.calendar import JAPAN
from care_platform.reference.people import PersonKey
from care_platform.store.offices import register_client, register_office
from care_platform.store.registrations import register
from care_platform.store.tokens import issue_token
from tests.builders.records import HIRAKATA

OFFICE = "2775000001"
CLIENT = "care-software-1"
SCOPES = ("records.read", "users.write")
HANAKO = PersonKey(HIRAKATA, "0000000001")
TOKEN_URL = "http://127.0.0.1:8480/api/v1/token"
SHARED_SINCE = datetime(2026, 4, 1, tzinfo=JAPAN)
KEY = ECKey.generate_key("P-256", auto_kid=True)
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def key_set(*keys: ECKey | RSAKey) -> dict[str, Any]:
    """The public halves as a JWK set."""
    return {"keys": [key.as_dict(private=False) for key in keys or (KEY,)]}


def office(platform: Platform, number: str = OFFICE, services: tuple[str, ...] = ("43",)) -> str:
    """An office with software that may do everything; gives the client's name."""
    client_id = CLIENT if number == OFFICE else f"software-of-{number}"
    with platform.engine.begin() as connection:
        register_office(connection, number, "見本居宅介護支援事業所", services)
        register_client(connection, client_id, number, "見本ソフト", key_set(), SCOPES, platform.clock())
    return client_id


def bearer(
    platform: Platform,
    number: str = OFFICE,
    *,
    services: tuple[str, ...] = ("43",),
    scopes: tuple[str, ...] = SCOPES,
) -> dict[str, str]:
    """The header of a valid token of a registered office."""
    client_id = office(platform, number, services)
    now = platform.clock()
    with platform.engine.begin() as connection:
        issued = issue_token(connection, client_id, list(scopes), now, now + timedelta(days=120))
    return {"Authorization": f"Bearer {issued}"}


def serves(
    platform: Platform, person: PersonKey = HANAKO, number: str = OFFICE, until: date = date(2027, 2, 28)
) -> None:
    """The office has registered the person."""
    with platform.engine.begin() as connection:
        register(connection, number, person, "four_items", platform.clock(), until)


def sharing(
    platform: Platform,
    insurer: str = HIRAKATA,
    since: datetime | None = SHARED_SINCE,
    planned: date | None = None,
) -> None:
    """The insurer shares since then; None: not yet, planned for a day."""
    with platform.engine.begin() as connection:
        connection.execute(
            text(
                "insert into insurer_sharing "
                "(insurer_number, planned_for, shared_from, changed_at, changed_by, reason) "
                "values (:insurer, :planned, :since, :now, 'test', 'test') "
                "on conflict (insurer_number) do update set shared_from = excluded.shared_from, "
                "planned_for = excluded.planned_for"
            ),
            {"insurer": insurer, "planned": planned, "since": since, "now": platform.clock()},
        )


def assertion(
    now: datetime, key: ECKey | RSAKey = KEY, alg: str = "ES256", client_id: str = CLIENT, **changes: Any
) -> str:
    """A client assertion as a vendor's software would sign it; a change of None leaves the claim out."""
    seconds = int(now.timestamp())
    claims = {
        "iss": client_id, "sub": client_id, "aud": TOKEN_URL, "jti": str(uuid4()), "iat": seconds,
        "exp": seconds + 60,
    } | changes  # fmt: skip
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": key.kid}, kept, key, algorithms=[alg])


def access_log(platform: Platform) -> list[dict[str, Any]]:
    """Every row of the access log, oldest first."""
    with platform.engine.connect() as connection:
        rows = connection.execute(text("select * from access_log order by id")).mappings()
        return [dict(row) for row in rows]


def decisions(platform: Platform) -> list[dict[str, str]]:
    """The decisions of every row of the access log, oldest first."""
    return [row["decisions"] for row in access_log(platform)]
