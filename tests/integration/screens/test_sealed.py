"""An address that is about a person names nobody and works for one account on one day."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.people import PersonKey
from care_platform.screens.sealed import LIFE, seal, seal_person, unseal, unseal_person
from tests.builders.clock import MovableClock

ME, OTHER = uuid4(), uuid4()
HANAKO = PersonKey("272104", "0000000001")


@pytest.fixture(autouse=True)
def request_of_somebody(flask_app: Flask) -> Iterator[None]:
    with flask_app.test_request_context():
        yield


def test_the_same_person_is_found_again_and_named_nowhere() -> None:
    sealed = seal_person(ME, HANAKO)
    assert unseal_person(ME, sealed) == HANAKO
    assert "0000000001" not in sealed
    assert sealed != seal_person(ME, HANAKO)
    assert sealed.replace("-", "").replace("_", "").isalnum()


def test_it_is_worth_nothing_to_another_account_or_for_another_subject() -> None:
    for account, subject in ((OTHER, "person"), (ME, "search")):
        with pytest.raises(CataloguedError, match=r"screens\.link_outdated"):
            unseal(account, subject, seal_person(ME, HANAKO))


def test_it_ends_with_the_day(clock: MovableClock) -> None:
    sealed = seal_person(ME, HANAKO)
    clock.now += LIFE
    assert unseal_person(ME, sealed) == HANAKO
    clock.move(seconds=1)
    with pytest.raises(CataloguedError, match=r"screens\.link_outdated"):
        unseal_person(ME, sealed)


@pytest.mark.parametrize("sealed", ["", "x", "gAAAA", "あ", "\x1f" * 3])
def test_what_was_never_sealed_opens_nothing(sealed: str) -> None:
    with pytest.raises(CataloguedError, match=r"screens\.link_outdated"):
        unseal(ME, "person", sealed)


def test_several_parts_come_back_as_they_were() -> None:
    assert unseal(ME, "search", seal(ME, "search", "ミホン", "", "a b")) == ["ミホン", "", "a b"]
