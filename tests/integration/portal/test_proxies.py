"""A proxy acts for another: chooses whom, sees and changes the consent and nothing else, and it stays visible who did."""

from uuid import UUID

import pytest
import requests
from lxml import html

from care_platform.access.consent import ConsentRequest
from care_platform.access.proxies import end_proxy, register_proxy
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue.access import ALLOWED
from care_platform.reference.catalogue.screens import LINK_OUTDATED
from care_platform.reference.catalogue.ties import CONSENT_NOT_YOURS
from care_platform.reference.people import PersonKey
from tests.builders.access import insurer_registers
from tests.builders.offices import office, serves
from tests.builders.records import HIRAKATA
from tests.integration.portal.town import HANAKO_NUMBER, Browser, Town, path_of, words_of

HANAKO = PersonKey(HIRAKATA, HANAKO_NUMBER)
CHOOSES = "この方の同意を見る・変える"
NAMES_HER = f"枚方市、被保険者番号 {HANAKO_NUMBER} の方（届け出の続柄: 長女）の代理です。"


@pytest.fixture
def father_town(town: Town) -> Town:
    town.shares()
    town.sends_certificates()
    office(town.platform)
    serves(town.platform, HANAKO)
    insurer_registers(town.platform, HANAKO)
    return town


@pytest.fixture
def daughter(father_town: Town) -> Browser:
    """Not insured herself: she signs in, and the municipality registers her as 花子's proxy."""
    browser = father_town.browser()
    browser.signs_in("other-address")
    registers(father_town, browser)
    return browser


def of_insurer(town: Town) -> ConsentRequest:
    actor = Actor(kind=ActorKind.INSURER, insurer_number=HIRAKATA)
    return ConsentRequest(actor=actor, person=HANAKO, at=town.clock(), correlation_id="test")


def account_of(browser: Browser) -> UUID:
    """The number that the page shows to its owner."""
    page = html.document_fromstring(browser.get("/portal/proxy").content)
    return UUID(page.findtext(".//section[@aria-labelledby='proxy-number']/p/strong"))


def registers(town: Town, browser: Browser) -> None:
    with town.platform.engine.begin() as connection:
        assert register_proxy(connection, of_insurer(town), account_of(browser), "長女") is ALLOWED


def ends(town: Town, browser: Browser) -> None:
    with town.platform.engine.begin() as connection:
        assert end_proxy(connection, of_insurer(town), account_of(browser)) is ALLOWED


def place_of(browser: Browser) -> str:
    """The address of the consent of the one person acted for."""
    page = html.document_fromstring(browser.get("/portal/proxy").content)
    [address] = [
        link.get("href") for link in page.iterfind(".//a") if "".join(map(str, link.itertext())) == CHOOSES
    ]
    return str(address)


def opens(browser: Browser) -> requests.Response:
    return browser.get(place_of(browser))


def changes(browser: Browser, change: str, subject: str = "") -> requests.Response:
    return browser.post(place_of(browser), change=change, subject=subject)


def logged(town: Town) -> list[tuple[str, bool]]:
    """What accounts did with consents, oldest first."""
    rows = town.run(
        "select action, allowed from access_log where actor_kind = 'person' and action like '%_consent' order by id"
    )
    return [(row.action, row.allowed) for row in rows]


def test_a_proxy_without_a_certificate_begins_with_whom_they_act_for(daughter: Browser) -> None:
    assert path_of(daughter.signs_in("other-address")) == "/portal/proxy"
    words = words_of(daughter.get("/portal/proxy"))
    assert f"枚方市　被保険者番号 {HANAKO_NUMBER}" in words.replace("枚方市 ", "枚方市　")
    assert "長女" in words
    assert "あなたの代理の方" not in words, "nobody can act for one who is not insured"


def test_somebody_who_acts_for_nobody_is_told_how_it_is_registered(father_town: Town) -> None:
    browser = father_town.browser()
    assert path_of(browser.signs_in("other-name")) == "/portal/link"
    words = words_of(browser.get("/portal/proxy"))
    assert "あなたが代理をする方はいません" in words
    assert str(account_of(browser)) in words


def test_every_page_of_another_says_so_and_speaks_of_another(daughter: Browser) -> None:
    for page in (opens(daughter), daughter.get(f"{place_of(daughter)}/withdraw")):
        words = words_of(page)
        assert "ほかの方の代理をしています" in words
        assert NAMES_HER in words
        assert "あなたが同意" not in words


def test_a_consent_is_narrowed_withdrawn_and_given_again_in_the_persons_name(
    daughter: Browser, father_town: Town
) -> None:
    assert "主治医意見書を見せないようにしました" in words_of(
        changes(daughter, "kind_closed", "physician_opinion")
    )
    assert "この方の同意を取り消しました。" in words_of(changes(daughter, "withdrawn"))
    assert "この方の同意を登録しました。" in words_of(changes(daughter, "given"))
    history = father_town.run("select change, by_kind, account_id from consent_event order by id")[1:]
    assert [(row.change, row.by_kind) for row in history] == [
        ("kind_closed", "proxy"), ("withdrawn", "proxy"), ("given", "proxy"),
    ]  # fmt: skip
    assert {row.account_id for row in history} == {account_of(daughter)}


