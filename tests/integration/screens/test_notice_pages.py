"""Whoever looks after a hospital, a municipality or a programme office chooses who is told what, and sees what became
of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import text
from werkzeug.test import TestResponse

from care_platform.accounts.kinds import Level, Role
from care_platform.notices.outbox import delivered, failed, give_out, take
from care_platform.notices.own import MOST, own_recipients
from care_platform.notices.parcel import MOST_ATTEMPTS, Channel, Recipient
from care_platform.notices.subscriptions import recipients
from care_platform.platform import Platform
from care_platform.reference.catalogue.notices import MAIL_REFUSED, MAIL_UNREACHABLE, RECIPIENT_UNKNOWN
from care_platform.reference.notices import Addressee, NoticeKind
from care_platform.store.notices import write_notice
from care_platform.store.offices import register_office
from tests.builders.accounts import HOSPITAL, quick_hashes
from tests.builders.clock import MovableClock
from tests.builders.consoles import administrator, municipal, operator
from tests.builders.notices import confirms
from tests.builders.offices import office
from tests.integration.screens.test_every_page import FORM_TOKEN, enters

TOWN = "272104"
OF_TOWNS = [kind.value for kind in NoticeKind if kind is not NoticeKind.EMERGENCY_ACCESS]
MAIL = {
    "channel": "mail", "address": "tantou@city.example", "language": "ja", "rhythm": "at_once", "kinds": OF_TOWNS,
}  # fmt: skip
HOOK = MAIL | {"channel": "webhook", "address": "https://hooks.vendor.example/care"}


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def town(client: FlaskClient, platform: Platform) -> FlaskClient:
    """The administrator of 枚方市, signed in."""
    enters(client, platform, municipal(platform, None, level=Level.ADMINISTRATOR))
    return client


def chooses(client: FlaskClient, **form: Any) -> TestResponse:
    return client.post("/desk/notices", data={"form_token": FORM_TOKEN, **form})


def ends(client: FlaskClient, recipient: int, step: str = "end") -> TestResponse:
    return client.post(f"/desk/notices/{step}", data={"form_token": FORM_TOKEN, "recipient": recipient})


def words(answer: TestResponse) -> str:
    main = html.document_fromstring(answer.get_data()).find(".//main")
    assert main is not None
    return " ".join(" ".join(str(text) for text in main.itertext()).split())


def told(platform: Platform, kind: str = "insurer", organisation: str = TOWN) -> list[Recipient]:
    with platform.engine.connect() as connection:
        return list(own_recipients(connection, kind, organisation))


def happens(platform: Platform, kind: NoticeKind = NoticeKind.GATE_PASSED, insurer: str = TOWN) -> None:
    """Something is told, to addresses that were all confirmed."""
    with platform.engine.begin() as connection:
        for recipient in recipients(connection):
            confirms(connection, recipient.id, platform.clock())
        write_notice(
            connection, kind, Addressee.INSURER, insurer, platform.clock(), {"milestone": "contract"}
        )
        give_out(connection, platform.clock())


def test_with_nobody_told_the_page_says_what_to_do(town: FlaskClient) -> None:
    said = words(town.get("/desk/notices"))
    assert "通知先はまだありません" in said
    assert "まだ何も送っていません" in said
    assert "メールはまだ送れません" in said, "no mail server is set up here"


def test_an_address_is_told_from_now_on(town: FlaskClient, platform: Platform) -> None:
    answer = chooses(town, **MAIL)
    assert (answer.status_code, answer.location) == (303, "/desk/notices?done=notices_chosen")
    said = words(town.get(answer.location or ""))
    assert "通知先を保存しました。" in said
    assert "tantou@city.example" in said
    [recipient] = told(platform)
    assert recipient.kinds == (), "with all ticked, kinds to come are told as well"


def test_an_address_waits_to_be_confirmed_and_may_be_asked_again(
    town: FlaskClient, platform: Platform, clock: MovableClock
) -> None:
    chooses(town, **MAIL)
    assert "確認を待っています" in words(town.get("/desk/notices"))
    clock.move(minutes=2)
    answer = ends(town, told(platform)[0].id, "again")
    assert "確認のメールを送ります" in words(town.get(answer.location or ""))
    with platform.engine.connect() as connection:
        assert connection.execute(text("select count(*) from address_confirmation")).scalar_one() == 2
    happens(platform)
    assert "確認を待っています" not in words(town.get("/desk/notices"))


def test_what_an_address_is_told_is_changed(town: FlaskClient, platform: Platform) -> None:
    chooses(town, **MAIL)
    chooses(town, **MAIL | {"kinds": ["transfer_held"], "rhythm": "daily", "language": "en"})
    [recipient] = told(platform)
    assert (recipient.kinds, recipient.rhythm, recipient.language) == (("transfer_held",), "daily", "en")
    assert "知らせること 送信が保留になった" in words(town.get("/desk/notices"))


def test_an_address_is_told_nothing_more(town: FlaskClient, platform: Platform) -> None:
    chooses(town, **MAIL)
    answer = ends(town, told(platform)[0].id)
    assert "もう知らせません" in words(town.get(answer.location or ""))
    assert told(platform) == []


def test_a_webhooks_secret_is_shown_once(town: FlaskClient, platform: Platform) -> None:
    first, again = chooses(town, **HOOK), chooses(town, **HOOK)
    assert "whsec_" in words(first)
    assert again.status_code == 303
    assert "whsec_" not in words(town.get("/desk/notices"))
    assert [one.channel for one in told(platform)] == [Channel.WEBHOOK]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"address": "kaigo"}, "メールアドレスを name@example.jp の形で"),
        ({"address": ""}, "メールアドレスを name@example.jp の形で"),
        ({"address": "a@b.example\nBcc: c@d.example"}, "メールアドレスを name@example.jp の形で"),
        ({"channel": "webhook"}, "https:// で始まるアドレスを"),
        (
            {"channel": "webhook", "address": "https://user:pass@hooks.example/"},
            "https:// で始まるアドレスを",
        ),
        ({"channel": "fax"}, "知らせ方を選んでください。"),
        ({"kinds": []}, "知らせることを1つ以上選んでください。"),
        ({"kinds": ["emergency_access"]}, "知らせることを1つ以上選んでください。"),
        ({"rhythm": "never"}, "知らせる時を選んでください。"),
        ({"language": "fr"}, "メールの言語を選んでください。"),
    ],
)
def test_a_slip_is_named_beside_its_field_and_nobody_is_told(
    town: FlaskClient, platform: Platform, wrong: dict[str, Any], said: str
) -> None:
    answer = chooses(town, **MAIL | wrong)
    assert answer.status_code == 422
    assert said in words(answer)
    assert told(platform) == []


def test_beyond_twenty_addresses_the_page_says_so(town: FlaskClient, platform: Platform) -> None:
    for number in range(MOST):
        chooses(town, **MAIL | {"address": f"office-{number}@city.example"})
    answer = chooses(town, **MAIL)
    assert answer.status_code == 409
    assert "通知先の数が上限に達しています" in words(answer)
    assert len(told(platform)) == MOST


def test_what_arrived_waits_and_failed_is_shown_with_the_reason(
    town: FlaskClient, platform: Platform, clock: MovableClock
) -> None:
    chooses(town, **MAIL)
    [recipient] = told(platform)
    for refusal in (None, MAIL_REFUSED, MAIL_UNREACHABLE):
        happens(platform)
        clock.move(minutes=1)
        with platform.engine.begin() as connection:
            taken = take(connection, clock())
            assert taken is not None
            numbers = [one.id for one in taken.notices]
            if refusal is None:
                delivered(connection, recipient.id, numbers, clock())
            else:
                failed(connection, recipient.id, numbers, refusal, clock())
    said = words(town.get("/desk/notices"))
    assert "最後に届いた日時 令和8年11月24日（2026年、火）10時01分" in said
    assert "届かなかったもの 1件 送信待ち 1件" in said
    assert MAIL_REFUSED.title_ja in said
    assert MAIL_UNREACHABLE.title_ja in said
    assert "移行の工程を通過した" in said


def test_what_was_given_up_is_sent_again(town: FlaskClient, platform: Platform, clock: MovableClock) -> None:
    chooses(town, **MAIL)
    [recipient] = told(platform)
    happens(platform)
    for _ in range(MOST_ATTEMPTS):
        with platform.engine.begin() as connection:
            taken = take(connection, clock())
            assert taken is not None
            failed(connection, recipient.id, [one.id for one in taken.notices], MAIL_UNREACHABLE, clock())
        clock.move(hours=13)
    enters(
        town,
        platform,
        municipal(platform, None, level=Level.ADMINISTRATOR, login_name="tomorrow", staff_id="T"),
    )
    assert "届かなかったもの 1件" in words(town.get("/desk/notices"))
    answer = ends(town, recipient.id, "retry")
    said = words(town.get(answer.location or ""))
    assert "もう一度送ります。" in said
    assert "送信待ち 1件" in said


def test_another_organisations_address_is_neither_seen_nor_ended(
    town: FlaskClient, platform: Platform, client: FlaskClient
) -> None:
    chooses(town, **MAIL)
    [recipient] = told(platform)
    enters(client, platform, municipal(platform, None, "292011", level=Level.ADMINISTRATOR))
    assert "tantou@city.example" not in words(client.get("/desk/notices"))
    for step in ("end", "retry"):
        answer = ends(client, recipient.id, step)
        assert answer.status_code == 404
        assert RECIPIENT_UNKNOWN.title_ja in words(answer)
    assert told(platform) == [recipient]


@pytest.mark.parametrize("recipient", [0, -1, 10**30])
def test_a_number_beyond_counting_is_nobodys(town: FlaskClient, recipient: int) -> None:
    assert ends(town, recipient).status_code == 404


def test_a_hospital_is_offered_what_concerns_it(client: FlaskClient, platform: Platform) -> None:
    with platform.engine.begin() as connection:
        register_office(connection, HOSPITAL, "見本総合病院", [])
    enters(client, platform, administrator(platform, HOSPITAL))
    said = words(client.get("/desk/notices"))
    assert "救急時の閲覧があった" in said
    assert "送信が保留になった" not in said
    assert chooses(client, **MAIL | {"kinds": ["emergency_access"]}).status_code == 303
    assert len(told(platform, "office", HOSPITAL)) == 1


def test_a_programme_office_hears_of_its_municipalities_by_name(
    client: FlaskClient, platform: Platform
) -> None:
    enters(client, platform, operator(platform, Role.PREFECTURAL, "27", level=Level.ADMINISTRATOR))
    chooses(client, **MAIL)
    happens(platform)
    said = words(client.get("/desk/notices"))
    assert "枚方市" in said
    assert "送信待ち" in said
    menu = client.get("/nation/").get_data(as_text=True)
    assert 'href="/desk/notices"' in menu


def test_a_care_office_is_never_told_anything_and_is_not_asked(
    client: FlaskClient, platform: Platform
) -> None:
    office(platform)
    enters(client, platform, administrator(platform))
    assert client.get("/desk/notices").status_code == 403
    assert "/desk/notices" not in client.get("/desk/accounts").get_data(as_text=True)


def test_a_clerk_chooses_nothing_for_the_municipality(client: FlaskClient, platform: Platform) -> None:
    enters(client, platform, municipal(platform, Role.APPROVER))
    assert client.get("/desk/notices").status_code == 403
    assert "/desk/notices" not in client.get("/town/").get_data(as_text=True)


def test_the_administrators_menu_leads_there_from_the_towns_pages(town: FlaskClient) -> None:
    assert 'href="/desk/notices"' in town.get("/town/").get_data(as_text=True)
