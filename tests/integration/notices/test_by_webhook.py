"""Notices by webhook, to a real web server: signed, once each, tried again, never led elsewhere."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from prometheus_client import CollectorRegistry

from adapters.webhook.posting import WebhookSender
from adapters.webhook.signing import is_genuine
from care_platform.notices.parcel import MOST_ATTEMPTS, Channel, Rhythm
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from care_platform.telemetry import metrics
from tests.builders.clock import MovableClock
from tests.builders.notices import Receiver, gate_passed, listens

Carry = Callable[[], int]


def _hook(platform: Platform, receiver: Receiver, **changes: Any) -> str:
    _, secret = listens(platform, receiver.url, channel=Channel.WEBHOOK, **changes)
    return secret


def test_a_webhook_is_signed_so_that_its_receiver_can_verify_it(
    platform: Platform, receiver: Receiver, carry: Carry
) -> None:
    secret = _hook(platform, receiver)
    gate_passed(platform)
    assert (carry(), carry()) == (1, 0)
    [(headers, body)] = receiver.got
    now = platform.clock()
    assert is_genuine(secret, headers, body, now)
    assert not is_genuine(secret, headers, body + b" ", now)
    assert not is_genuine(secret, headers, body, now + timedelta(minutes=6))
    [notice] = receiver.notices
    assert (notice["kind"], notice["subject"], notice["facts"]) == (
        "gate_passed", "272104", {"milestone": "adapted"},
    )  # fmt: skip
    assert notice["title_en"] == "A gate was passed: adapted to send"


def test_a_failure_is_tried_again_with_the_same_number(
    platform: Platform, receiver: Receiver, carry: Carry, clock: MovableClock
) -> None:
    _hook(platform, receiver)
    gate_passed(platform)
    receiver.answers = [503]
    assert carry() == 0
    clock.move(minutes=1)
    assert carry() == 1
    first, second = (headers["webhook-id"] for headers, _ in receiver.got)
    assert first == second


def test_a_redirect_is_a_failure_and_is_not_followed(
    platform: Platform, receiver: Receiver, carry: Carry
) -> None:
    _hook(platform, receiver)
    gate_passed(platform)
    receiver.answers = [307]
    assert carry() == 0
    assert len(receiver.got) == 1


def test_a_digest_is_one_post(
    platform: Platform, receiver: Receiver, carry: Carry, clock: MovableClock
) -> None:
    _hook(platform, receiver, rhythm=Rhythm.DAILY)
    gate_passed(platform, "standard")
    gate_passed(platform, "adapted")
    carry()
    clock.move(days=1)
    assert carry() == 2
    assert len(receiver.got) == 1
    assert [one["facts"]["milestone"] for one in receiver.notices] == ["standard", "adapted"]


def test_a_dead_receiver_is_given_up_and_the_figures_say_so(
    platform: Platform, receiver: Receiver, carry: Carry, clock: MovableClock
) -> None:
    _hook(platform, receiver)
    gate_passed(platform)
    before = _given_up()
    receiver.answers = [500] * (MOST_ATTEMPTS + 5)
    for _ in range(MOST_ATTEMPTS + 2):
        carry()
        clock.move(hours=12)
    assert len(receiver.got) == MOST_ATTEMPTS
    assert _given_up() == before + 1


def test_one_failure_keeps_the_rest_for_the_same_receiver_waiting(
    platform: Platform, receiver: Receiver, carry: Carry, clock: MovableClock
) -> None:
    _hook(platform, receiver)
    for milestone in ("standard", "adapted", "connection_test"):
        gate_passed(platform, milestone)
    receiver.answers = [503]
    assert carry() == 0
    assert len(receiver.got) == 1
    clock.move(minutes=1)
    assert carry() == 3


def test_a_dead_receiver_holds_up_nobody_else(platform: Platform, receiver: Receiver, carry: Carry) -> None:
    listens(platform, "http://127.0.0.1:1/nobody", channel=Channel.WEBHOOK)
    _hook(platform, receiver)
    gate_passed(platform)
    assert carry() == 1


def test_the_operators_own_network_is_closed_unless_a_setting_opens_it(
    platform: Platform, receiver: Receiver
) -> None:
    from care_platform.notices.outbox import give_out, take  # noqa: PLC0415
    from care_platform.notices.parcel import parcels  # noqa: PLC0415

    secret = _hook(platform, receiver)
    gate_passed(platform)
    with platform.engine.begin() as connection:
        give_out(connection, platform.clock())
        taken = take(connection, platform.clock())
    assert taken is not None
    [parcel] = parcels(taken.recipient, taken.notices)
    with pytest.raises(CataloguedError, match="webhook_forbidden"):
        WebhookSender(platform.settings).deliver(parcel, secret, platform.clock())
    assert receiver.got == []


def _given_up() -> float:
    assert isinstance(metrics._REGISTRY, CollectorRegistry)
    labels = {"channel": "webhook", "outcome": "given_up"}
    return metrics._REGISTRY.get_sample_value("care_notices_total", labels) or 0.0
