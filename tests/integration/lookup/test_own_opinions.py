"""An institution asked for an opinion sees the one it wrote, and no colleague's elsewhere."""

from datetime import date
from typing import Any

import pytest

from care_platform.audit.log import Action
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.platform import Platform
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.people import PersonKey
from care_platform.store.exceptional import NewWindow, open_window
from care_platform.synthesis.city import City
from care_platform.synthesis.rows import rows
from tests.builders.access import asked_for_an_opinion, insurer_registers
from tests.builders.offices import HANAKO, OFFICE, office, serves, sharing
from tests.builders.records import HIRAKATA
from tests.builders.services import applied
from tests.builders.transfers import sent

CLINIC, HOSPITAL = "2710000007", "2710000011"


def opinions(*institutions: str) -> list[dict[str, Any]]:
    """An opinion on Hanako by each of the institutions, for one application."""
    town = City(insurer_number=HIRAKATA, insurer_name="枚方市", size=80, seed=1, base_date=date(2026, 11, 1))
    [row, *_] = rows(town, "physician_opinion")
    return [
        dict(row) | {"insured_number": HANAKO.insured_number, "medical_code": code, "opinion_number": str(n)}
        for n, code in enumerate(institutions, 1)
    ]


@pytest.fixture
def town(platform: Platform) -> Platform:
    """Two institutions wrote an opinion on Hanako, and both were asked for it."""
    sharing(platform)
    for institution in (CLINIC, HOSPITAL):
        office(platform, institution, ())
        asked_for_an_opinion(platform, institution)
    assert sent(platform, "physician_opinion", opinions(CLINIC, HOSPITAL)).rejected == 0
    return platform


def authors(
    platform: Platform, institution: str, purpose: Purpose = Purpose.CARE_PROVISION, **who: Any
) -> set[str]:
    """Whose opinions the institution's physician is shown."""
    actor = Actor(
        kind=ActorKind.OFFICE, office_number=institution, staff_id="dr-1", scopes=frozenset({"records.read"}),
        **{"job_type": "physician"} | who,
    )  # fmt: skip
    request = LookupRequest(
        actor=actor, people=[HANAKO], kinds=["physician_opinion"], purpose=purpose, action=Action.LOOK_UP,
        at=platform.clock(), correlation_id="test",
    )  # fmt: skip
    with platform.engine.begin() as connection:
        [answer] = look_up(connection, request)
    return {record.values["medical_code"] for record in answer.kinds[0].records}


@pytest.mark.parametrize("institution", [CLINIC, HOSPITAL])
def test_each_sees_its_own(town: Platform, institution: str) -> None:
    assert authors(town, institution) == {institution}


def test_a_third_asked_one_sees_none(town: Platform) -> None:
    office(town, "2710000003", ())
    asked_for_an_opinion(town, "2710000003")

    assert authors(town, "2710000003") == set()


def test_the_care_manager_sees_the_newest_whoever_wrote_it(town: Platform) -> None:
    office(town)
    serves(town)
    with town.engine.begin() as connection:
        applied(connection, HANAKO, HOSPITAL, date(2026, 11, 1))
    insurer_registers(town)
    manager = {"job_type": "care_manager", "service_types": frozenset({"43"})}

    assert authors(town, OFFICE, Purpose.CARE_PLANNING, **manager) == {HOSPITAL}


def test_an_emergency_opens_the_newest_whoever_wrote_it(town: Platform) -> None:
    window = NewWindow(
        kind="emergency", office_number=CLINIC, staff_id="dr-1", person=PersonKey(HIRAKATA, HANAKO.insured_number),
        reason_code="unconscious", reason_text="救急搬送", identity_method="four_items", opened_at=town.clock(),
        open_until=town.clock().replace(hour=3),
    )  # fmt: skip
    with town.engine.begin() as connection:
        open_window(connection, window, [])

    assert authors(town, CLINIC, Purpose.EMERGENCY) == {HOSPITAL}
