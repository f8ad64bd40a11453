"""The relying party and the demonstration provider, over real HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc.jwk import ECKey
from werkzeug.serving import BaseWSGIServer

from adapters.oidc.demo_people import DemoClient, DemoPerson
from adapters.oidc.demo_provider import ISSUER_PATH, create_demo_provider
from adapters.oidc.demo_walk import sign_in_as
from adapters.oidc.relying_party import RelyingParty
from adapters.oidc.settings import RelyingPartySettings
from care_platform.reference.catalogue.entry import CataloguedError
from care_platform.reference.catalogue.sign_in import CODE_REFUSED
from tests.integration.oidc.serving import direct_session, running_server

CALLBACK = "http://127.0.0.1:9/callback"
KEY = ECKey.generate_key("P-256", auto_kid=True)
HANAKO = DemoPerson("hanako", "介護 花子", "東京都千代田区霞が関一丁目", date(1940, 2, 3), "2")
TARO = DemoPerson("taro", "介護 太郎", "大阪市北区中之島", date(1951, 12, 30), "1")


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Service:
    """A service registered at the provider, and a person's browser."""

    server: BaseWSGIServer

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{ISSUER_PATH}"

    def party(self, key: ECKey = KEY) -> RelyingParty:
        chosen = RelyingPartySettings(
            issuer=self.issuer,
            client_id="care",
            signing_key=key,
            redirect_uri=CALLBACK,
            allow_plain_http=True,
        )
        return RelyingParty(chosen, direct_session(), now)

    def provider_starts(self) -> None:
        """Start it, or start it again: each start makes a new signing key."""
        clients = [DemoClient("care", ECKey.import_key(KEY.as_dict(private=False)), (CALLBACK,))]
        self.server.app = create_demo_provider([HANAKO, TARO], clients, self.issuer, now)


def brought_back(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


@pytest.fixture
def service() -> Iterator[Service]:
    with running_server() as server:
        service = Service(server)
        service.provider_starts()
        yield service


@pytest.mark.parametrize("who", [HANAKO, TARO])
def test_a_person_signs_in(service: Service, who: DemoPerson) -> None:
    party = service.party()
    start = party.begin()
    person = party.finish(brought_back(sign_in_as(direct_session(), start.url, who.key)), start)
    assert (person.name, person.address) == (who.name, who.address)
    assert (person.birth_date, person.sex) == (who.birth_date, who.sex)


def test_the_same_person_is_recognised_after_the_provider_changed_its_key(service: Service) -> None:
    party = service.party()
    subjects = []
    for _ in range(2):
        start = party.begin()
        answer = sign_in_as(direct_session(), start.url, "hanako")
        subjects.append(party.finish(brought_back(answer), start).subject)
        service.provider_starts()
    assert subjects[0] == subjects[1]


def test_an_answer_used_twice_is_refused(service: Service) -> None:
    party = service.party()
    start = party.begin()
    answer = brought_back(sign_in_as(direct_session(), start.url, "hanako"))
    party.finish(answer, start)
    with pytest.raises(CataloguedError) as caught:
        party.finish(answer, start)
    assert caught.value.entry is CODE_REFUSED
    assert caught.value.details == {"error": "invalid_grant"}


def test_a_service_with_a_key_that_is_not_registered_is_refused(service: Service) -> None:
    party = service.party(key=ECKey.generate_key("P-256", auto_kid=True))
    start = party.begin()
    answer = brought_back(sign_in_as(direct_session(), start.url, "hanako"))
    with pytest.raises(CataloguedError) as caught:
        party.finish(answer, start)
    assert caught.value.details == {"error": "invalid_client"}


def test_the_walk_says_when_the_person_is_unknown(service: Service) -> None:
    with pytest.raises(RuntimeError, match="refused"):
        sign_in_as(direct_session(), service.party().begin().url, "nobody")


def test_the_walk_says_when_there_is_no_form(service: Service) -> None:
    with pytest.raises(RuntimeError, match="HTTP 404"):
        sign_in_as(direct_session(), f"{service.issuer}/nowhere", "hanako")
