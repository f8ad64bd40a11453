"""The programme office in the story: leads 枚方市 through the gates, as `care-platform programme` does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from cryptography import x509
from sqlalchemy import Connection

from adapters.soap.signing import SigningKey
from care_platform.accounts.secret_box import SecretBox, secret_box
from care_platform.migration import advancing, planning, sandbox
from care_platform.migration.differences import Difference, accept, differences_of
from care_platform.migration.history import Act
from care_platform.migration.keys import AgreedKey, agree_key
from care_platform.migration.milestones import ORDER, Milestone
from care_platform.migration.programme import Expectation
from care_platform.migration.reconciliation import Comparison, compare_control, compare_detail
from care_platform.migration.signed_file import sign_file
from care_platform.notices.outbox import latest
from care_platform.platform import Platform
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.notices import NoticeKind
from commands.demonstration.cast import HIRAKATA

HIRAKATA_PLACE = "272108"
OFFICE, LEADER, APPROVER = "推進室 山田", "枚方市 佐藤", "枚方市 課長 鈴木"
_DAYS_BETWEEN = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProgrammeOffice:
    """Does each step in a transaction of its own, in the name of a person and with a reason."""

    platform: Platform

    def begin(self, insured_persons: int) -> AgreedKey:
        """Begins the programme with a plan for every milestone; gives the key for the checksums."""
        today = japan_day(self.platform.clock())

        def plan(connection: Connection, act: Act) -> AgreedKey:
            planning.begin_programme(
                connection, HIRAKATA, "枚方市", [HIRAKATA_PLACE], act, insured_persons=insured_persons
            )
            planning.set_vendor(connection, HIRAKATA, "見本システムズ", act)
            planning.set_base_date(connection, HIRAKATA, today, act)
            for place, milestone in enumerate(ORDER):
                day = today + timedelta(days=_DAYS_BETWEEN * place)
                planning.plan(connection, HIRAKATA, milestone, day, act)
            return agree_key(connection, HIRAKATA, act, self._box())

        return self._do(plan, "計画の初版")

    def expect(self, counts: Mapping[str, int]) -> None:
        """States how many records of each kind the initial load brings, in one transfer each."""

        def state(connection: Connection, act: Act) -> None:
            for kind, records in counts.items():
                planning.expect(connection, HIRAKATA, kind, Expectation(1, records), act)

        self._do(state, "件数の通知")

    def advance(self, document: str = "") -> str:
        """Tries the next gate: the milestone passed, or the code of what is lacking."""
        try:
            return self._do(lambda c, act: advancing.advance(c, HIRAKATA, act, document), "確認済み").value
        except CataloguedError as refusal:
            return refusal.entry.code

    def open_sandbox(self) -> None:
        """Whatever 枚方市 sends from now on is for trial."""
        self._do(lambda c, act: sandbox.open_sandbox(c, HIRAKATA, act), "接続試験")

    def compare(
        self, payload: Any, key: SigningKey, certificate: x509.Certificate, *, detail: bool = False
    ) -> tuple[Comparison, list[Difference]]:
        """Signs as 枚方市's system does, compares as the office does; gives the outcome and its differences."""
        content = sign_file(payload, key, certificate)
        comparing = compare_detail if detail else compare_control

        def compare(connection: Connection, act: Act) -> tuple[Comparison, list[Difference]]:
            run = comparing(connection, content, act, self._box())
            return run, list(differences_of(connection, run.id))

        return self._do(compare, "突合")

    def accept(self) -> int:
        """The municipality's approver accepts what is open; gives how many."""
        accepted = self._do(
            lambda c, act: accept(c, HIRAKATA, None, act), "翌月の更新で訂正する", by=APPROVER
        )
        return len(accepted)

    def share(self, consent_by: str) -> str:
        """Switches sharing on now: "sharing", or the code of what is lacking."""

        def switch(connection: Connection, act: Act) -> None:
            advancing.share(connection, HIRAKATA, act.at, act, consent_by=consent_by)

        try:
            self._do(switch, "計画どおり")
        except CataloguedError as refusal:
            return refusal.entry.code
        return Milestone.SHARING.value

    def gates_told(self) -> int:
        """How many passed gates whoever subscribed is told of."""
        with self.platform.engine.connect() as connection:
            return sum(line.kind == NoticeKind.GATE_PASSED for line in latest(connection, 100, HIRAKATA))

    def _box(self) -> SecretBox:
        return secret_box(self.platform.settings)

    def _do(self, step: Callable[[Connection, Act], T], reason: str, by: str = OFFICE) -> T:
        with self.platform.engine.begin() as connection:
            return step(connection, Act(by, reason, self.platform.clock()))
