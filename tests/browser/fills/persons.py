"""People in every state a person's page can be in; each has an account of their own."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from care_platform.access.consent import Change
from care_platform.reference.actors import ActorKind
from care_platform.reference.people import PersonKey
from care_platform.store.consents import add_proxy, end_proxy
from care_platform.store.exceptional import NewWindow, open_window, review_window, suspend
from tests.builders.access import insurer_registers, person_account, person_changes
from tests.builders.accounts import HOSPITAL
from tests.builders.offices import serves
from tests.builders.records import HIRAKATA, certification_row, copay_row, insured_row
from tests.builders.transfers import sent

if TYPE_CHECKING:
    from tests.browser.scene import Scene

SHOWN_NAME = "葛\U000e0102城　花子"
_RESTRICTION = {"restriction_kind": "3", "valid_from": "2026-06-01", "valid_to": "2027-05-31"}
_ENDED = {"certification_from": "2025-04-01", "certification_to": "2026-03-31", "certified_on": "2025-03-20"}
_NUMBERS = {
    name: f"00000800{place:02}"
    for place, name in enumerate(
        ("changing", "restricted", "expired", "coming", "suspended", "opened", "late", "none"), 1
    )
}


def fill(scene: "Scene") -> None:
    """Sends their certificates and makes what has happened to them."""
    for name, number in _NUMBERS.items():
        person = PersonKey(HIRAKATA, number)
        scene.persons[f"person_{name}"] = person_account(scene.platform, name, person), person
    _certificates(scene)
    _applications(scene)
    _consents(scene)
    _proxies(scene)
    _exceptions(scene)
    elsewhere = PersonKey("271403", "0000000001")
    scene.persons["person_not_sharing"] = person_account(scene.platform, "elsewhere", elsewhere), elsewhere
    scene.kept["account_not_linked"] = person_account(scene.platform, "new", None)


def _certificates(scene: "Scene") -> None:
    number = _NUMBERS
    others = [number[name] for name in ("suspended", "opened", "late")]
    _send(scene, "insured_certificate", [
        insured_row(number["changing"], name=SHOWN_NAME, panel_opinion="訪問看護の利用が望ましい。"),
        insured_row(number["restricted"], benefit_restrictions=[_RESTRICTION]),
        insured_row(number["expired"], **_ENDED, issued_on="2025-04-10"),
        *(insured_row(each) for each in others),
    ])  # fmt: skip
    _send(scene, "copay_certificate", [
        copay_row(number["changing"], name=SHOWN_NAME, periods=[
            {"rate": "1", "valid_from": "2026-08-01", "valid_to": "2026-12-31"},
            {"rate": "2", "valid_from": "2027-01-01", "valid_to": "2027-07-31"},
        ]),
        copay_row(number["restricted"], rate="3"),
        copay_row(number["expired"], issued_on="2025-07-10", periods=[
            {"rate": "1", "valid_from": "2025-08-01", "valid_to": "2026-07-31"},
        ]),
        *(copay_row(each) for each in others),
    ])  # fmt: skip
    _send(scene, "certification", [
        certification_row(number["changing"]),
        certification_row(
            number["coming"], application_kind="1", previous_care_level=None, application_date="2026-11-04",
            decided_on="2026-11-20", valid_from="2026-12-01", valid_to="2027-05-31", limit_from="2026-12-01",
            limit_to="2027-05-31",
        ),
    ])  # fmt: skip


def _send(scene: "Scene", kind: str, rows: list[dict[str, Any]]) -> None:
    kept = [{name: value for name, value in row.items() if value is not None} for row in rows]
    transfer = sent(scene.platform, kind, kept, base_date=scene.clock().date())
    assert transfer.rejected == 0, f"{kind}: {transfer.rejected} rejected"


def _applications(scene: "Scene") -> None:
    changing, late = _NUMBERS["changing"], _NUMBERS["late"]
    _send(scene, "application_event", [
        _event(changing, "2026-11-02", "applied", "2026-11-02"),
        _event(changing, "2026-11-02", "survey_done", "2026-11-06"),
        _event(changing, "2026-11-02", "opinion_requested", "2026-11-04"),
        _event(changing, "2026-11-02", "panel_set", "2026-11-20", planned_date="2026-11-27"),
        _event(changing, "2026-03-02", "applied", "2026-03-02"),
        _event(changing, "2026-03-02", "decided", "2026-03-27"),
        _event(late, "2026-09-28", "applied", "2026-09-28"),
        _event(late, "2026-09-28", "survey_done", "2026-10-12"),
        _event(late, "2026-09-28", "delayed", "2026-10-26", planned_date="2026-11-30", delay_reason="2"),
    ])  # fmt: skip


def _event(number: str, applied: str, kind: str, on: str, **more: str) -> dict[str, Any]:
    return {
        "insurer_number": HIRAKATA, "insured_number": number, "history_number": "1",
        "application_date": applied, "event_kind": kind, "event_date": on, **more,
    }  # fmt: skip


def _consents(scene: "Scene") -> None:
    account, person = scene.persons["person_changing"]
    insurer_registers(scene.platform, person)
    serves(scene.platform, person)
    person_changes(scene.platform, account, Change.KIND_CLOSED, "physician_opinion", person, person)
    account, person = scene.persons["person_restricted"]
    insurer_registers(scene.platform, person)
    person_changes(scene.platform, account, Change.WITHDRAWN, None, person, person)


def _proxies(scene: "Scene") -> None:
    """The restricted acts for two others; the first of them had another proxy before."""
    account, _ = scene.persons["person_restricted"]
    acted_for = [scene.persons[name][1] for name in ("person_changing", "person_coming")]
    former, at = person_account(scene.platform, "former", None), scene.clock() - timedelta(days=40)
    with scene.platform.engine.begin() as connection:
        for person, relation in zip(acted_for, ("長女", "成年後見人"), strict=True):
            add_proxy(connection, account, person, relation, at)
        add_proxy(connection, former, acted_for[0], "長男", at - timedelta(days=100))
        end_proxy(connection, former, acted_for[0], at)


def _exceptions(scene: "Scene") -> None:
    _, opened = scene.persons["person_opened"]
    at = scene.clock() - timedelta(days=3)
    with scene.platform.engine.begin() as connection:
        open_window(connection, _window(opened, at), ["person"])
        reviewed = open_window(connection, _window(opened, at - timedelta(days=60)), ["person"])
        review_window(
            connection, reviewed, "見本 監査 (N-auditor)", "justified", "救急搬送の記録と一致した", at
        )
        suspend(connection, scene.persons["person_suspended"][1], ActorKind.PERSON, "person: name", at)


def _window(person: PersonKey, at: datetime) -> NewWindow:
    return NewWindow(
        kind="emergency", office_number=HOSPITAL, staff_id="D-001", person=person,
        reason_code="unconscious", reason_text="救急搬送、応答なし", identity_method="four_items",
        opened_at=at, open_until=at + timedelta(minutes=60),
    )  # fmt: skip
