"""A municipality's statement against the platform's holdings: exact for a whole city, and every difference found."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from care_platform.migration.advancing import advance
from care_platform.migration.differences import Difference, accept, differences_of
from care_platform.migration.keys import agree_key
from care_platform.migration.milestones import Milestone
from care_platform.migration.planning import begin_programme
from care_platform.migration.reconciliation import Comparison, compare_control, compare_detail
from care_platform.migration.signed_file import sign_file
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, migration, soap_sender
from care_platform.synthesis.city import City
from care_platform.synthesis.rows import rows
from tests.builders.records import HIRAKATA, copay_row, insured_row
from tests.integration.migration.city import BASE_DATE, COPAY, MovingCity, credentials, refuses

OSAKA, OSAKA_PLACE = "271007", "271004"
NEXT_DAY = BASE_DATE + timedelta(days=1)


@pytest.fixture
def city(city: MovingCity) -> MovingCity:
    """The city with three copay certificates loaded."""
    return city.comes_to(Milestone.INITIAL_LOAD, [copay_row(number) for number in NUMBERS])


NUMBERS = ["0000000001", "0000000002", "0000000003"]


def found(city: MovingCity, run: Comparison) -> list[Difference]:
    with city.platform.engine.connect() as connection:
        return differences_of(connection, run.id)


def loaded(*changed: Mapping[str, Any], leave_out: str | None = None) -> dict[str, list[Mapping[str, Any]]]:
    """What the city's system holds: the loaded certificates but for these changes."""
    records = {number: copay_row(number) for number in NUMBERS if number != leave_out}
    records |= {str(row["insured_number"]): dict(row) for row in changed}
    return {COPAY: list(records.values())}


def test_a_synthetic_city_of_every_kind_reconciles_to_zero(city: MovingCity) -> None:
    town = City(insurer_number=HIRAKATA, insurer_name="枚方市", size=150, seed=3, base_date=date(2026, 10, 1))
    # The three certificates of the set-up belong to people of the city's numbers, so they are left as they are.
    records = {kind: list(rows(town, kind)) for kind in RECORD_KINDS}
    records[COPAY] = [row for row in records[COPAY] if row["insured_number"] not in NUMBERS]
    for kind, all_rows in records.items():
        city.sends(kind, all_rows)
    run = city.reconciles({**records, COPAY: [*records[COPAY], *loaded()[COPAY]]})
    assert (run.state, found(city, run)) == ("exact", [])
    levels = run.totals["insured_certificate"]["held"]["breakdowns"]["care_level"]
    assert sum(levels.values()) == sum("care_level" in row for row in records["insured_certificate"])
    assert run.totals[COPAY]["stated"] == run.totals[COPAY]["held"]


def test_it_does_not_matter_in_which_order_records_are_stated(city: MovingCity) -> None:
    assert city.reconciles({COPAY: reversed(loaded()[COPAY])}).state == "exact"


@pytest.mark.parametrize(
    ("stated", "what", "person"),
    [
        (loaded(copay_row("0000000009")), "missing_here", "0000000009"),
        (loaded(leave_out="0000000002"), "only_here", "0000000002"),
        (loaded(copay_row("0000000003", rate="3")), "other_content", "0000000003"),
        (loaded(copay_row("0000000003", address="別の住所")), "other_content", "0000000003"),
        (loaded(copay_row("0000000001", history_number="2")), "other_version", "0000000001"),
    ],
    ids=["not sent", "deleted at the source", "other rate", "other address", "newer at the source"],
)
def test_each_kind_of_difference_is_named_down_to_the_record(
    city: MovingCity, stated: dict[str, list[Any]], what: str, person: str
) -> None:
    run = city.reconciles(stated)
    assert run.state == "different"
    [difference] = found(city, run)
    assert (difference.what, difference.insured_number, difference.business_key) == (what, person, "2026")


