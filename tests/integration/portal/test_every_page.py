"""What holds for every page: headers, a sound document, labels, captions, nothing personal in address or title."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import pytest
import requests

from tests.integration.portal.town import HANAKO_NUMBER, Browser, Town

_VOID = {"meta", "link", "input", "br"}
_PERSONAL = re.compile(r"見本|花子|ミホン|大垣内|1940|0{9}1|272104|%E8%A6%8B|%E8%8A%B1")


@dataclass
class Document(HTMLParser):
    """A page read strictly: every element closed in order, and what the checks ask about."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if len(attrs) != len(dict(attrs)):
            self.problems.append(f"attribute twice in {tag}")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.problems.append(f"{tag} closed out of order")

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"]:
            self.title += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def with_attribute(self, name: str) -> list[str]:
        return [str(attributes[name]) for _, attributes in self.tags if name in attributes]


def read(page: requests.Response) -> Document:
    document = Document()
    document.feed(page.text)
    document.close()
    if document._open:
        document.problems.append(f"not closed: {document._open}")
    return document


Visit = Callable[[Browser], requests.Response]


def signed_in(path: str) -> Visit:
    def visit(browser: Browser) -> requests.Response:
        browser.signs_in_and_links()
        return browser.get(path)

    return visit


def form(**fields: str) -> Visit:
    def visit(browser: Browser) -> requests.Response:
        browser.signs_in()
        return browser.post("/portal/link", **fields)

    return visit


VISITS: dict[str, Visit] = {
    "start": lambda browser: browser.get("/portal/"),
    "linking": lambda browser: browser.signs_in(),
    "form with errors": form(insured_number="1"),
    "not confirmed": form(insurer_number="272104", insured_number="0000000002"),
    "not sharing": form(insurer_number="271004", insured_number=HANAKO_NUMBER),
    "certificates": signed_in("/portal/certificates"),
    "access log": signed_in("/portal/access-log"),
    "others only": signed_in("/portal/access-log?show=others"),
    "start, signed in": signed_in("/portal/"),
    "one certificate": signed_in("/portal/certificates/copay_certificate"),
    "a certificate not received": signed_in("/portal/certificates/reduction_certificate"),
    "applications": signed_in("/portal/applications"),
    "consent": signed_in("/portal/consent"),
    "withdrawing": signed_in("/portal/consent/withdraw"),
    "proxies": signed_in("/portal/proxy"),
    "an outdated address of a proxy": signed_in("/portal/proxy/old"),
    "notices": signed_in("/portal/notices"),
    "reporting a mix-up": signed_in("/portal/mismatch"),
    "closed": lambda browser: browser.get("/portal/certificates"),
    "nowhere": lambda browser: browser.get("/portal/nowhere"),
    "mismatch": lambda browser: browser.get("/portal/callback?state=x&code=y"),
}


@pytest.fixture(params=["ja", "en"])
def browser(town: Town, request: pytest.FixtureRequest) -> Browser:
    town.shares()
    town.sends_certificates()
    return town.browser(request.param)


@pytest.fixture(params=VISITS)
def page(browser: Browser, request: pytest.FixtureRequest) -> requests.Response:
    return VISITS[request.param](browser)


def test_every_page_is_sound_safe_and_says_nothing_aloud(page: requests.Response, browser: Browser) -> None:
    document = read(page)
    well_formed(document, str(browser.session.headers["Accept-Language"]))
    accessible(document)
    protected(page, browser.town)
    from_nowhere_else(document, browser.town)
    assert not _PERSONAL.search(document.title)
    addresses = [*browser.visited, *document.with_attribute("href"), *document.with_attribute("action")]
    assert [address for address in addresses if _PERSONAL.search(address)] == []


def well_formed(document: Document, language: str) -> None:
    assert document.problems == []
    identifiers = document.with_attribute("id")
    assert len(identifiers) == len(set(identifiers))
    assert document.all("html") == [{"lang": language}]
    assert document.title.strip()


def accessible(document: Document) -> None:
    levels = [int(tag[1]) for tag, _ in document.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [len(document.all(landmark)) for landmark in ("header", "main", "footer")] == [1, 1, 1]
    assert len(document.all("table")) == len(document.all("caption"))
    identifiers = set(document.with_attribute("id"))
    labelled = {each["for"] for each in document.all("label")}
    fields = [
        f for t in ("input", "select", "textarea") for f in document.all(t) if f.get("type") != "hidden"
    ]
    assert {f["id"] for f in fields} == labelled
    for reference in (
        *document.with_attribute("aria-describedby"),
        *document.with_attribute("aria-labelledby"),
    ):
        assert set(reference.split()) <= identifiers
    assert all(each.get("scope") for each in document.all("th"))


def protected(page: requests.Response, town: Town) -> None:
    provider = str(town.platform.settings.oidc_issuer).removesuffix("/api/realms/main")
    assert page.headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"form-action 'self' {provider}; frame-ancestors 'none'; base-uri 'none'"
    )
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["X-Frame-Options"] == "DENY"


def from_nowhere_else(document: Document, town: Town) -> None:
    """No script and no style in the page itself, no address but our own."""
    assert all(str(each.get("src", "")).startswith("/screens/") for each in document.all("script"))
    assert not document.all("style")
    assert document.with_attribute("style") == []
    assert [name for _, attributes in document.tags for name in attributes if name.startswith("on")] == []
    addresses = [
        *document.with_attribute("href"),
        *document.with_attribute("src"),
        *document.with_attribute("action"),
    ]
    assert [a for a in addresses if not a.startswith(("/portal/", "/screens/", "#", "data:,"))] == []


def test_the_stylesheet_may_be_kept_since_its_address_changes_with_it(browser: Browser) -> None:
    document = read(browser.get("/portal/"))
    address = next(str(each["href"]) for each in document.all("link") if each["rel"] == "stylesheet")
    style = browser.get(address)
    assert re.fullmatch(r"/screens/screens\.css\?v=[0-9a-f]{16}", address)
    assert style.headers["Content-Type"] == "text/css; charset=utf-8"
    assert style.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_cookies_are_for_this_server_only_and_out_of_reach_of_scripts(browser: Browser) -> None:
    browser.signs_in()
    browser.get("/portal/?lang=en")
    for cookie in browser.session.cookies:
        if cookie.name.startswith("care-"):
            assert cookie.has_nonstandard_attr("HttpOnly")
            assert cookie.get_nonstandard_attr("SameSite") == "Lax"
    assert {"care-session", "care-language"} <= set(browser.session.cookies.keys())
