"""枚方市 on its way to sharing: what it sends, what it states, and who signs for it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from adapters.soap.client.credentials import make_trial_credentials
from care_platform.accounts.secret_box import SecretBox, secret_box
from care_platform.migration.advancing import advance, share
from care_platform.migration.checksum import Digester
from care_platform.migration.control_building import ControlBuilder
from care_platform.migration.control_file import Head
from care_platform.migration.history import Act
from care_platform.migration.keys import AgreedKey, agree_key
from care_platform.migration.milestones import Milestone
from care_platform.migration.planning import begin_programme, expect, set_base_date
from care_platform.migration.programme import Expectation, Programme, find_programme
from care_platform.migration.reconciliation import Comparison, compare_control, compare_detail
from care_platform.migration.sandbox import open_sandbox
from care_platform.migration.signed_file import sign_file
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.store.senders import RegisteredCertificate, register_certificate
from care_platform.store.tables import Transfer
from tests.builders.clock import MovableClock
from tests.builders.records import HIRAKATA, copay_row
from tests.builders.transfers import sent

BASE_DATE = date(2026, 11, 20)
COPAY = "copay_certificate"
HIRAKATA_PLACE = "272108"
Records = Mapping[str, Iterable[Mapping[str, Any]]]


@cache
def credentials(insurer: str = HIRAKATA) -> tuple[EllipticCurvePrivateKey, x509.Certificate]:
    """The key and certificate of an insurer's system."""
    key, certificate = make_trial_credentials(insurer, MovableClock()() - timedelta(days=1), 800)
    loaded = load_pem_private_key(key, None)
    assert isinstance(loaded, EllipticCurvePrivateKey)
    return loaded, x509.load_pem_x509_certificate(certificate)


