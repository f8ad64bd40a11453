"""Notices by mail, over a real mail server: once each, tried again, together in a digest, given up."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from care_platform.notices.outbox import latest
from care_platform.notices.parcel import MOST_ATTEMPTS, Language, Rhythm
from care_platform.notices.subscriptions import unsubscribe
from care_platform.platform import Platform
from care_platform.reference.calendar import JAPAN
from care_platform.reference.notices import Addressee, NoticeKind
from care_platform.store.notices import write_notice
from tests.builders.clock import MovableClock
from tests.builders.notices import LEADER, Mailbox, gate_passed, listens
from tests.builders.records import HIRAKATA

Carry = Callable[[], int]


def test_a_passed_gate_is_told_once_in_japanese_with_a_link_and_nobodys_data(
    platform: Platform, mailbox: Mailbox, carry: Carry
) -> None:
    listens(platform)
    gate_passed(platform)
    assert (carry(), carry()) == (1, 0)
    [mail] = mailbox.mails
    assert mail["To"] == LEADER
    assert mail["Subject"] == "[介護情報基盤] 工程を通過しました: ②連携改修"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content()
    assert "保険者 272104 が「②連携改修」を通過しました。" in text
    assert "http://127.0.0.1:8480/desk/sign-in" in text


def test_an_english_reader_reads_english(platform: Platform, mailbox: Mailbox, carry: Carry) -> None:
    listens(platform, language=Language.ENGLISH)
    gate_passed(platform)
    carry()
    [mail] = mailbox.mails
    assert mail["Subject"] == "[Care platform] A gate was passed: adapted to send"
    assert mail["Content-Language"] == "en"


def test_what_was_rolled_back_is_not_told(platform: Platform, mailbox: Mailbox, carry: Carry) -> None:
    listens(platform)
    with platform.engine.connect() as connection:
        facts = {"milestone": "adapted"}
        write_notice(connection, NoticeKind.GATE_PASSED, Addressee.INSURER, HIRAKATA, platform.clock(), facts)
        connection.rollback()
    assert carry() == 0
    assert mailbox.mails == []


def test_a_notice_waits_until_it_is_due(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform)
    with platform.engine.begin() as connection:
        facts, now = {"milestone": "adapted"}, platform.clock()
        later = now + timedelta(hours=1)
        write_notice(
            connection, NoticeKind.GATE_PASSED, Addressee.INSURER, HIRAKATA, now, facts, due_at=later
        )
    assert carry() == 0
    clock.move(hours=1)
    assert carry() == 1


def test_the_same_thing_is_told_once_only(platform: Platform) -> None:
    def tell() -> bool:
        with platform.engine.begin() as connection:
            facts, now = {"milestone": "adapted"}, platform.clock()
            return write_notice(
                connection, NoticeKind.GATE_PASSED, Addressee.INSURER, HIRAKATA, now, facts, once="adapted"
            )

    assert (tell(), tell()) == (True, False)


@pytest.mark.parametrize("facts", [{}, {"milestone": "adapted", "name": "花子"}])
def test_a_notice_with_other_facts_than_its_kind_has_is_refused(
    platform: Platform, facts: dict[str, str]
) -> None:
    with platform.engine.begin() as connection, pytest.raises(ValueError, match="other facts"):
        write_notice(connection, NoticeKind.GATE_PASSED, Addressee.INSURER, HIRAKATA, platform.clock(), facts)


def test_other_insurers_and_other_kinds_are_not_heard(
    platform: Platform, mailbox: Mailbox, carry: Carry
) -> None:
    listens(platform, kinds=("transfer_held",))
    listens(platform, "leader@sakai.example", organisation="271403")
    gate_passed(platform)
    assert carry() == 0
    assert mailbox.mails == []


def test_the_prefecture_and_the_nation_hear_of_their_insurers(
    platform: Platform, mailbox: Mailbox, carry: Carry
) -> None:
    for address, area in (
        ("osaka@pref.example", "27"),
        ("tokyo@pref.example", "13"),
        ("all@jp.example", "JP"),
    ):
        listens(platform, address, organisation_kind="operator", organisation=area)
    gate_passed(platform)
    carry()
    assert sorted(mail["To"] for mail in mailbox.mails) == ["all@jp.example", "osaka@pref.example"]


def test_who_subscribes_afterwards_hears_of_nothing_before(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    gate_passed(platform)
    clock.move(minutes=1)
    listens(platform)
    assert carry() == 0


def test_a_refused_moment_is_tried_again_after_a_pause(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform)
    gate_passed(platform)
    mailbox.refusals = ["450 busy"]
    assert (carry(), carry()) == (0, 0)
    clock.move(minutes=1)
    assert carry() == 1
    assert len(mailbox.mails) == 1


def test_an_address_refused_for_good_is_given_up_at_once(
    platform: Platform, mailbox: Mailbox, carry: Carry
) -> None:
    listens(platform)
    gate_passed(platform)
    mailbox.refusals = ["550 no such user"]
    carry()
    with platform.engine.connect() as connection:
        [line] = latest(connection, 10)
    assert (line.waiting, line.delivered, line.given_up) == (0, 0, 1)


def test_a_server_that_stays_dead_is_given_up_after_about_two_days(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform)
    gate_passed(platform)
    mailbox.refusals = ["450 busy"] * MOST_ATTEMPTS
    began, tries = clock(), 0
    while mailbox.refusals:
        carry()
        tries += 1
        clock.move(hours=12)
    assert tries == MOST_ATTEMPTS
    assert carry() == 0
    assert clock() - began < timedelta(days=5)
    with platform.engine.connect() as connection:
        assert latest(connection, 10)[0].given_up == 1


def test_a_digest_leaves_at_eight_with_everything_of_the_day(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    listens(platform, rhythm=Rhythm.DAILY)
    gate_passed(platform, "standard")
    gate_passed(platform, "adapted")
    assert carry() == 0
    tomorrow = datetime(2026, 11, 25, 8, tzinfo=JAPAN)
    clock.move(seconds=(tomorrow - clock()).total_seconds())
    assert carry() == 2
    [mail] = mailbox.mails
    assert mail["Subject"] == "[介護情報基盤] お知らせ 2 件"
    assert "①標準化" in mail.get_content()
    assert "②連携改修" in mail.get_content()


def test_after_unsubscribing_nothing_more_comes(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    number, _ = listens(platform, rhythm=Rhythm.DAILY)
    gate_passed(platform)
    carry()
    with platform.engine.begin() as connection:
        unsubscribe(connection, number, platform.clock())
    clock.move(days=1)
    gate_passed(platform)
    assert carry() == 0
    assert mailbox.mails == []


def test_a_worker_that_dies_on_the_way_leaves_the_notice_to_another(
    platform: Platform, mailbox: Mailbox, carry: Carry, clock: MovableClock
) -> None:
    from care_platform.notices.outbox import LEASE, give_out, take  # noqa: PLC0415

    listens(platform)
    gate_passed(platform)
    with platform.engine.begin() as connection:
        give_out(connection, platform.clock())
        assert take(connection, platform.clock()) is not None
    assert carry() == 0
    clock.move(seconds=LEASE.total_seconds())
    assert carry() == 1
