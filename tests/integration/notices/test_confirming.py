"""An address is told nothing before its owner followed the link of a mail, once and in time."""

import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app import create_app
from care_platform.notices.confirming import MOST_A_DAY_OF_PERSON
from care_platform.notices.outbox import anything_due
from care_platform.notices.parcel import MOST_ATTEMPTS, Channel, Language
from care_platform.notices.subscriptions import unsubscribe
from care_platform.platform import Platform
from care_platform.store.housekeeping import purge_expired
from tests.builders.access import FORM_TOKEN, person_account, signs_in
from tests.builders.accounts import quick_hashes
from tests.builders.clock import MovableClock
from tests.builders.consoles import administrator, gets, header, posts
from tests.builders.notices import LEADER, Mailbox, gate_passed, listens
from tests.builders.offices import HANAKO, office

Carry = Callable[[], int]
FORM = {"X-Form-Token": FORM_TOKEN}
ADDRESS = {"address": "hanako@mail.example"}


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def web(web_platform: Platform) -> FlaskClient:
    """The application under the web's own role in the database."""
    return create_app(web_platform).test_client()


def words(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def token_of(mail: EmailMessage) -> str:
    found = re.search(r"/(?:desk|portal)/confirm/(\S+)", words(mail))
    assert found is not None
    return found[1]


def failures(platform: Platform) -> list[tuple[int, str | None, bool]]:
    with platform.engine.connect() as connection:
        query = text("select attempts, failure, next_at is not null from address_confirmation order by id")
        return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def test_an_address_is_told_only_after_its_link_was_followed(
    platform: Platform, web: FlaskClient, mailbox: Mailbox, carry: Carry
) -> None:
    listens(platform, confirmed=False)
    gate_passed(platform)
    assert carry() == 0
    [asking] = mailbox.mails
    link = f"/desk/confirm/{token_of(asking)}"

    assert (asking["To"], asking["Subject"]) == (LEADER, "[介護情報基盤] メールアドレスの確認をお願いします")
    assert web.get(link).status_code == 200
    gate_passed(platform, "connection_test")
    assert carry() == 0, "opening the page confirms nothing: mail servers open links too"

    answer = web.post(link)
    assert (answer.status_code, answer.location) == (303, "/desk/sign-in?done=address_confirmed")
    gate_passed(platform, "initial_load")
    assert carry() == 1
    assert "工程を通過しました" in mailbox.mails[-1]["Subject"]


def test_the_mail_names_nobody_and_its_token_is_not_in_the_database(
    platform: Platform, mailbox: Mailbox, carry: Carry
) -> None:
    account = person_account(platform)
    listens(platform, confirmed=False, organisation_kind="person", organisation=str(account))
    carry()
    [mail] = mailbox.mails

    assert f"{platform.settings.base_url}/portal/confirm/" in words(mail)
    for personal in (str(account), HANAKO.insured_number, HANAKO.insurer_number, LEADER):
        assert personal not in words(mail)
    with platform.engine.connect() as connection:
        rows = connection.execute(text("select c::text from address_confirmation c")).scalars().all()
        assert len(rows) == 1
        assert token_of(mail) not in rows[0]
        assert token_of(mail).encode().hex() not in rows[0]


def test_english_is_asked_in_english(platform: Platform, mailbox: Mailbox, carry: Carry) -> None:
    listens(platform, confirmed=False, language=Language.ENGLISH)
    carry()
    [mail] = mailbox.mails
    assert mail["Subject"] == "[Care platform] Please confirm your mail address"
    assert "until 2026-11-25 10:00 (time in Japan)" in words(mail)


def test_a_link_works_once_and_for_a_day(
    platform: Platform, web: FlaskClient, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform, confirmed=False)
    listens(platform, "other@hirakata.example", confirmed=False)
    carry()
    first, second = (f"/desk/confirm/{token_of(mail)}" for mail in mailbox.mails)

    assert [web.post(first).status_code, web.post(first).status_code] == [303, 410]
    clock.move(hours=24)
    assert web.post(second).status_code == 410
    assert web.post("/desk/confirm/made-up").status_code == 410


def test_what_was_ended_is_neither_asked_nor_confirmed(
    platform: Platform, web: FlaskClient, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    numbers = [listens(platform, f"n{n}@hirakata.example", confirmed=False)[0] for n in range(2)]
    carry()
    with platform.engine.begin() as connection:
        for number in numbers:
            unsubscribe(connection, number, clock())
    assert web.post(f"/desk/confirm/{token_of(mailbox.mails[0])}").status_code == 410

    gone, _ = listens(platform, "gone@hirakata.example", confirmed=False)
    with platform.engine.begin() as connection:
        unsubscribe(connection, gone, clock())
        assert not anything_due(connection, clock()), "an empty round would be asked for without end"
    carry()
    assert len(mailbox.mails) == 2


def test_a_webhook_needs_no_mail(platform: Platform, mailbox: Mailbox, carry: Carry) -> None:
    listens(platform, "https://hooks.vendor.example/care", confirmed=False, channel=Channel.WEBHOOK)
    carry()
    assert mailbox.mails == []
    with platform.engine.connect() as connection:
        assert connection.execute(text("select count(confirmed_at) from notice_recipient")).scalar_one() == 1


def test_a_mail_server_that_is_down_is_tried_again_and_the_first_link_is_worth_nothing(
    platform: Platform, web: FlaskClient, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform, confirmed=False)
    mailbox.refusals.append("450 later")
    carry()
    assert (mailbox.mails, failures(platform)) == ([], [(1, "notices.mail_unreachable", True)])
    carry()
    assert mailbox.mails == []

    clock.move(minutes=1)
    carry()
    assert failures(platform) == [(2, None, False)]
    assert web.post(f"/desk/confirm/{token_of(mailbox.mails[0])}").status_code == 303


def test_an_address_refused_for_good_is_given_up_at_once_and_may_be_asked_again(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform, confirmed=False)
    mailbox.refusals.append("550 nobody here")
    carry()
    assert failures(platform) == [(1, "notices.mail_refused", False)]

    clock.move(minutes=2)
    listens(platform, confirmed=False)
    carry()
    assert [mail["To"] for mail in mailbox.mails] == [LEADER]


def test_after_two_days_without_a_server_it_is_given_up(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform, confirmed=False)
    mailbox.refusals += ["450 later"] * MOST_ATTEMPTS
    for _ in range(MOST_ATTEMPTS):
        carry()
        clock.move(hours=13)
    assert failures(platform) == [(MOST_ATTEMPTS, "notices.mail_unreachable", False)]
    assert mailbox.mails == []


def test_an_organisation_confirms_its_own_address_by_rest_and_no_others(
    platform: Platform, web: FlaskClient, mailbox: Mailbox, carry: Carry
) -> None:
    for number in ("2775000001", "2775000002"):
        office(platform, number)
    own, other = (
        header(platform, administrator(platform, number)) for number in ("2775000001", "2775000002")
    )
    posts(web, "staff/notices", own, channel="mail", address="officer@hospital.example")
    carry()
    token = token_of(mailbox.mails[0])

    assert [one["confirmed"] for one in gets(web, "staff/notices", own)[1]["subscriptions"]] == [False]
    assert posts(web, "staff/notices/confirm", other, token=token) == (410, "notices.confirmation_refused")
    assert posts(web, "staff/notices/confirm", own, token=token)[0] == 200
    assert [one["confirmed"] for one in gets(web, "staff/notices", own)[1]["subscriptions"]] == [True]


def test_a_person_confirms_by_rest_with_the_forms_token(
    platform: Platform, web: FlaskClient, mailbox: Mailbox, carry: Carry
) -> None:
    signs_in(platform, web, person_account(platform))
    posts(web, "me/notices", FORM, **ADDRESS)
    carry()
    token = token_of(mailbox.mails[0])

    assert posts(web, "me/notices/confirm", {}, token=token) == (403, "api.form_outdated")
    assert posts(web, "me/notices/confirm", FORM, token=token)[0] == 200
    assert posts(web, "me/notices/confirm", FORM, token=token) == (410, "notices.confirmation_refused")


def test_a_form_sent_twice_asks_once_and_nobodys_mailbox_is_filled(
    platform: Platform, web: FlaskClient, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    signs_in(platform, web, person_account(platform))
    assert [posts(web, "me/notices", FORM, **ADDRESS)[0] for _ in range(2)] == [201, 201]
    carry()
    assert len(mailbox.mails) == 1

    for _ in range(MOST_A_DAY_OF_PERSON - 1):
        clock.move(seconds=61)
        assert posts(web, "me/notices", FORM, **ADDRESS)[0] == 201
    clock.move(seconds=61)
    assert posts(web, "me/notices", FORM, **ADDRESS) == (429, "notices.too_many_confirmations")


def test_an_old_link_is_forgotten_and_the_address_stays_confirmed(
    platform: Platform, web: FlaskClient, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform, confirmed=False)
    carry()
    web.post(f"/desk/confirm/{token_of(mailbox.mails[0])}")
    purge_expired(platform.engine, clock())
    assert len(failures(platform)) == 1
    clock.move(hours=25)
    purge_expired(platform.engine, clock())
    assert failures(platform) == []
    gate_passed(platform)
    assert carry() == 1


def test_a_confirmed_address_is_not_asked_again(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform)
    clock.move(minutes=5)
    listens(platform, confirmed=False)
    carry()
    assert mailbox.mails == []
