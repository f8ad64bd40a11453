"""Whatever happens in whatever order, a look-up shows exactly what the rules allow: searched for, not listed.

The rules are written a second time here, as plain conditions, so that a slip in the matrix, in a query or in a
state that outlives its end is found.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from care_platform.access.consent import Change, ConsentRequest, after
from care_platform.access.matrix import MATRIX
from care_platform.access.mismatch import MismatchReport, confirm_mismatch, report_mismatch
from care_platform.access.opinion_requests import OpinionRequest, withdraw_opinion
from care_platform.access.proxies import end_proxy, register_proxy
from care_platform.access.registration_life import keep_registrations
from care_platform.audit.log import Action
from care_platform.lookup.answer import State
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.catalogue import access, ties
from care_platform.reference.people import PersonKey
from care_platform.store import exceptional as store
from care_platform.store.consents import StoredConsent
from care_platform.store.registrations import end
from tests.builders.access import asked_for_an_opinion, insurer_registers, person_account, person_changes
from tests.builders.clock import MovableClock
from tests.builders.offices import OFFICE, office, serves, sharing
from tests.builders.services import applied

HOSPITAL = "2710000001"
KINDS = sorted({line.record_kind for line in MATRIX} & RECORD_KINDS.keys())
HIDDEN = {
    State.NOT_SHARING, State.NO_RELATIONSHIP, State.NOT_PERMITTED, State.CONSENT_MISSING, State.SUSPENDED
}  # fmt: skip
CARE_ONLY = {"copay_certificate", "burden_limit_certificate", "reduction_certificate"}
PLAN_KINDS = CARE_ONLY | {
    "insured_certificate", "certification", "benefit_restriction", "certification_application",
    "application_event", "home_modification_usage", "equipment_purchase_usage",
}  # fmt: skip
WITH_CONSENT = {"assessment_survey", "physician_opinion"}
EMERGENCY_KINDS = {"insured_certificate", "certification", "physician_opinion"}
DISASTER_KINDS = CARE_ONLY | {"insured_certificate", "certification", "benefit_restriction"}
READ = frozenset({"records.read"})
PLAN = Actor(
    kind=ActorKind.OFFICE, office_number=OFFICE, scopes=READ, service_types=frozenset({"43"}), staff_id="cm",
    job_type="care_manager",
)  # fmt: skip
CLERK = replace(PLAN, staff_id="clerk", job_type="office_clerk")
UNKNOWN = replace(PLAN, staff_id="new", job_type=None)
DOCTOR = Actor(
    kind=ActorKind.OFFICE, office_number=HOSPITAL, scopes=READ, staff_id="dr", job_type="physician"
)
OTHER_DOCTOR = replace(DOCTOR, staff_id="dr-2")
_numbers = count(1)


@dataclass
class World:
    """What has happened, as plain facts."""

    shared: bool = False
    on_record: bool = False
    registered_until: date | None = None
    opinion_until: date | None = None
    consent: StoredConsent = field(default_factory=StoredConsent)
    emergency_until: datetime | None = None
    disaster: int | None = None
    disaster_closes: datetime | None = None
    disaster_opened: datetime | None = None
    cases: list[int] = field(default_factory=list)
    proxy: bool = False

    def consents(self, kind: str, number: str) -> bool:
        narrowed = kind in self.consent.closed_kinds or number in self.consent.closed_offices
        return self.consent.given and not narrowed

    def serves(self, today: date) -> bool:
        return self.registered_until is not None and today <= self.registered_until

    def asked(self, today: date) -> bool:
        return self.opinion_until is not None and today <= self.opinion_until


class AnySequence(RuleBasedStateMachine):
    """One person of one municipality, a care office and a hospital, and everything that may happen to them."""

    platform: Platform
    clock: MovableClock

    @initialize()
    def a_new_person(self) -> None:
        self.person = PersonKey(f"9{next(_numbers):05}", "0000000001")
        self.account: UUID = uuid4()
        self.daughter = person_account(self.platform, f"daughter of {self.person.insurer_number}", None)
        self.world = World()

    @property
    def today(self) -> date:
        return (self.clock() + timedelta(hours=9)).date()

    @rule(on=st.booleans())
    def sharing_is_switched(self, on: bool) -> None:
        since = self.clock() if on else None
        sharing(self.platform, self.person.insurer_number, since)
        self.world.shared = on

    @rule()
    def the_municipality_sends_an_application(self) -> None:
        if not self.world.on_record:
            with self.platform.engine.begin() as connection:
                applied(connection, self.person, None, self.today)
            self.world.on_record = True

    @rule(days=st.integers(0, 3))
    def the_office_registers(self, days: int) -> None:
        self.world.registered_until = self.today + timedelta(days=days)
        serves(self.platform, self.person, OFFICE, self.world.registered_until)

    @rule()
    def the_registration_ends(self) -> None:
        with self.platform.engine.begin() as connection:
            end(connection, OFFICE, self.person, self.clock())
        self.world.registered_until = None

    @rule(days=st.integers(0, 3))
    def an_opinion_is_asked_for(self, days: int) -> None:
        if self.world.opinion_until is None:
            self.world.opinion_until = self.today + timedelta(days=days)
            asked_for_an_opinion(self.platform, HOSPITAL, self.person, self.world.opinion_until)

    @rule()
    def the_request_for_an_opinion_is_withdrawn(self) -> None:
        request = OpinionRequest(
            actor=self._insurer(), person=self.person, institution_code=HOSPITAL, at=self.clock(),
            correlation_id="test",
        )  # fmt: skip
        with self.platform.engine.begin() as connection:
            withdrawn = withdraw_opinion(connection, request)
        assert (withdrawn.reason is access.ALLOWED) == self.world.asked(self.today)
        if self.world.asked(self.today):
            self.world.opinion_until = self.today - timedelta(days=1)

    @rule()
    def the_night_passes_over_the_registrations(self) -> None:
        with self.platform.engine.begin() as connection:
            kept = keep_registrations(connection, self.clock())
        assert (kept.extended, kept.tied) == (0, 0)

    @rule(registered=st.booleans())
    def the_municipality_registers_or_ends_a_proxy(self, registered: bool) -> None:
        request = ConsentRequest(
            actor=self._insurer(), person=self.person, at=self.clock(), correlation_id="test"
        )
        with self.platform.engine.begin() as connection:
            if not registered:
                end_proxy(connection, request, self.daughter)
                self.world.proxy = False
            else:
                made = register_proxy(connection, request, self.daughter, "長女")
                assert made is (access.ALLOWED if self.world.on_record else ties.INSURED_UNKNOWN)
                self.world.proxy |= self.world.on_record

    @rule(
        what=st.sampled_from(
            [(Change.GIVEN, None), (Change.WITHDRAWN, None), (Change.KIND_CLOSED, "physician_opinion")]
        )
    )
    def the_daughter_changes_consent(self, what: tuple[Change, str | None]) -> None:
        answer = person_changes(self.platform, self.daughter, *what, person=self.person, own=None)
        assert (answer.reason is access.ALLOWED) == self.world.proxy
        if self.world.proxy:
            self.world.consent = after(self.world.consent, *what)

    @rule(given=st.booleans())
    def another_municipality_meddles(self, given: bool) -> None:
        answer = insurer_registers(self.platform, self.person, given=given, insurer="272039")
        assert answer.reason is ties.CONSENT_NOT_YOURS
        with self.platform.engine.begin() as connection:
            for case in self.world.cases:
                assert not confirm_mismatch(
                    connection, replace(self._insurer(), insurer_number="272039"), case, by="b", note="n",
                    at=self.clock(), correlation_id="test",
                )  # fmt: skip

    @rule(given=st.booleans())
    def the_municipality_registers_consent(self, given: bool) -> None:
        answer = insurer_registers(self.platform, self.person, given=given)
        if not self.world.on_record:
            assert answer.reason is ties.INSURED_UNKNOWN
            return
        self.world.consent = after(self.world.consent, Change.GIVEN if given else Change.WITHDRAWN, None)

    @rule(
        what=st.sampled_from(
            [(Change.GIVEN, None), (Change.WITHDRAWN, None)]
            + [(c, k) for c in (Change.KIND_CLOSED, Change.KIND_OPENED) for k in sorted(EMERGENCY_KINDS)]
            + [(c, n) for c in (Change.OFFICE_CLOSED, Change.OFFICE_OPENED) for n in (OFFICE, HOSPITAL)]
        )
    )
    def the_person_changes_consent(self, what: tuple[Change, str | None]) -> None:
        person_changes(self.platform, self.account, *what, person=self.person, own=self.person)
        self.world.consent = after(self.world.consent, *what)

    @rule()
    def an_emergency_is_opened(self) -> None:
        self.world.emergency_until = self.clock() + timedelta(minutes=60)
        self._window("emergency", HOSPITAL, "dr", self.world.emergency_until)

    @rule(hours=st.integers(1, 30))
    def a_disaster_strikes(self, hours: int) -> None:
        if self.world.disaster_closes is None or self.world.disaster_closes <= self.clock():
            self.world.disaster_closes = self.clock() + timedelta(hours=hours)
            with self.platform.engine.begin() as connection:
                self.world.disaster = store.add_disaster(
                    connection, self.person.insurer_number, self.clock(), self.world.disaster_closes, "o", "r"
                )

    @rule()
    def the_office_opens_disaster_access(self) -> None:
        with self.platform.engine.begin() as connection:
            found = store.disaster_now(connection, self.person.insurer_number, self.clock())
        running = self.world.disaster_closes is not None and self.clock() < self.world.disaster_closes
        assert (found is not None) == running
        if found:
            self.world.disaster_opened = found[1]
            self._window("disaster", OFFICE, None, found[1], found[0])

    @rule()
    def the_disaster_is_closed_early(self) -> None:
        if self.world.disaster is not None:
            with self.platform.engine.begin() as connection:
                if store.close_disaster(connection, self.world.disaster, "o", self.clock()):
                    self.world.disaster_closes = self.world.disaster_opened = self.clock()

    @rule()
    def a_mixup_is_reported(self) -> None:
        report = MismatchReport(
            actor=self._person(), person=self.person, reason="r", at=self.clock(), correlation_id="test"
        )
        with self.platform.engine.begin() as connection:
            report_mismatch(connection, report)
            self.world.cases = [c[0] for c in store.open_mismatches(connection, self.person.insurer_number)]

    @rule()
    def the_insurer_settles_one(self) -> None:
        if self.world.cases:
            case = self.world.cases.pop()
            with self.platform.engine.begin() as connection:
                assert confirm_mismatch(
                    connection,
                    self._insurer(),
                    case,
                    by="b",
                    note="n",
                    at=self.clock(),
                    correlation_id="test",
                )

    @rule(hours=st.sampled_from([0.5, 1, 6, 24, 48]))
    def time_passes(self, hours: float) -> None:
        self.clock.move(hours=hours)

    @invariant()
    def everyone_sees_exactly_what_the_rules_allow(self) -> None:
        if not hasattr(self, "person"):
            return
        stranger = replace(self._person(), own=PersonKey(self.person.insurer_number, "0000000002"))
        other_city = replace(self._insurer(), insurer_number="272039")
        now, world = self.clock(), self.world
        emergency = world.emergency_until is not None and now < world.emergency_until
        disaster = world.disaster_opened is not None and now < world.disaster_opened
        care = Purpose.CARE_PROVISION
        self._check(PLAN, care, lambda k: self._plan(k) or (self._plan_consented(k)))
        self._check(CLERK, care, self._plan)
        self._check(UNKNOWN, care, lambda _: False)
        self._check(DOCTOR, care, self._institution)
        self._check(DOCTOR, Purpose.EMERGENCY, lambda k: emergency and k in EMERGENCY_KINDS)
        self._check(OTHER_DOCTOR, Purpose.EMERGENCY, lambda _: False)
        self._check(PLAN, Purpose.DISASTER, lambda k: disaster and k in DISASTER_KINDS)
        self._check(DOCTOR, Purpose.DISASTER, lambda _: False)
        self._check(self._person(), Purpose.OWN_RECORDS, lambda _: True)
        self._check(stranger, Purpose.OWN_RECORDS, lambda _: False)
        self._check(self._insurer(), Purpose.INSURER_DUTY, lambda _: True, sharing_needed=False)
        self._check(other_city, Purpose.INSURER_DUTY, lambda _: False)

    def _plan(self, kind: str) -> bool:
        return self.world.serves(self.today) and kind in PLAN_KINDS

    def _plan_consented(self, kind: str) -> bool:
        served = self.world.serves(self.today) and kind in WITH_CONSENT
        return served and self.world.consents(kind, OFFICE)

    def _institution(self, kind: str) -> bool:
        if not self.world.asked(self.today):
            return False
        consented = kind in {"insured_certificate", "certification"} and self.world.consents(kind, HOSPITAL)
        return consented or kind == "physician_opinion"

    def _check(
        self, actor: Actor, purpose: Purpose, may: Callable[[str], bool], *, sharing_needed: bool = True
    ) -> None:
        request = LookupRequest(
            actor=actor, people=[self.person], kinds=KINDS, purpose=purpose, action=Action.LOOK_UP,
            at=self.clock(), correlation_id="test",
        )  # fmt: skip
        with self.platform.engine.begin() as connection:
            [answer] = look_up(connection, request)
        shown = {kind.record_kind for kind in answer.kinds if kind.state not in HIDDEN}
        open_at_all = (self.world.shared or not sharing_needed) and not self.world.cases
        assert shown == {kind for kind in KINDS if open_at_all and may(kind)}

    def _person(self) -> Actor:
        return Actor(kind=ActorKind.PERSON, account_id=self.account, own=self.person)

    def _insurer(self) -> Actor:
        return Actor(kind=ActorKind.INSURER, insurer_number=self.person.insurer_number)

    def _window(
        self, kind: str, number: str, staff: str | None, until: datetime, disaster: int | None = None
    ) -> None:
        window = store.NewWindow(
            kind=kind, office_number=number, staff_id=staff, person=self.person, reason_code="unconscious",
            reason_text="", identity_method="four_items", opened_at=self.clock(), open_until=until,
            disaster_id=disaster,
        )  # fmt: skip
        with self.platform.engine.begin() as connection:
            store.open_window(connection, window, [])


@pytest.mark.slow
def test_no_sequence_of_actions_shows_what_the_rules_forbid(platform: Platform, clock: MovableClock) -> None:
    office(platform)
    office(platform, HOSPITAL, ())

    class Here(AnySequence):
        pass

    Here.platform, Here.clock = platform, clock
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    with platform.engine.connect() as connection:
        assert connection.execute(text("select count(*) from access_log where allowed")).scalar_one() > 0
