"""枚方市, its people at the identity provider, and browsers that walk through the pages."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from joserfc.jwk import ECKey
from lxml import html
from sqlalchemy import text
from werkzeug.serving import BaseWSGIServer

from adapters.oidc.demo_people import DemoClient, DemoPerson
from adapters.oidc.demo_provider import create_demo_provider
from adapters.oidc.demo_walk import sign_in_as
from adapters.oidc.relying_party import RelyingParty
from adapters.oidc.settings import RelyingPartySettings
from app import create_app
from care_platform.platform import Platform
from tests.builders.clock import MovableClock
from tests.builders.records import HIRAKATA, certification_row, copay_row, insured_row
from tests.builders.transfers import sent
from tests.integration.oidc.serving import direct_session, running_server

KEY_FILE_NAME = "portal-key.json"
ADDRESS = "枚方市大垣内町２－１－２０"  # the certificate writes 大阪府 and 丁目
HANAKO = DemoPerson("hanako", "見本 花子", ADDRESS, date(1940, 4, 1), "2")
PEOPLE = [
    HANAKO,
    DemoPerson("other-name", "見本 華代", ADDRESS, date(1940, 4, 1), "2"),
    DemoPerson("other-birth", "見本 花子", ADDRESS, date(1940, 4, 2), "2"),
    DemoPerson("other-sex", "見本 花子", ADDRESS, date(1940, 4, 1), "1"),
    DemoPerson("other-address", "見本 花子", "枚方市大垣内町2-1-21", date(1940, 4, 1), "2"),
]
HANAKO_NUMBER = "0000000001"


def new_key(file: Path) -> ECKey:
    """The platform's key at the provider, kept in a file."""
    key = ECKey.generate_key("P-256", auto_kid=True)
    file.write_text(json.dumps(key.as_dict(private=True)))
    return key


@dataclass
class Town:
    """The platform with its pages, and what is around it."""

    platform: Platform
    clock: MovableClock
    key: ECKey

    @property
    def base(self) -> str:
        return self.platform.settings.base_url

    def opens(self, provider: BaseWSGIServer, portal: BaseWSGIServer) -> None:
        """Starts both servers' applications. The provider keeps real time, the platform the test's."""
        issuer = str(self.platform.settings.oidc_issuer)
        callback = f"{self.base}/portal/callback"
        public = ECKey.import_key(self.key.as_dict(private=False))
        provider.app = create_demo_provider(PEOPLE, [DemoClient("care", public, (callback,))], issuer, now)
        app = create_app(self.platform)
        registration = RelyingPartySettings(
            issuer=issuer,
            client_id="care",
            signing_key=self.key,
            redirect_uri=callback,
            allow_plain_http=True,
        )
        app.extensions["sign_in"] = RelyingParty(registration, direct_session(), now)
        portal.app = app

    def shares(self, insurer: str = HIRAKATA, planned_for: date | None = None) -> None:
        """The insurer shares from now on, or has a planned day."""
        started = None if planned_for else self.clock() - timedelta(days=30)
        self.run(
            "insert into insurer_sharing values (:insurer, :planned, :started, :now, 'test', 'test')",
            insurer=insurer, planned=planned_for, started=started, now=self.clock(),
        )  # fmt: skip

    def sends_certificates(self, **of_insured: Any) -> None:
        """見本花子's three certificates arrive."""
        sent(self.platform, "insured_certificate", [insured_row(HANAKO_NUMBER, **of_insured)])
        sent(self.platform, "certification", [certification_row(HANAKO_NUMBER)])
        sent(self.platform, "copay_certificate", [copay_row(HANAKO_NUMBER)])

    def run(self, statement: str, **arguments: Any) -> list[Any]:
        with self.platform.engine.begin() as connection:
            result = connection.execute(text(statement), arguments)
            return list(result) if result.returns_rows else []

    def browser(self, language: str = "ja") -> "Browser":
        return Browser(self, language)


class Browser:
    """A person's browser; remembers every address it was shown."""

    def __init__(self, town: Town, language: str) -> None:
        self.town = town
        self.session = direct_session()
        self.session.headers["Accept-Language"] = language
        self.visited: list[str] = []
        self.session.hooks["response"].append(lambda r, **_: self.visited.append(r.url))

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.session.get(urljoin(self.town.base, path), timeout=10, **options)

    def post(self, path: str, **form: str) -> requests.Response:
        """Sends a form as the page at that address holds it, with its hidden fields."""
        page = self.get("/portal/link" if path == "/portal/link" else "/portal/")
        hidden = {
            field.get("name"): field.get("value")
            for field in html.document_fromstring(page.content).iterfind(".//input[@type='hidden']")
        }
        return self.session.post(urljoin(self.town.base, path), data=hidden | form, timeout=10)

    def signs_in(self, who: str = "hanako") -> requests.Response:
        return self.session.get(self.answer_of_provider(who), timeout=10)

    def answer_of_provider(self, who: str = "hanako") -> str:
        """Goes as far as the address the provider sends the browser back to."""
        return sign_in_as(self.session, f"{self.town.base}/portal/sign-in", who)

    def links(self, insured_number: str = HANAKO_NUMBER, insurer_number: str = HIRAKATA) -> requests.Response:
        return self.post("/portal/link", insurer_number=insurer_number, insured_number=insured_number)

    def signs_in_and_links(self) -> requests.Response:
        self.signs_in()
        return self.links()


@contextmanager
def open_town(platform: Platform, clock: MovableClock, folder: Path) -> Iterator[Town]:
    """A town whose portal and provider answer over HTTP until the end."""
    key_file = folder / KEY_FILE_NAME
    key = new_key(key_file)
    with running_server() as provider, running_server() as portal:
        settings = platform.settings.model_copy(
            update={
                "base_url": f"http://127.0.0.1:{portal.server_port}",
                "oidc_issuer": f"http://127.0.0.1:{provider.server_port}/api/realms/main",
                "oidc_client_id": "care", "oidc_private_key_file": key_file,
                "oidc_allow_insecure_http": True,
            }
        )  # fmt: skip
        town = Town(replace(platform, settings=settings), clock, key)
        town.opens(provider, portal)
        yield town


def now() -> datetime:
    return datetime.now(UTC)


def path_of(response: requests.Response) -> str:
    return urlsplit(response.url).path


def words_of(response: requests.Response) -> str:
    """What a person reads in the page, one space between any two texts."""
    main = html.document_fromstring(response.content).find(".//main")
    assert main is not None
    return " ".join(" ".join(str(text) for text in main.itertext()).split())
