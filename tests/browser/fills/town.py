"""What the municipality's pages show: a programme, differences, transfers in every state, a mix-up, a request."""

from datetime import timedelta
from typing import TYPE_CHECKING

from care_platform.access.mismatch import MismatchReport, report_mismatch
from care_platform.accounts.kinds import OrganisationKind, Role
from care_platform.intake.parts import put_part
from care_platform.migration.milestones import Milestone
from care_platform.migration.planning import plan, raise_obstacle, set_base_date, set_vendor
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.people import PersonKey
from care_platform.store.senders import RegisteredCertificate, register_certificate
from care_platform.synthesis.mistakes import marked_mistakes
from care_platform.synthesis.rows import SYNTHETIC_KINDS, rows
from tests.builders.transfers import opened, parts_of, sent
from tests.integration.guard.town import copays
from tests.integration.migration.city import BASE_DATE, COPAY, MovingCity

if TYPE_CHECKING:
    from tests.browser.scene import Scene

NARA = "292011"


def fill(scene: "Scene") -> None:
    """枚方市 half way through its programme and at work; 奈良市 has sent nothing yet."""
    now = scene.clock.now
    _programme(scene)
    _transfers(scene)
    _certificates(scene)
    scene.clock.now = now
    scene.hire("nara", kind=OrganisationKind.INSURER, organisation=NARA, staff_id="T-9", name="見本 奈良",
               job_type=None, role=Role.APPROVER)  # fmt: skip


def _programme(scene: "Scene") -> None:
    town = MovingCity(scene.platform, scene.clock).begins()
    town.registers_certificate()
    town.does(set_vendor, "見本システムA社")
    town.does(plan, Milestone.STANDARD, scene.clock().date() - timedelta(days=20))
    town.does(raise_obstacle, act=town.act(reason="証明書の発行が遅れている"))
    town.does(set_base_date, BASE_DATE)
    stated = {kind: [dict(row) for row in rows(scene.city, kind)] for kind in SYNTHETIC_KINDS}
    stated[COPAY] = stated[COPAY][:-2]
    town.reconciles(stated)


def _transfers(scene: "Scene") -> None:
    scene.clock.move(seconds=1)
    sent(scene.platform, COPAY, copays(300), transfer_kind="initial")
    scene.clock.move(seconds=1)
    doubled = [{**row, "history_number": "2"} for row in copays(300, twos=150)]
    held = sent(scene.platform, COPAY, doubled, transfer_kind="initial")
    assert held.state == "held", (
        held.state,
        held.received,
        held.rejected,
        held.inserted,
        held.unchanged,
        held.failure_code,
    )
    scene.kept["held"] = str(held.public_id)
    scene.clock.move(seconds=1)
    wrong = marked_mistakes(rows(scene.city, "certification"), RECORD_KINDS["certification"], 300, 1)
    mistaken = [dict(row) for row, mistake in wrong if mistake is not None]
    scene.kept["reported"] = str(sent(scene.platform, "certification", mistaken).public_id)
    scene.clock.move(seconds=1)
    parts = parts_of("insured_certificate", [dict(row) for row in rows(scene.city, "insured_certificate")])
    begun = opened(scene.platform, "insured_certificate", parts).transfer
    with scene.platform.engine.begin() as connection:
        put_part(connection, begun.insurer_number, begun.public_id, parts[0], scene.clock(), limit=1 << 24)
    scene.kept["running"] = str(begun.public_id)


def _certificates(scene: "Scene") -> None:
    now = scene.clock()
    last = scene.run(
        "select insured_number from insured_certificate where superseded_by is null order by 1 desc limit 1"
    )
    with scene.platform.engine.begin() as connection:
        for number, days in enumerate((20, -3)):
            register_certificate(
                connection,
                RegisteredCertificate(
                    fingerprint=f"{number}" * 64, insurer_number="272104", subject=f"CN=trial-{number}",
                    valid_from=now - timedelta(days=400), valid_to=now + timedelta(days=days), registered_at=now,
                ),
            )  # fmt: skip
        report = MismatchReport(
            actor=Actor(kind=ActorKind.INSURER, insurer_number="272104"), person=PersonKey("272104", last[0][0]),
            reason="別の方の負担割合が表示されている",
            at=now, correlation_id="scene",
        )  # fmt: skip
        report_mismatch(connection, report)
