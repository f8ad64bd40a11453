"""枚方市 with people who do not exist, sharing, all kinds sent; an office, a hospital, and staff of every kind."""

from datetime import date
from typing import TYPE_CHECKING

from care_platform.accounts.kinds import NATION, Level, OrganisationKind, Role
from care_platform.reference.people import PersonKey
from care_platform.store.offices import register_office
from care_platform.synthesis.rows import SYNTHETIC_KINDS, rows
from tests.builders.access import person_account
from tests.builders.accounts import HOSPITAL
from tests.builders.offices import office, serves, sharing
from tests.builders.transfers import sent

if TYPE_CHECKING:
    from tests.browser.scene import Scene

USERS = 24
"""How many people the office serves."""
SENT_DAYS_AGO = 20


def fill(scene: "Scene") -> None:
    """Sends everything some weeks ago, then lets people in."""
    sharing(scene.platform)
    scene.clock.move(days=-SENT_DAYS_AGO)
    for kind in SYNTHETIC_KINDS:
        sent(
            scene.platform,
            kind,
            [dict(row) for row in rows(scene.city, kind)],
            base_date=scene.clock().date(),
        )
    scene.clock.move(days=SENT_DAYS_AGO)
    _offices(scene)
    _staff(scene)
    people = [p.insured_number for p in scene.city.people_with_care_level() if p.certifications]
    for number in people[:USERS]:
        serves(scene.platform, PersonKey("272104", number), until=date(2027, 2, 28))
    person = PersonKey("272104", people[0])
    scene.persons["person"] = person_account(scene.platform, "hanako", person), person


def _offices(scene: "Scene") -> None:
    office(scene.platform)
    with scene.platform.engine.begin() as connection:
        register_office(connection, HOSPITAL, "見本総合病院", [])


def _staff(scene: "Scene") -> None:
    insurer, operator = OrganisationKind.INSURER, OrganisationKind.OPERATOR
    administrator = {"level": Level.ADMINISTRATOR, "job_type": None}
    town = {"kind": insurer, "organisation": "272104", "job_type": None}
    nation = {"kind": operator, "organisation": NATION, "job_type": None}
    scene.hire("manager", staff_id="S-001", name="見本 太郎")
    scene.hire("office_admin", staff_id="A-001", name="見本 管理", **administrator)
    scene.hire("physician", organisation=HOSPITAL, staff_id="D-001", name="見本 医師", job_type="physician",
               emergency_right=True)  # fmt: skip
    scene.hire("hospital_admin", organisation=HOSPITAL, staff_id="A-002", name="見本 事務長", **administrator)
    for role in (Role.VIEWER, Role.OPERATOR, Role.APPROVER):
        scene.hire(f"town_{role}", staff_id=f"T-{role}", name=f"見本 {role}", role=role, **town)
    for role in (Role.NATIONAL, Role.AUDITOR):
        scene.hire(role.value, staff_id=f"N-{role}", name=f"見本 {role}", role=role, **nation)
    osaka = {**nation, "organisation": "27"}
    scene.hire("prefectural", staff_id="P-1", name="見本 府", role=Role.PREFECTURAL, **osaka)
