"""Subscribing, and notices of an emergency, which name nobody."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from care_platform.notices.parcel import Channel, Language, Rhythm
from care_platform.notices.subscriptions import recipients, unsubscribe
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.people import PersonKey
from care_platform.store.notices import write_emergency_notices
from commands.notice_work import ask_for_round
from tests.builders.clock import MovableClock
from tests.builders.notices import Mailbox, Receiver, gate_passed, listens
from tests.builders.offices import HANAKO

HOSPITAL = "2710000001"


@pytest.mark.parametrize(
    ("changes", "item"),
    [
        ({"organisation": "272105x"}, "organisation"),
        ({"organisation_kind": "family"}, "organisation_kind"),
        ({"organisation_kind": "operator", "organisation": "48"}, "organisation"),
        ({"organisation_kind": "person", "organisation": "0000000001"}, "organisation"),
        ({"address": "leader"}, "address"),
        ({"address": "Leader <leader@hirakata.example>"}, "address"),
        ({"address": "a@hirakata.example\nBcc: b@other.example"}, "address"),
        ({"address": "a@b.example,c@d.example"}, "address"),
        ({"address": "leader@hirakata.example", "channel": Channel.WEBHOOK}, "address"),
        ({"address": "file:///etc/passwd", "channel": Channel.WEBHOOK}, "address"),
        ({"kinds": ("everything",)}, "kinds"),
    ],
)  # fmt: skip
def test_a_wrong_recipient_is_refused_by_item(platform: Platform, changes: dict[str, Any], item: str) -> None:
    with pytest.raises(CataloguedError) as refusal:
        listens(platform, **changes)
    assert (refusal.value.entry.code, refusal.value.details) == ("notices.recipient_invalid", {"item": item})


def test_subscribing_again_changes_the_wish_and_keeps_number_and_secret(platform: Platform) -> None:
    url = "https://hooks.example/in"
    number, secret = listens(platform, url, channel=Channel.WEBHOOK)
    again, none = listens(platform, url, channel=Channel.WEBHOOK, language=Language.ENGLISH)
    assert (again, none) == (number, "")
    assert secret.startswith("whsec_")
    with platform.engine.connect() as connection:
        [found] = recipients(connection)
    assert found.language is Language.ENGLISH
    assert found.sealed_secret is not None
    assert secret.encode() not in found.sealed_secret


def test_a_recipient_shows_neither_address_nor_secret(platform: Platform) -> None:
    listens(platform, "https://hooks.example/token-123", channel=Channel.WEBHOOK)
    with platform.engine.connect() as connection:
        assert "token-123" not in repr(recipients(connection))


def test_an_unknown_recipient_cannot_be_ended_nor_one_twice(platform: Platform) -> None:
    number, _ = listens(platform)
    with platform.engine.begin() as connection:
        unsubscribe(connection, number, platform.clock())
    for unknown in (number, 999):
        with pytest.raises(CataloguedError, match="recipient_unknown"), platform.engine.begin() as connection:
            unsubscribe(connection, unknown, platform.clock())


def test_an_emergency_is_told_to_person_and_institution_without_a_word_about_either(
    platform: Platform, mailbox: Mailbox, receiver: Receiver, carry: Any
) -> None:
    account = _account(platform, HANAKO)
    listens(platform, "hanako@home.example", organisation_kind="person", organisation=account)
    listens(
        platform, "officer@hospital.example", organisation_kind="office", organisation=HOSPITAL,
        kinds=("emergency_access",),
    )  # fmt: skip
    listens(platform, receiver.url, organisation_kind="person", organisation=account, channel=Channel.WEBHOOK)
    with platform.engine.begin() as connection:
        for _ in range(2):
            write_emergency_notices(connection, 1, HANAKO, HOSPITAL, platform.clock())
    assert carry() == 3
    assert sorted(mail["To"] for mail in mailbox.mails) == ["hanako@home.example", "officer@hospital.example"]
    [(_, body)] = receiver.got
    for told in [mail.as_string() + mail.get_content() for mail in mailbox.mails] + [body.decode()]:
        for secret in (HANAKO.insured_number, HOSPITAL, account):
            assert secret not in told
    by_address = {mail["To"]: mail.get_content() for mail in mailbox.mails}
    assert "/portal/" in by_address["hanako@home.example"]
    assert "/desk/sign-in" in by_address["officer@hospital.example"]


def test_operators_do_not_hear_of_emergencies(platform: Platform, mailbox: Mailbox, carry: Any) -> None:
    listens(platform, "all@jp.example", organisation_kind="operator", organisation="JP")
    with platform.engine.begin() as connection:
        write_emergency_notices(connection, 1, HANAKO, HOSPITAL, platform.clock())
    gate_passed(platform)
    assert carry() == 1


def _account(platform: Platform, person: PersonKey) -> str:
    account = str(uuid4())
    with platform.engine.begin() as connection:
        connection.execute(
            text(
                "insert into person_account (id, issuer, subject, insurer_number, insured_number, created_at, "
                "failed_links) values (:id, 'https://id.example', 'hanako', :insurer, :person, now(), 0)"
            ),
            {"id": account, "insurer": person.insurer_number, "person": person.insured_number},
        )
    return account


def test_a_round_is_asked_for_only_when_something_is_due(
    platform: Platform, carry: Any, clock: MovableClock
) -> None:
    asked: list[str] = []

    def asks() -> int:
        asked.clear()
        ask_for_round(platform, platform.engine, asked.append)
        return len(asked)

    assert asks() == 0
    listens(platform, rhythm=Rhythm.DAILY)
    gate_passed(platform)
    assert asks() == 1
    carry()
    assert asks() == 0
    clock.move(days=1)
    assert asks() == 1