def test_the_same_change_sent_twice_is_one_change(daughter: Browser, father_town: Town) -> None:
    for _ in range(2):
        changes(daughter, "withdrawn")
    assert len(father_town.run("select 1 from consent_event where change = 'withdrawn'")) == 1


def test_an_office_that_serves_the_person_is_closed_by_name(daughter: Browser) -> None:
    words = words_of(changes(daughter, "office_closed", "2775000001"))
    assert "に見せないようにしました" in words


def test_every_look_and_change_is_logged_as_the_proxys(daughter: Browser, father_town: Town) -> None:
    opens(daughter)
    changes(daughter, "withdrawn")
    assert logged(father_town) == [("see_consent", True), ("change_consent", True), ("see_consent", True)]
    accounts = father_town.run("select distinct account_id from access_log where action like '%_consent' "
                               "and actor_kind = 'person'")  # fmt: skip
    assert [row.account_id for row in accounts] == [account_of(daughter)]


def test_the_person_sees_who_acts_since_when_and_what_they_did(daughter: Browser, father_town: Town) -> None:
    changes(daughter, "withdrawn")
    hanako = father_town.browser()
    hanako.signs_in_and_links()
    words = words_of(hanako.get("/portal/proxy"))
    assert "続柄: 長女。令和8年11月24日（2026年、火）10時00分から" in words
    consent = words_of(hanako.get("/portal/consent"))
    assert "届け出た代理の方（1人）" in consent
    assert "同意を取り消しました 代理の方" in consent.replace("変更した人 ", "")
    log = words_of(hanako.get("/portal/access-log?show=others"))
    assert "代理の方" in log
    assert "本人に代わる手続き" in log
    entries = hanako.get("/api/v1/me/access-log").json()["entries"]
    assert {"代理人", "本人"} <= {entry["institution"] for entry in entries}


def test_an_ended_right_opens_nothing_and_the_attempt_is_logged(daughter: Browser, father_town: Town) -> None:
    address = place_of(daughter)
    ends(father_town, daughter)
    for answer in (daughter.get(address), daughter.post(address, change="withdrawn")):
        assert answer.status_code == 403
        assert CONSENT_NOT_YOURS.title_ja in words_of(answer)
    assert daughter.get(f"{address}/withdraw").status_code == 403
    assert logged(father_town) == [("see_consent", False), ("change_consent", False)]
    assert "あなたが代理をする方はいません" in words_of(daughter.get("/portal/proxy"))
    hanako = father_town.browser()
    hanako.signs_in_and_links()
    assert "終わった届け出" in words_of(hanako.get("/portal/proxy"))
    assert "別の方のアカウント" in words_of(hanako.get("/portal/access-log?show=others"))


def test_the_address_of_one_account_opens_nothing_for_another(daughter: Browser, father_town: Town) -> None:
    address = place_of(daughter)
    stranger = father_town.browser()
    stranger.signs_in("other-name")
    for answer in (stranger.get(address), stranger.post(address, change="withdrawn")):
        assert LINK_OUTDATED.title_ja in words_of(answer)
    assert logged(father_town) == []


def test_what_is_no_change_is_refused(daughter: Browser, father_town: Town) -> None:
    assert changes(daughter, "deleted").status_code == 400
    assert changes(daughter, "kind_closed", "horoscope").status_code == 400
    assert len(father_town.run("select 1 from consent_event")) == 1, "the municipality's own line"


def test_a_forged_form_changes_nothing(daughter: Browser, father_town: Town) -> None:
    address = place_of(daughter)
    answer = daughter.session.post(
        father_town.base + address, data={"change": "withdrawn", "form_token": "guessed"}, timeout=10
    )
    assert answer.status_code == 403
    assert len(father_town.run("select 1 from consent_event")) == 1


@pytest.mark.parametrize("path", ["certificates", "access-log", "consent", "notices"])
def test_a_proxy_who_is_not_insured_has_no_pages_of_their_own(daughter: Browser, path: str) -> None:
    assert path_of(daughter.get(f"/portal/{path}")) == "/portal/link"


def test_nobody_is_named_in_addresses_and_titles(daughter: Browser) -> None:
    page = opens(daughter)
    title = html.document_fromstring(page.content).findtext(".//title")
    assert title is not None
    assert HANAKO_NUMBER not in title
    assert [address for address in daughter.visited if HANAKO_NUMBER in address or HIRAKATA in address] == []


def test_a_portal_of_others_reads_both_sides(daughter: Browser, father_town: Town) -> None:
    [acted_for] = daughter.get("/api/v1/me/proxies").json()["i_act_for"]
    assert (acted_for["insured_number"], acted_for["relation"]) == (HANAKO_NUMBER, "長女")
    ends(father_town, daughter)
    assert daughter.get("/api/v1/me/proxies").json() == {"my_proxies": [], "i_act_for": []}
    hanako = father_town.browser()
    hanako.signs_in_and_links()
    [proxy] = hanako.get("/api/v1/me/proxies").json()["my_proxies"]
    assert proxy["relation"] == "長女"
    assert proxy["ended_at"] is not None
    assert father_town.browser().get("/api/v1/me/proxies").status_code == 401
