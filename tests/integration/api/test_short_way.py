"""An ordinary look-up goes a short way: it must answer and leave traces as the long way does."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from care_platform.api.short_way import ShortWay
from care_platform.platform import Platform
from care_platform.telemetry import metrics
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, access_log, bearer, serves, sharing
from tests.builders.records import certification_row, copay_row, insured_row
from tests.builders.transfers import sent

KINDS = ["certification", "copay_certificate", "insured_certificate"]
BODY = {
    "insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number, "purpose": "care_provision",
    "record_kinds": KINDS,
}  # fmt: skip
CORRELATION = {"X-Correlation-Id": "request-of-the-test"}


@pytest.fixture
def desk(platform: Platform) -> dict[str, str]:
    header = bearer(platform)
    sharing(platform)
    serves(platform)
    sent(platform, "copay_certificate", [copay_row()])
    sent(platform, "insured_certificate", [insured_row()])
    sent(platform, "certification", [certification_row()])
    return {**header, **CORRELATION}


@pytest.fixture
def short(flask_app: Flask) -> ShortWay:
    way = flask_app.wsgi_app
    assert isinstance(way, ShortWay)
    return way


def by_long_way(short: ShortWay) -> Client:
    return Client(short._long_way, TestResponse)


def by_short_way(short: ShortWay) -> Client:
    """It fails where the request went the long way after all."""

    def missed(*_: object) -> Any:
        raise AssertionError("went the long way")

    way = ShortWay(missed, short._platform)
    return Client(way, TestResponse)


def ask(client: Client, headers: dict[str, str], **changes: Any) -> TestResponse:
    return client.post("/api/v1/lookups", json=BODY | changes, headers=headers)


def traces(platform: Platform) -> list[dict[str, Any]]:
    """The access log without what differs from row to row."""
    return [
        {name: value for name, value in row.items() if name not in {"id", "transaction_number"}}
        for row in access_log(platform)
    ]


def figures() -> dict[str, float]:
    lines = metrics.render()[0].decode().splitlines()
    counted = [
        line.rsplit(" ", 1) for line in lines if line.startswith(("care_http_requests_total", "care_lookups"))
    ]
    return {name: float(value) for name, value in counted}


def test_both_ways_give_the_same_answer_and_leave_the_same_traces(
    short: ShortWay, platform: Platform, desk: dict[str, str], clock: MovableClock
) -> None:
    ask(by_long_way(short), desk)  # from now on there is a last look-up
    answers, counted = [], []
    for client in (by_long_way(short), by_short_way(short)):
        before = figures()
        answers.append(ask(client, desk))
        counted.append({name: value - before.get(name, 0) for name, value in figures().items()})
    long, quick = answers

    assert (long.status, sorted(long.headers)) == (quick.status, sorted(quick.headers))
    assert long.json is not None
    assert quick.json is not None
    assert long.json == quick.json
    _, first, second = traces(platform)
    assert first == second
    assert counted[0] == counted[1]
    assert any(counted[1].values())


def test_an_unchanged_answer_is_not_sent_again(short: ShortWay, desk: dict[str, str]) -> None:
    tag = ask(by_long_way(short), desk).headers["ETag"]
    answers = [
        ask(client, {**desk, "If-None-Match": tag}) for client in (by_long_way(short), by_short_way(short))
    ]

    for answer in answers:
        assert (answer.status_code, answer.data) == (304, b"")
    assert sorted(answers[0].headers) == sorted(answers[1].headers)


@pytest.mark.parametrize("known", ["*", '"another"', 'W/"weak"', "without quotes", ""])
def test_an_answer_not_seen_before_is_sent_whole(short: ShortWay, desk: dict[str, str], known: str) -> None:
    for client in (by_long_way(short), by_short_way(short)):
        assert ask(client, {**desk, "If-None-Match": known}).status_code == 200


REFUSED: dict[str, tuple[dict[str, str], dict[str, Any], int]] = {
    "no token": ({"Authorization": ""}, {}, 401),
    "another's token": ({"Authorization": "Bearer made-up"}, {}, 401),
    "another kind of token": ({"Authorization": "Basic made-up"}, {}, 401),
    "an unknown kind of record": ({}, {"record_kinds": ["tax"]}, 422),
    "no person": ({}, {"insured_number": None}, 422),
    "a member too many": ({}, {"name": "x"}, 422),
    "a form": ({"Content-Type": "application/x-www-form-urlencoded"}, {}, 415),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_refused_in_the_same_words(
    short: ShortWay, flask_app: Flask, platform: Platform, desk: dict[str, str], case: str
) -> None:
    headers, changes, status = REFUSED[case]
    told = [
        ask(client, {**desk, **headers}, **changes)
        for client in (by_long_way(short), flask_app.test_client())
    ]

    assert told[0].json == told[1].json
    assert sorted(told[0].headers.items()) == sorted(told[1].headers.items())
    assert (told[0].status_code == status) or case in {
        "an unknown kind of record",
        "no person",
        "a member too many",
        "a form",
    }
    assert told[0].status_code >= 400
    assert traces(platform) == []


def test_a_look_up_that_may_not_see_is_logged_once(
    short: ShortWay, platform: Platform, desk: dict[str, str]
) -> None:
    answer = ask(by_short_way(short), desk, insured_number="0000000099")

    assert answer.json is not None
    assert {kind["state"] for kind in answer.json["kinds"]} == {"no_relationship"}
    assert [row["allowed"] for row in traces(platform)] == [False]


def test_what_goes_wrong_on_the_short_way_is_told_by_the_long_one(
    flask_app: Flask, desk: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("care_platform.api.short_way.answer_one", breaks)

    assert ask(flask_app.test_client(), desk).status_code == 200


def test_a_body_with_a_length_that_is_none_goes_the_long_way(flask_app: Flask, desk: dict[str, str]) -> None:
    client = flask_app.test_client()
    for length in ("-1", "", "1e3", "１２", "9" * 5000):
        answer = client.post(
            "/api/v1/lookups", data=b"{}", headers=desk, content_type="application/json",
            environ_overrides={"CONTENT_LENGTH": length},
        )  # fmt: skip
        assert answer.status_code in {400, 413, 422}
