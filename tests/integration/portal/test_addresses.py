"""My addresses on the page of notices: entered, confirmed by the link of a real mail, taken away."""

import re
from collections.abc import Iterator

import pytest

from adapters.mail.smtp import MailSender
from care_platform.accounts.secret_box import secret_box
from care_platform.notices.courier import Courier
from care_platform.notices.own import MOST_OF_PERSON
from care_platform.reference.catalogue.notices import CONFIRMATION_REFUSED
from tests.builders.notices import Mailbox, listens, mail_server, mail_settings
from tests.integration.portal.town import Browser, Town, path_of, words_of

ADDRESS = "hanako@mail.example"
ADD = "/portal/notices/addresses"


@pytest.fixture
def hanako(town: Town) -> Browser:
    """見本花子, signed in and linked."""
    town.shares()
    town.sends_certificates()
    browser = town.browser()
    browser.signs_in_and_links()
    return browser


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


def link_in_the_mail(town: Town, mailbox: Mailbox) -> str:
    """What the worker's next round sends, and the link in it."""
    sender = MailSender(mail_settings(town.platform, mailbox.port))
    Courier(
        town.platform.engine, {}, sender.ask, lambda: secret_box(town.platform.settings), town.clock
    ).round()  # fmt: skip
    found = re.search(r"https?://\S+/portal/confirm/\S+", str(mailbox.mails[-1].get_content()))
    assert found is not None
    return found[0]


def test_an_address_waits_until_the_link_of_its_mail_was_followed(
    hanako: Browser, town: Town, mailbox: Mailbox
) -> None:
    asked = hanako.post(ADD, address=ADDRESS)
    assert path_of(asked) == "/portal/notices"
    assert "確認のメールを送ります" in words_of(asked)
    assert f"{ADDRESS} 確認を待っています" in words_of(asked)

    link = link_in_the_mail(town, mailbox)
    elsewhere = town.browser()
    opened = elsewhere.get(link)
    assert "確認する" in words_of(opened)
    assert ADDRESS not in opened.text
    assert f"{ADDRESS} 確認を待っています" in words_of(hanako.get("/portal/notices"))

    confirmed = elsewhere.session.post(link, timeout=10)
    assert "メールアドレスを確認しました" in words_of(confirmed)
    assert f"{ADDRESS} 確認済み" in words_of(hanako.get("/portal/notices"))


def test_without_a_mail_server_the_page_says_so(hanako: Browser) -> None:
    assert "いまはメールを送れません" in words_of(hanako.get("/portal/notices"))


def test_a_used_link_says_in_plain_words_what_to_do(hanako: Browser, town: Town, mailbox: Mailbox) -> None:
    hanako.post(ADD, address=ADDRESS)
    link = link_in_the_mail(town, mailbox)
    hanako.session.post(link, timeout=10)
    again = hanako.session.post(link, timeout=10)
    assert again.status_code == 410
    assert CONFIRMATION_REFUSED.person_ja in words_of(again)


def test_no_address_is_in_any_address_of_the_browser(hanako: Browser, town: Town, mailbox: Mailbox) -> None:
    hanako.post(ADD, address=ADDRESS)
    hanako.session.post(link_in_the_mail(town, mailbox), timeout=10)
    assert not [url for url in hanako.visited if "mail.example" in url]


def test_what_is_no_address_is_said_at_the_field(hanako: Browser) -> None:
    refused = hanako.post(ADD, address="hanako")
    assert refused.status_code == 422
    assert "メールアドレスとして使えない書き方です" in words_of(refused)
    assert 'value="hanako"' in refused.text


def test_there_are_few_addresses_and_one_is_taken_away(hanako: Browser, town: Town) -> None:
    for number in range(MOST_OF_PERSON):
        hanako.post(ADD, address=f"n{number}@mail.example")
    assert "先に1件外してください" in words_of(hanako.get("/portal/notices"))
    assert hanako.post(ADD, address=ADDRESS).status_code == 409

    [first, *_] = town.run("select id from notice_recipient order by id")
    ended = hanako.post(f"{ADD}/end", recipient=str(first[0]))
    assert "宛先を外しました" in words_of(ended)
    assert "n0@mail.example" not in words_of(ended)


def test_the_mail_is_sent_again_on_request(hanako: Browser, town: Town, mailbox: Mailbox) -> None:
    hanako.post(ADD, address=ADDRESS)
    link_in_the_mail(town, mailbox)
    [[number]] = town.run("select id from notice_recipient")
    town.clock.move(minutes=2)
    assert "確認のメールを送ります" in words_of(hanako.post(f"{ADD}/again", recipient=str(number)))
    link_in_the_mail(town, mailbox)
    assert len(mailbox.mails) == 2


@pytest.mark.parametrize("step", ["again", "end"])
@pytest.mark.parametrize("number", ["other", "0", "99999999999999999999", "x"])
def test_an_address_of_somebody_else_is_out_of_reach(
    hanako: Browser, town: Town, step: str, number: str
) -> None:
    other, _ = listens(town.platform)
    answer = hanako.post(f"{ADD}/{step}", recipient=str(other) if number == "other" else number)
    assert answer.status_code == 404
    assert "この宛先は、もう登録されていません" in words_of(answer)


def test_a_forged_form_adds_nothing(hanako: Browser, town: Town) -> None:
    answer = hanako.session.post(f"{town.base}{ADD}", data={"address": ADDRESS}, timeout=10)
    assert answer.status_code == 403
    assert town.run("select count(*) from notice_recipient") == [(0,)]