class MovingCity:
    """The city, with verbs for every step; each raises what the platform raises."""

    def __init__(self, platform: Platform, clock: MovableClock) -> None:
        self.platform, self.clock = platform, clock
        self.key: AgreedKey | None = None

    @property
    def box(self) -> SecretBox:
        """What seals the agreed key on this platform."""
        return secret_box(self.platform.settings)

    def act(self, by: str = "推進室 山田", reason: str = "計画どおり") -> Act:
        """Somebody named doing something now."""
        return Act(by, reason, self.clock())

    def does(self, function: Any, *arguments: Any, act: Act | None = None, **options: Any) -> Any:
        """One of the platform's functions on this city, in a transaction of its own, a second later."""
        self.clock.move(seconds=1)
        with self.platform.engine.begin() as connection:
            return function(connection, HIRAKATA, *arguments, act or self.act(), **options)

    def reads(self, function: Any, *arguments: Any) -> Any:
        with self.platform.engine.connect() as connection:
            return function(connection, HIRAKATA, *arguments)

    @property
    def programme(self) -> Programme:
        found = self.reads(find_programme)
        assert isinstance(found, Programme)
        return found

    @property
    def state(self) -> str:
        return self.programme.state

    @property
    def fingerprint(self) -> str:
        return credentials()[1].fingerprint(hashes.SHA256()).hex()

    def registers_certificate(self) -> None:
        certificate = credentials()[1]
        with self.platform.engine.begin() as connection:
            register_certificate(
                connection,
                RegisteredCertificate(
                    fingerprint=self.fingerprint, insurer_number=HIRAKATA, subject="CN=trial",
                    valid_from=certificate.not_valid_before_utc, valid_to=certificate.not_valid_after_utc,
                    registered_at=self.clock(),
                ),
            )  # fmt: skip

    def sends(self, kind: str, rows: Iterable[Mapping[str, Any]], **changes: Any) -> Transfer:
        """A signed transfer, processed; initial and of the base date unless said otherwise."""
        self.clock.move(seconds=1)
        stated: dict[str, Any] = {
            "transfer_kind": "initial", "base_date": BASE_DATE, "sender_fingerprint": self.fingerprint
        } | changes  # fmt: skip
        return sent(self.platform, kind, [dict(row) for row in rows], **stated)

    def sends_nothing(self, day: date) -> Transfer:
        """A differential of no records; the same bytes every day, told apart by their day."""
        return sent(
            self.platform, COPAY, [], transfer_kind="differential", base_date=day,
            sender_fingerprint=self.fingerprint,
        )  # fmt: skip

    def states(self, records: Records, base_date: date = BASE_DATE, **head: Any) -> bytes:
        """A signed control file about these records."""
        payload = self._builder(records).control(self._head(base_date, **head), "2026-11-24T10:00:00+09:00")
        return sign_file(payload, *credentials())

    def shows(self, records: Records, asked: Comparison) -> bytes:
        """The signed detail that a comparison asked for."""
        head = self._head(asked.base_date, bucket_bits=asked.bucket_bits)
        kinds = {kind: frozenset(buckets) for kind, buckets in asked.asked.items()}
        return sign_file(self._builder(records).detail(head, kinds, "now"), *credentials())

    def reconciles(self, records: Records, base_date: date = BASE_DATE) -> Comparison:
        """Hands in the control file, and the detail when the platform asks for it."""
        found = self.hands_in(records, base_date)
        if found.state == "narrowing":
            detail = self.shows(records, found)
            with self.platform.engine.begin() as connection:
                found = compare_detail(connection, detail, self.act(), self.box)
        return found

    def _builder(self, records: Records) -> ControlBuilder:
        self.key = self.key or self.does(agree_key, box=self.box)
        assert self.key is not None
        builder = ControlBuilder(Digester(self.key.secret))
        for kind, rows in records.items():
            builder.expect(RECORD_KINDS[kind])
            for row in rows:
                builder.add(row, RECORD_KINDS[kind])
        return builder

    def _head(self, base_date: date, **changes: Any) -> Head:
        assert self.key is not None
        values: dict[str, Any] = {
            "insurer_number": HIRAKATA, "base_date": base_date, "key_id": self.key.key_id, "bucket_bits": 8
        }  # fmt: skip
        return Head(**(values | changes))

    # The way through the gates, as far as a test needs it.

    def begins(self) -> "MovingCity":
        self.does(begin_programme, "枚方市", [HIRAKATA_PLACE])
        return self

    def comes_to(self, milestone: Milestone, rows: Iterable[Mapping[str, Any]] = ()) -> "MovingCity":
        """Passes every gate up to a milestone with these copay certificates."""
        records = list(rows) or [copay_row()]
        for step in (
            self._meets_the_standard, self._is_adapted, self._tests, lambda: self._loads(records),
            lambda: self._is_reconciled(records), self._shares,
        ):  # fmt: skip
            step()
            if self.state == milestone:
                return self
        raise AssertionError(f"never came to {milestone}")

    def _meets_the_standard(self) -> None:
        self.does(advance, document="適合確認書 第12号")

    def _is_adapted(self) -> None:
        self.registers_certificate()
        self.does(advance, document="ベンダ試験報告 D7")

    def comes_to_connection(self) -> None:
        """Tests the connection and passes its gate."""
        self._tests()

    def loads(self, records: list[dict[str, Any]]) -> None:
        """Loads these copay certificates and passes the gate."""
        self._loads(list(records))

    def hands_in(self, records: Records, base_date: date = BASE_DATE) -> Comparison:
        """Hands in a control file about these records, and no detail."""
        content = self.states(records, base_date)
        self.clock.move(seconds=1)
        with self.platform.engine.begin() as connection:
            return compare_control(connection, content, self.act(), self.box)

    def _tests(self) -> None:
        self.does(open_sandbox)
        self.sends(COPAY, [copay_row("0000000999")], transfer_kind="differential")
        self.does(advance)

    def _loads(self, records: list[Mapping[str, Any]]) -> None:
        self.does(set_base_date, BASE_DATE)
        self.does(expect, COPAY, Expectation(1, len(records)))
        self.sends(COPAY, records)
        self.does(advance)

    def _is_reconciled(self, records: list[Mapping[str, Any]]) -> None:
        self.reconciles({COPAY: records})
        self.does(advance)

    def _shares(self) -> None:
        self.does(share, self.clock() + timedelta(hours=1), consent_by="介護保険課長 佐藤")


def refuses(entry: Entry) -> Any:
    """The step is refused with this very entry."""
    return pytest.raises(CataloguedError, match=f"^{entry.code}$")
