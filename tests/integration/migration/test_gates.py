"""Each gate opens for its proof, and holds for every way the proof can be wanting."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from care_platform.migration.advancing import advance, next_gate, share, step_back
from care_platform.migration.gates import Claim
from care_platform.migration.milestones import ORDER, Milestone
from care_platform.migration.planning import expect, set_base_date
from care_platform.migration.programme import Expectation
from care_platform.migration.sandbox import close_sandbox, open_sandbox
from care_platform.reference.catalogue import CataloguedError, migration
from tests.builders.records import copay_row
from tests.builders.transfers import opened, parts_of, sealed
from tests.integration.migration.city import BASE_DATE, COPAY, MovingCity, refuses
from tests.integration.soap.senders import CitySystem, registered
from tests.unit.soap.senders import a_city

TRIAL = {"transfer_kind": "differential"}


def stays(city: MovingCity, state: str) -> None:
    assert city.state == state


def records_held(city: MovingCity) -> int:
    with city.platform.engine.connect() as connection:
        return int(connection.execute(text(f"select count(*) from {COPAY}")).scalar_one())


def test_a_city_passes_every_gate_in_order(city: MovingCity) -> None:
    city.comes_to(Milestone.SHARING)
    passed = [city.programme.passed_at(milestone) for milestone in Milestone]
    assert None not in passed
    assert passed == sorted(passed, key=str)


def test_the_standard_needs_a_document(city: MovingCity) -> None:
    with refuses(migration.EVIDENCE_MISSING):
        city.does(advance, document="  ")
    stays(city, "preparing")


def test_adaptation_needs_a_registered_certificate(city: MovingCity) -> None:
    city.comes_to(Milestone.STANDARD)
    with refuses(migration.CERTIFICATE_MISSING):
        city.does(advance, document="試験報告")
    stays(city, "standard")


@pytest.mark.parametrize(
    "change", ["revoked_at = now()", "valid_to = '2026-11-01'", "insurer_number = '271007'"]
)
def test_a_certificate_that_cannot_sign_today_does_not_count(city: MovingCity, change: str) -> None:
    city.comes_to(Milestone.STANDARD)
    city.registers_certificate()
    with city.platform.engine.begin() as connection:
        connection.execute(text(f"update sender_certificate set {change}"))
    with refuses(migration.CERTIFICATE_MISSING):
        city.does(advance, document="試験報告")


class TestConnection:
    @pytest.fixture
    def city(self, city: MovingCity) -> MovingCity:
        return city.comes_to(Milestone.ADAPTED)

    def test_needs_an_upload(self, city: MovingCity) -> None:
        city.does(open_sandbox)
        with refuses(migration.CONNECTION_NOT_PROVEN):
            city.does(advance)
        stays(city, "adapted")

    def test_an_unsigned_upload_does_not_count(self, city: MovingCity) -> None:
        city.does(open_sandbox)
        city.sends(COPAY, [copay_row()], **TRIAL, sender_fingerprint=None)
        with refuses(migration.CONNECTION_NOT_PROVEN):
            city.does(advance)

    def test_an_upload_signed_by_somebody_else_does_not_count(self, city: MovingCity) -> None:
        city.does(open_sandbox)
        city.sends(COPAY, [copay_row()], **TRIAL, sender_fingerprint="ab" * 32)
        with refuses(migration.CONNECTION_NOT_PROVEN):
            city.does(advance)

    def test_an_upload_with_a_rejected_row_does_not_count(self, city: MovingCity) -> None:
        city.does(open_sandbox)
        city.sends(COPAY, [copay_row(), copay_row("0000000002", rate="9")], **TRIAL)
        with refuses(migration.CONNECTION_NOT_PROVEN):
            city.does(advance)

    def test_an_upload_of_nothing_does_not_count(self, city: MovingCity) -> None:
        city.does(open_sandbox)
        city.sends(COPAY, [], **TRIAL)
        with refuses(migration.CONNECTION_NOT_PROVEN):
            city.does(advance)

    def test_an_upload_outside_the_sandbox_does_not_count(self, city: MovingCity) -> None:
        city.sends(COPAY, [copay_row()], **TRIAL)
        with refuses(migration.CONNECTION_NOT_PROVEN):
            city.does(advance)
        with refuses(migration.SANDBOX_REFUSED):
            city.does(open_sandbox)

    def test_waits_for_uploads_under_way(self, city: MovingCity) -> None:
        city.does(open_sandbox)
        city.sends(COPAY, [copay_row()], **TRIAL)
        opened(city.platform, COPAY, parts_of(COPAY, [copay_row("0000000002")]))
        with refuses(migration.SANDBOX_BUSY):
            city.does(advance)
        stays(city, "adapted")

    def test_a_signed_upload_over_soap_proves_it(self, city: MovingCity, client: FlaskClient) -> None:
        system = CitySystem(client, city.platform, registered(city.platform, a_city()))
        city.does(open_sandbox)
        city.clock.move(seconds=1)
        transfer_id = system.uploads(COPAY, parts_of(COPAY, [copay_row()]))
        with refuses(migration.CONNECTION_NOT_PROVEN):
            city.does(advance)
        assert system.works(transfer_id) == "applied"
        assert system.report(transfer_id).findings == ()
        city.does(advance)
        stays(city, "connection_test")

    def test_passing_removes_the_trial_records_and_keeps_the_proof(self, city: MovingCity) -> None:
        city.does(open_sandbox)
        transfer = city.sends(COPAY, [copay_row()], **TRIAL)
        assert records_held(city) == 1
        city.does(advance)
        stays(city, "connection_test")
        assert records_held(city) == 0
        evidence = city.programme.stages[Milestone.CONNECTION_TEST].evidence
        assert evidence is not None
        assert evidence["transfers"] == [{"transfer": str(transfer.public_id), "record_kind": COPAY}]

    def test_a_handful_of_people_on_trial_is_no_measure_for_the_real_load(self, city: MovingCity) -> None:
        city.does(open_sandbox)
        city.sends(COPAY, [copay_row(f"{number:010}") for number in range(1, 61)])
        city.does(advance)
        whole = [copay_row(f"{number:010}") for number in range(1, 601)]
        assert city.sends(COPAY, whole).state == "applied"

    def test_the_sandbox_does_not_open_after_the_gate(self, city: MovingCity) -> None:
        city.comes_to_connection()
        with refuses(migration.MILESTONE_PASSED):
            city.does(open_sandbox)

    def test_a_sandbox_that_is_not_open_cannot_be_closed(self, city: MovingCity) -> None:
        with refuses(migration.SANDBOX_NOT_OPEN):
            city.does(close_sandbox)

    def test_another_system_proves_itself_after_a_step_back(self, city: MovingCity) -> None:
        city.comes_to_connection()
        city.loads([copay_row()])
        city.does(step_back, Milestone.ADAPTED.value)
        with refuses(migration.CONNECTION_NOT_PROVEN):
            city.does(advance)
        city.sends(COPAY, [copay_row(history_number="2")], **TRIAL, base_date=date(2026, 11, 24))
        city.does(advance)
        stays(city, "connection_test")
        assert records_held(city) == 2


class TestInitialLoad:
    @pytest.fixture
    def city(self, city: MovingCity) -> MovingCity:
        return city.comes_to(Milestone.CONNECTION_TEST)

    def test_needs_a_base_date(self, city: MovingCity) -> None:
        with refuses(migration.BASE_DATE_MISSING):
            city.does(advance)

    def test_needs_a_statement_of_what_comes(self, city: MovingCity) -> None:
        city.does(set_base_date, BASE_DATE)
        with refuses(migration.EXPECTATIONS_MISSING):
            city.does(advance)

    @pytest.mark.parametrize(
        "sent_as",
        [
            {"base_date": date(2026, 11, 19)},
            {"transfer_kind": "differential"},
        ],
        ids=["another base date", "as a differential"],
    )
    def test_holds_for_what_is_no_initial_load_of_the_base_date(
        self, city: MovingCity, sent_as: dict[str, object]
    ) -> None:
        city.does(set_base_date, BASE_DATE)
        city.does(expect, COPAY, Expectation(1, 1))
        city.sends(COPAY, [copay_row()], **sent_as)
        with refuses(migration.LOAD_INCOMPLETE):
            city.does(advance)
        stays(city, "connection_test")

    def test_holds_while_a_transfer_is_missing(self, city: MovingCity) -> None:
        city.does(set_base_date, BASE_DATE)
        city.does(expect, COPAY, Expectation(2, None))
        city.sends(COPAY, [copay_row()])
        with refuses(migration.LOAD_INCOMPLETE):
            city.does(advance)
        city.sends(COPAY, [copay_row("0000000002")])
        assert city.does(advance) is Milestone.INITIAL_LOAD

    def test_holds_while_records_are_missing_because_rows_were_rejected(self, city: MovingCity) -> None:
        city.does(set_base_date, BASE_DATE)
        city.does(expect, COPAY, Expectation(1, 2))
        city.sends(COPAY, [copay_row(), copay_row("0000000002", rate="9")])
        with refuses(migration.LOAD_INCOMPLETE):
            city.does(advance)

    def test_holds_while_a_kind_has_not_come(self, city: MovingCity) -> None:
        city.does(set_base_date, BASE_DATE)
        city.does(expect, COPAY, Expectation(1, 1))
        city.does(expect, "certification", Expectation(1, None))
        city.sends(COPAY, [copay_row()])
        with refuses(migration.LOAD_INCOMPLETE) as refusal:
            city.does(advance)
        assert refusal.value.details["record_kind"] == "certification"

    def test_holds_while_a_transfer_waits_for_a_worker(self, city: MovingCity) -> None:
        city.does(set_base_date, BASE_DATE)
        city.does(expect, COPAY, Expectation(1, 1))
        city.sends(COPAY, [copay_row()])
        sealed(
            city.platform, COPAY, parts_of(COPAY, [copay_row("0000000002")]),
            transfer_kind="initial", base_date=BASE_DATE,
        )  # fmt: skip
        with refuses(migration.LOAD_UNDER_WAY):
            city.does(advance)

    def test_what_was_loaded_is_not_stated_anew_afterwards(self, city: MovingCity) -> None:
        city.loads([copay_row()])
        with refuses(migration.MILESTONE_PASSED):
            city.does(expect, COPAY, None)
        with refuses(migration.MILESTONE_PASSED):
            city.does(set_base_date, BASE_DATE + timedelta(days=1))


class TestReconciliation:
    @pytest.fixture
    def city(self, city: MovingCity) -> MovingCity:
        return city.comes_to(Milestone.INITIAL_LOAD)

    def test_needs_a_comparison(self, city: MovingCity) -> None:
        with refuses(migration.RECONCILIATION_MISSING):
            city.does(advance)
        stays(city, "initial_load")

    def test_holds_while_a_difference_is_open(self, city: MovingCity) -> None:
        city.reconciles({COPAY: [copay_row(rate="2")]})
        with refuses(migration.RECONCILIATION_OPEN):
            city.does(advance)

    def test_holds_while_the_difference_has_no_record_yet(self, city: MovingCity) -> None:
        city.hands_in({COPAY: []})
        with refuses(migration.RECONCILIATION_OPEN):
            city.does(advance)

    def test_a_comparison_that_leaves_a_kind_out_does_not_count(self, city: MovingCity) -> None:
        city.reconciles({"certification": []})
        with refuses(migration.RECONCILIATION_MISSING) as refusal:
            city.does(advance)
        assert refusal.value.details["missing"] == COPAY

    def test_a_comparison_before_the_load_was_finished_does_not_count(self, city: MovingCity) -> None:
        city.reconciles({COPAY: [copay_row()]})
        city.does(step_back, Milestone.CONNECTION_TEST.value)
        city.does(advance)
        with refuses(migration.RECONCILIATION_MISSING):
            city.does(advance)

    def test_a_later_comparison_with_a_difference_shuts_the_gate_again(self, city: MovingCity) -> None:
        city.reconciles({COPAY: [copay_row()]})
        city.reconciles({COPAY: []})
        with refuses(migration.RECONCILIATION_OPEN):
            city.does(advance)


@pytest.mark.parametrize("milestone", list(Milestone))
def test_no_gate_opens_without_its_proof_and_none_can_be_passed_over(
    city: MovingCity, milestone: Milestone
) -> None:
    """Before each gate: the step forward is refused, the switch is refused, and the programme stays."""
    before = ORDER[: ORDER.index(milestone)]
    if before:
        city.comes_to(before[-1])
        city.clock.move(days=4)
    state = city.state
    with pytest.raises(CataloguedError):
        city.does(advance)
    with pytest.raises(CataloguedError):
        city.does(share, city.clock() + timedelta(hours=1), consent_by="介護保険課長 佐藤")
    stays(city, state)
    assert (city.programme.passed_at(milestone), city.programme.passed_at(Milestone.SHARING)) == (None, None)


def test_what_a_gate_lacks_can_be_asked_without_passing_it(city: MovingCity) -> None:
    with city.platform.engine.begin() as connection:
        found = next_gate(connection, city.programme, Claim(city.clock()))
    assert found is not None
    milestone, proof = found
    assert (milestone, [entry.code for entry, _ in proof.unmet]) == (
        Milestone.STANDARD, ["migration.evidence_missing"]
    )  # fmt: skip
    stays(city, "preparing")


def test_after_the_last_gate_there_is_none(city: MovingCity) -> None:
    city.comes_to(Milestone.SHARING)
    with refuses(migration.NO_NEXT_GATE):
        city.does(advance)
    with city.platform.engine.begin() as connection:
        assert next_gate(connection, city.programme, Claim(city.clock())) is None
