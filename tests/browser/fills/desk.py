"""What the offices' and hospitals' pages show beyond the city: users in every state worth looking at."""

from datetime import timedelta
from typing import TYPE_CHECKING

from care_platform.reference.people import PersonKey
from care_platform.store.exceptional import grant_emergency
from care_platform.store.offices import register_office
from care_platform.synthesis.rows import rows
from tests.builders.access import insurer_registers
from tests.builders.accounts import HOSPITAL
from tests.builders.offices import OFFICE, office, serves
from tests.builders.transfers import sent

if TYPE_CHECKING:
    from tests.browser.scene import Scene

NEW_OFFICE = "2775000008"
CLINIC = "2710000009"

_FOUND = {
    "expired": "certification where superseded_by is null and valid_to < '2026-11-24'",
    "ends_soon": "certification where superseded_by is null and valid_to between '2026-11-24' and '2026-12-24'",
    "restricted": "insured_certificate where superseded_by is null and jsonb_array_length(benefit_restrictions) > 0",
    "modified": "home_modification_usage where superseded_by is null and used > 0",
    "burden": "burden_limit_certificate where superseded_by is null",
    "applied": "certification_application where superseded_by is null and application_date > '2026-10-20'",
}
"""A user of the office for each state, found in what the city sent."""


def fill(scene: "Scene") -> None:
    """Sends a change, registers one person for each state, ends one registration soon, and lets an office begin empty."""
    _restrict(scene)
    for state, condition in _FOUND.items():
        found = scene.run(f"select insured_number from {condition} order by 1 limit 1")
        if found:
            serves(scene.platform, PersonKey("272104", found[0][0]))
            scene.kept[state] = found[0][0]
    soon = scene.clock().date() + timedelta(days=12)
    scene.run(
        "update registration set view_until = :until where insured_number in (select insured_number from registration "
        "where office_number = :office order by 1 limit 2)", until=soon, office=OFFICE,
    )  # fmt: skip
    office(scene.platform, NEW_OFFICE)
    with scene.platform.engine.begin() as connection:
        register_office(connection, CLINIC, "見本医院", [])
    _hospital(scene)
    scene.hire("beginner", organisation=NEW_OFFICE, staff_id="S-009", name="見本 新人")


def _restrict(scene: "Scene") -> None:
    """This morning the municipality told of a restriction of the second user's benefits."""
    person = scene.run("select insured_number from registration order by 1 offset 1 limit 1")[0][0]
    [row] = [dict(r) for r in rows(scene.city, "insured_certificate") if r["insured_number"] == person]
    restriction = {"restriction_kind": "3", "valid_from": "2026-11-01", "valid_to": "2027-03-31"}
    row |= {"history_number": "2", "issued_on": "2026-11-20", "benefit_restrictions": [restriction]}
    scene.clock.move(hours=-2)
    sent(scene.platform, "insured_certificate", [row], base_date=scene.clock().date())
    scene.clock.move(hours=2)


def _hospital(scene: "Scene") -> None:
    """The hospital may open records in an emergency, and was asked for opinions: one in time, one late."""
    with scene.platform.engine.begin() as connection:
        grant_emergency(connection, HOSPITAL, "privacy@hospital.example", scene.clock())
    people = [row[0] for row in scene.run("select insured_number from registration order by 1 limit 2")]
    for number, days in zip(people, (5, 20), strict=True):
        scene.run(
            "insert into opinion_tie values (:institution, '272104', :person, :at, :until) on conflict do nothing",
            institution=HOSPITAL, person=number, at=scene.clock() - timedelta(days=days),
            until=scene.clock().date() + timedelta(days=60),
        )  # fmt: skip
    insurer_registers(scene.platform, PersonKey("272104", people[0]))
    scene.hire("nurse", organisation=HOSPITAL, staff_id="N-002", name="見本 看護", job_type="nurse")
    scene.hire("clinic_new", organisation=CLINIC, staff_id="D-009", name="見本 開業", job_type="physician")
    [row] = [r for r in rows(scene.city, "insured_certificate") if r["insured_number"] == people[1]]
    scene.kept["emergency"] = dict(row)