def test_a_rejected_row_is_a_difference(city: MovingCity) -> None:
    city.sends(COPAY, [copay_row("0000000004", birth_date="2026-07-11")])
    run = city.reconciles(loaded(copay_row("0000000004", birth_date="2026-07-11")))
    assert [one.what for one in found(city, run)] == ["missing_here"]


def test_a_kind_that_the_statement_leaves_out_is_a_difference(city: MovingCity) -> None:
    city.sends("insured_certificate", [insured_row()])
    run = city.reconciles(loaded())
    [difference] = found(city, run)
    assert (difference.record_kind, difference.what) == ("insured_certificate", "only_here")


def test_numbers_that_contradict_agreeing_records_are_named(city: MovingCity) -> None:
    city.states(loaded())
    assert city.key is not None
    payload = city._builder(loaded()).control(city._head(BASE_DATE), "now")
    payload["kinds"][COPAY]["breakdowns"]["periods.rate"] = {"1": 2, "2": 1}
    city.clock.move(seconds=1)
    with city.platform.engine.begin() as connection:
        run = compare_control(connection, sign_file(payload, *credentials()), city.act(), city.box)
    assert run.state == "different"
    told = {(one.what, one.subject, one.stated, one.held) for one in found(city, run)}
    assert told == {("count", "periods.rate=1", "2", "3"), ("count", "periods.rate=2", "1", "0")}


def test_only_the_differing_bucket_is_asked_for(city: MovingCity) -> None:
    run = city.hands_in(loaded(copay_row("0000000003", rate="3")))
    assert run.state == "narrowing"
    assert [len(buckets) for buckets in run.asked.values()] == [1]
    assert [one.what for one in found(city, run)] == ["bucket"]
    assert run.request["kinds"] == {COPAY: list(run.asked[COPAY])}


def test_as_of_a_base_date_later_transfers_do_not_count(city: MovingCity) -> None:
    city.sends(
        COPAY, [copay_row(history_number="2", rate="3")], transfer_kind="differential", base_date=NEXT_DAY
    )
    assert city.reconciles(loaded()).state == "exact"
    assert city.reconciles(loaded(copay_row(history_number="2", rate="3")), NEXT_DAY).state == "exact"


def test_a_correction_sent_afterwards_resolves_the_difference(city: MovingCity) -> None:
    truth = loaded(copay_row("0000000003", rate="3", history_number="2"))
    assert city.reconciles(truth).state == "different"
    city.sends(COPAY, truth[COPAY][2:], transfer_kind="differential", base_date=NEXT_DAY)
    assert city.reconciles(truth, NEXT_DAY).state == "exact"
    assert city.does(advance) is Milestone.RECONCILIATION


class TestAcceptance:
    truth = loaded(copay_row("0000000003", rate="3"), copay_row("0000000009"))

    def test_opens_the_gate_once_all_are_accepted_and_says_who_did(self, city: MovingCity) -> None:
        run = city.reconciles(self.truth)
        first, second = (one.id for one in found(city, run))
        city.does(accept, [first], act=city.act("介護保険課長 佐藤", "翌月の更新で解消"))
        with refuses(migration.RECONCILIATION_OPEN):
            city.does(advance)
        city.does(accept, [second])
        assert city.does(advance) is Milestone.RECONCILIATION
        accepted = found(city, run)[0]
        assert (accepted.accepted_by, accepted.accepted_why) == ("介護保険課長 佐藤", "翌月の更新で解消")
        evidence = city.programme.stages[Milestone.RECONCILIATION].evidence
        assert evidence is not None
        assert evidence["accepted"] == 2

    def test_is_kept_for_exactly_the_same_difference_only(self, city: MovingCity) -> None:
        city.reconciles(self.truth)
        city.does(accept, None)
        run = city.reconciles(loaded(copay_row("0000000003", rate="2"), copay_row("0000000009")))
        kept = {one.insured_number: one.accepted_at is not None for one in found(city, run)}
        assert kept == {"0000000003": False, "0000000009": True}

    def test_is_refused_before_the_records_are_known(self, city: MovingCity) -> None:
        city.hands_in(self.truth)
        with refuses(migration.NOTHING_TO_ACCEPT):
            city.does(accept, None)

    def test_is_refused_as_a_whole_when_one_number_is_wrong(self, city: MovingCity) -> None:
        run = city.reconciles(self.truth)
        number = found(city, run)[0].id
        with refuses(migration.NOTHING_TO_ACCEPT):
            city.does(accept, [number, 999_999])
        assert all(one.accepted_at is None for one in found(city, run))

    def test_needs_a_name(self, city: MovingCity) -> None:
        with refuses(migration.NOT_SIGNED_FOR):
            city.act(" ", "理由")


