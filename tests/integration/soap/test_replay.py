"""Copies of one signed message, sent at the same moment: one is taken."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from adapters.soap.address import SERVICE_PATH
from adapters.soap.envelope import write_envelope
from care_platform.reference.catalogue import soap_sender
from tests.builders.clock import MovableClock
from tests.builders.contents import contents
from tests.builders.records import copay_row
from tests.builders.transfers import parts_of
from tests.integration.soap.senders import CitySystem, assert_refused, opening


def test_of_many_copies_at_once_one_is_taken(city: CitySystem, flask_app: Flask) -> None:
    parts = parts_of("copay_certificate", [copay_row()])
    body, start = write_envelope(city.signed(opening("copay_certificate", parts, city.platform))), Barrier(4)

    def copy(_: int) -> bool:
        start.wait()
        response = flask_app.test_client().post(SERVICE_PATH, data=body, content_type="text/xml")
        if response.status_code != 200:
            assert_refused(response, soap_sender.REPLAYED)
        return response.status_code == 200

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(copy, range(4))) == [False, False, False, True]
    assert len(contents(city.platform.engine)["transfer"]) == 1


def test_it_is_remembered_for_as_long_as_it_could_count(city: CitySystem, clock: MovableClock) -> None:
    parts = parts_of("copay_certificate", [copay_row()])
    body = write_envelope(city.signed(opening("copay_certificate", parts, city.platform)))
    assert city.posts(body).status_code == 200
    clock.move(minutes=9)
    assert_refused(city.posts(body), soap_sender.REPLAYED)
    clock.move(minutes=2)
    assert_refused(city.posts(body), soap_sender.TIMESTAMP_OUTSIDE_WINDOW)
