"""Who makes whose account, what an account may be, and that administrating is no reason to read records."""

from typing import Any

import pytest

from care_platform.accounts.kinds import Level, OrganisationKind, Role
from care_platform.accounts.managing import check_looks_after
from care_platform.accounts.staff import account_under, actor_of
from care_platform.platform import Platform
from care_platform.reference.actors import ActorKind
from care_platform.reference.catalogue import CataloguedError
from tests.builders.accounts import account, clerk, first_account, member, new_account
from tests.builders.offices import OFFICE, SCOPES, office

OPERATOR = {"kind": OrganisationKind.OPERATOR, "organisation": "JP", "job_type": None}
INSURER = {"kind": OrganisationKind.INSURER, "organisation": "272104", "job_type": None}


@pytest.fixture(autouse=True)
def _office(platform: Platform) -> None:
    office(platform)


@pytest.mark.parametrize(
    ("changes", "item"),
    [
        ({"login_name": "AB"}, "login_name"),
        ({"staff_id": "a b"}, "staff_id"),
        ({"name": " "}, "name"),
        ({"organisation": "2775000009"}, "organisation"),
        (INSURER | {"organisation": "x"}, "organisation"),
        (OPERATOR | {"organisation": "48", "role": Role.PREFECTURAL}, "organisation"),
        ({"job_type": "wizard"}, "job_type"),
        ({"level": Level.ORGANISATION}, "job_type"),
        (INSURER | {"job_type": "nurse", "role": Role.VIEWER}, "job_type"),
        ({"role": Role.VIEWER}, "role"),
        (INSURER, "role"),
        (INSURER | {"role": Role.AUDITOR}, "role"),
        (OPERATOR | {"role": Role.PREFECTURAL}, "role"),
        ({"emergency_right": True}, "emergency_right"),
    ],
)
def test_an_account_that_cannot_be_is_refused(platform: Platform, changes: dict[str, Any], item: str) -> None:
    with pytest.raises(CataloguedError) as caught:
        first_account(platform, **changes)

    assert caught.value.details == {"item": item}


def test_names_are_given_once(platform: Platform) -> None:
    first_account(platform)

    for changes in ({"staff_id": "S-002"}, {"login_name": "another"}):
        with pytest.raises(CataloguedError):
            first_account(platform, **changes)


def test_an_administrator_looks_after_the_staff_of_the_own_organisation_only(platform: Platform) -> None:
    by = account(platform, member(platform, level=Level.ADMINISTRATOR, job_type=None).id)
    first_account(platform, login_name="staff-1", staff_id="S-010")

    check_looks_after(by, new_account())
    for other in ({"level": Level.ADMINISTRATOR}, {"organisation": "2775000002"}, INSURER):
        with pytest.raises(CataloguedError, match="not_yours"):
            check_looks_after(by, new_account(**other))
    with platform.engine.connect() as connection:
        assert account_under(connection, by, "S-010").organisation == OFFICE
        with pytest.raises(CataloguedError, match="not_yours"):
            account_under(connection, by, by.staff_id)


@pytest.mark.parametrize(
    "changes",
    [
        {"level": Level.ORGANISATION, "job_type": None},
        {"level": Level.ADMINISTRATOR, "job_type": None},
        {"job_type": None},
        INSURER | {"level": Level.ORGANISATION},
        INSURER | {"level": Level.ADMINISTRATOR},
        OPERATOR | {"role": Role.NATIONAL},
        OPERATOR | {"role": Role.AUDITOR},
        OPERATOR | {"role": Role.PREFECTURAL, "organisation": "27"},
    ],
)
def test_nobody_reads_records_by_being_an_administrator(platform: Platform, changes: dict[str, Any]) -> None:
    account_id, _ = first_account(platform, **changes)

    assert actor_of(account(platform, account_id), None, frozenset(SCOPES)) is None


def test_staff_are_named_in_a_decision(platform: Platform) -> None:
    actor = actor_of(account(platform, member(platform).id), None, frozenset(SCOPES))
    viewer = actor_of(account(platform, clerk(platform).id), None, frozenset())

    assert actor is not None
    assert viewer is not None
    assert (actor.kind, actor.staff_id, actor.job_type) == (ActorKind.OFFICE, "S-001", "care_manager")
    assert (viewer.kind, viewer.insurer_number, viewer.staff_id) == (ActorKind.INSURER, "272104", "C-1")