class TestRefusedFiles:
    def hands_in(self, city: MovingCity, content: bytes) -> None:
        with city.platform.engine.begin() as connection:
            compare_control(connection, content, city.act(), city.box)

    def test_signed_by_another_insurer(self, city: MovingCity) -> None:
        content = city.states(loaded(), insurer_number=OSAKA)
        with city.platform.engine.begin() as connection:
            begin_programme(connection, OSAKA, "大阪市", [OSAKA_PLACE], city.act())
        with refuses(migration.CONTROL_OTHER_INSURER):
            self.hands_in(city, content)

    def test_signed_by_nobody_known(self, city: MovingCity) -> None:
        city.states(loaded())
        payload = city._builder(loaded()).control(city._head(BASE_DATE), "now")
        with refuses(soap_sender.UNKNOWN_CERTIFICATE):
            self.hands_in(city, sign_file(payload, *credentials(OSAKA)))

    def test_with_a_key_that_was_replaced(self, city: MovingCity) -> None:
        content = city.states(loaded())
        city.does(agree_key, box=city.box)
        with refuses(migration.KEY_UNKNOWN):
            self.hands_in(city, content)

    @pytest.mark.parametrize("day", [BASE_DATE - timedelta(days=1), date(2026, 11, 25)])
    def test_of_a_day_before_the_base_date_or_to_come(self, city: MovingCity, day: date) -> None:
        with refuses(migration.CONTROL_EARLIER):
            self.hands_in(city, city.states(loaded(), day))

    def test_nothing_is_kept_of_a_refused_file(self, city: MovingCity) -> None:
        content = city.states(loaded(), date(2026, 11, 25))
        with pytest.raises(CataloguedError):
            self.hands_in(city, content)
        with refuses(migration.RECONCILIATION_MISSING):
            city.does(advance)


class TestRefusedDetail:
    truth = loaded(copay_row("0000000003", rate="3"))

    def shows(self, city: MovingCity, content: bytes) -> None:
        with city.platform.engine.begin() as connection:
            compare_detail(connection, content, city.act(), city.box)

    def test_when_nothing_was_asked(self, city: MovingCity) -> None:
        run = city.hands_in(loaded())
        with refuses(migration.DETAIL_NOT_ASKED):
            self.shows(city, city.shows(self.truth, replace(run, asked={COPAY: {"00": [0, "0"]}})))

    def test_when_it_is_of_another_day(self, city: MovingCity) -> None:
        run = city.hands_in(self.truth)
        with refuses(migration.DETAIL_NOT_ASKED):
            self.shows(city, city.shows(self.truth, replace(run, base_date=NEXT_DAY)))

    def test_when_it_shows_other_records_than_were_stated(self, city: MovingCity) -> None:
        run = city.hands_in(self.truth)
        with refuses(migration.DETAIL_DIFFERS):
            self.shows(city, city.shows(loaded(), run))

    def test_when_a_record_stands_in_a_foreign_bucket(self, city: MovingCity) -> None:
        run = city.hands_in(self.truth)
        [bucket] = run.asked[COPAY]
        builder = city._builder(self.truth)
        head = city._head(BASE_DATE)
        payload = builder.detail(head, {COPAY: [bucket]}, "now")
        payload["kinds"][COPAY][bucket][0][0] = "0000000001"
        with refuses(migration.DETAIL_DIFFERS):
            self.shows(city, sign_file(payload, *credentials()))
