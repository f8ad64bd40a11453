"""An account is tied to one insured person, once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from sqlalchemy import text

from care_platform.platform import Platform
from care_platform.reference.people import PersonKey
from care_platform.store.person_sessions import link
from tests.builders.access import person_account
from tests.builders.offices import HANAKO
from tests.builders.records import HIRAKATA

TARO = PersonKey(HIRAKATA, "0000000002")


def links(platform: Platform, account: UUID, person: PersonKey) -> bool:
    with platform.engine.begin() as connection:
        return link(connection, account, person, platform.clock())


def linked_to(platform: Platform, account: UUID) -> PersonKey:
    query = text("select insurer_number, insured_number from person_account where id = :id")
    with platform.engine.connect() as connection:
        found = connection.execute(query, {"id": account}).one()
    return PersonKey(found.insurer_number, found.insured_number)


def test_an_account_stays_with_the_person_it_was_linked_to(platform: Platform) -> None:
    account = person_account(platform, person=None)

    assert links(platform, account, HANAKO)
    assert not links(platform, account, TARO)
    assert linked_to(platform, account) == HANAKO


def test_of_two_links_at_the_same_moment_one_counts(platform: Platform) -> None:
    account, start = person_account(platform, person=None), Barrier(2)

    def post(person: PersonKey) -> bool:
        start.wait()
        return links(platform, account, person)

    with ThreadPoolExecutor(2) as pool:
        done = dict(zip((HANAKO, TARO), pool.map(post, (HANAKO, TARO)), strict=True))

    assert sorted(done.values()) == [False, True]
    assert done[linked_to(platform, account)]
