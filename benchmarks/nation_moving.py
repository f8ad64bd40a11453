"""One insurer's whole way from the beginning of its programme to the switch, with real records."""

import gzip
import hashlib
import itertools
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from cryptography import x509
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import Connection, Engine

from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client.credentials import make_trial_credentials
from adapters.soap.client.service import MunicipalService
from adapters.soap.client.uploading import Announcement, upload
from adapters.xml.reader import read_records
from adapters.xml.splitting import split_records
from adapters.xml.writer import write_records
from care_platform.accounts.secret_box import SecretBox
from care_platform.intake.opening import NewTransfer, content_digest, open_transfer
from care_platform.intake.parts import Part, put_part
from care_platform.intake.processing import Processor
from care_platform.intake.sealing import seal_transfer
from care_platform.migration.advancing import advance, share
from care_platform.migration.checksum import Digester
from care_platform.migration.control_building import ControlBuilder
from care_platform.migration.control_file import Head
from care_platform.migration.country import Insurer
from care_platform.migration.history import Act
from care_platform.migration.keys import agree_key
from care_platform.migration.planning import expect, set_base_date
from care_platform.migration.programme import Expectation
from care_platform.migration.reconciliation import EXACT, compare_control
from care_platform.migration.sandbox import open_sandbox
from care_platform.migration.signed_file import sign_file
from care_platform.records.description import Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import japan_day, system_clock
from care_platform.store.senders import RegisteredCertificate, register_certificate
from care_platform.synthesis.city import City
from care_platform.synthesis.rows import rows

KINDS: Final = ("insured_certificate", "certification", "copay_certificate")
_MODEL: Final = "272104"
_MODELS: Final = 1_000
_PART_ROWS: Final = 20_000
_LIMIT: Final = 1 << 24
Records = Mapping[str, Sequence[Values]]


@dataclass(frozen=True, slots=True)
class Move:
    """One insurer to be moved with so many insured people."""

    insurer: Insurer
    people: int
    by_soap: bool


@dataclass(frozen=True, slots=True)
class Migrated:
    """What came of it: records loaded, the platform's seconds, and whether the comparison was exact."""

    insurer_number: str
    records: int
    seconds: float
    exact: bool
    by_soap: bool


@dataclass(frozen=True, slots=True)
class _Silence:
    def sent(self, size: int) -> None:
        """Nobody watches."""

    def processed(self, rows: int) -> None:
        """Nobody watches."""


@cache
def _models() -> Records:
    """A city whose people are repeated under other numbers, to save the time of making millions."""
    town = City(
        insurer_number=_MODEL,
        insurer_name="枚方市",
        size=_MODELS,
        seed=7,
        base_date=japan_day(system_clock()),
    )
    return {kind: list(rows(town, kind)) for kind in KINDS}


@cache
def _places() -> Mapping[str, int]:
    numbers = sorted({row["insured_number"] for found in _models().values() for row in found})
    return {number: place for place, number in enumerate(numbers)}


def records_of(insurer_number: str, people: int) -> Records:
    """The records of a town of so many people."""
    return {kind: list(_rows(insurer_number, kind, people)) for kind in KINDS}


def _rows(insurer_number: str, kind: str, people: int) -> Iterator[Values]:
    places = _places()
    for first in range(0, people, _MODELS):
        for model in _models()[kind]:
            number = first + places[model["insured_number"]]
            if number < people:
                yield {**model, "insurer_number": insurer_number, "insured_number": f"{number + 1:010d}"}


@dataclass(slots=True)
class Mover:
    """Moves insurers one after another; `base_url` is the running service of those that send by SOAP."""

    engine: Engine
    base_url: str
    seconds: float = 0.0
    _processor: Processor = field(init=False)

    def __post_init__(self) -> None:
        self._processor = Processor(self.engine, {"xml": read_records}, system_clock, 1 << 30)

    def migrate(self, move: Move) -> Migrated:
        """The whole way. The municipality's own work, making rows and stating them, is not counted."""
        insurer = move.insurer.insurer_number
        records = records_of(insurer, move.people)
        system = _System(self, insurer, move.by_soap)
        self.seconds = 0.0
        system.proves_its_connection(records)
        system.loads(records)
        exact = system.is_reconciled(records)
        if exact:
            system.shares()
        return Migrated(insurer, sum(map(len, records.values())), self.seconds, exact, move.by_soap)

    def act(self, function: Any, insurer: str, *arguments: Any, **options: Any) -> Any:
        """One of the programme's functions on this insurer, in a transaction of its own, timed."""
        started = time.perf_counter()
        with self.engine.begin() as connection:
            act = Act("benchmark", "benchmark", system_clock())
            found = function(connection, insurer, *arguments, act, **options)
        self.seconds += time.perf_counter() - started
        return found

    def take_in(self, request: NewTransfer, contents: Sequence[bytes]) -> str:
        """Opens, takes parts, seals and processes in this process; gives the state it ends in."""
        started = time.perf_counter()
        with self.engine.begin() as connection:
            number = _sealed(connection, request, contents)
        state = self._processor.process(number)
        self.seconds += time.perf_counter() - started
        return state


def _sealed(connection: Connection, request: NewTransfer, contents: Sequence[bytes]) -> int:
    now, insurer = system_clock(), request.insurer_number
    transfer = open_transfer(connection, request, now, ["xml"]).transfer
    for number, content in enumerate(contents, 1):
        part = Part(number, hashlib.sha256(content).hexdigest(), "gzip", content)
        put_part(connection, insurer, transfer.public_id, part, now, limit=_LIMIT)
    sealed = seal_transfer(connection, insurer, transfer.public_id, now)
    if sealed.id is None:
        raise RuntimeError("a sealed transfer has a number")
    return sealed.id


class _System:
    """A municipality's system with its key and certificate."""

    def __init__(self, mover: Mover, insurer: str, by_soap: bool) -> None:  # noqa: FBT001
        self.mover, self.insurer = mover, insurer
        self.today = japan_day(system_clock())
        self.box = SecretBox(MultiFernet([Fernet(Fernet.generate_key())]))
        key, certificate = make_trial_credentials(insurer, system_clock(), 2)
        self.key = cast(EllipticCurvePrivateKey, load_pem_private_key(key, None))
        self.certificate = x509.load_pem_x509_certificate(certificate)
        self.fingerprint = fingerprint_sha256(self.certificate)
        url = f"{mover.base_url}/soap/v1/municipal"
        self.service = MunicipalService(url, self.key, self.certificate) if by_soap else None

    def does(self, function: Any, *arguments: Any, **options: Any) -> Any:
        """A step of the programme."""
        return self.mover.act(function, self.insurer, *arguments, **options)

    def proves_its_connection(self, records: Records) -> None:
        """① and ② by documents and a certificate, then a trial in the sandbox."""
        self.does(advance, document="benchmark")
        certificate = RegisteredCertificate(
            fingerprint=self.fingerprint, insurer_number=self.insurer, subject="benchmark",
            valid_from=self.certificate.not_valid_before_utc, valid_to=self.certificate.not_valid_after_utc,
            registered_at=system_clock(),
        )  # fmt: skip
        with self.mover.engine.begin() as connection:
            register_certificate(connection, certificate)
        self.does(advance, document="benchmark")
        self.does(open_sandbox)
        self._sends(KINDS[0], records[KINDS[0]][:1], "differential")
        self.does(advance)

    def loads(self, records: Records) -> None:
        """The initial load of every kind, as announced."""
        self.does(set_base_date, self.today)
        for kind in KINDS:
            self.does(expect, kind, Expectation(1, len(records[kind])))
        for kind in KINDS:
            self._sends(kind, records[kind], "initial")
        self.does(advance)

    def is_reconciled(self, records: Records) -> bool:
        """A signed control file of all records, compared; True and the gate passed when it is exact."""
        agreed = self.does(agree_key, box=self.box)
        builder = ControlBuilder(Digester(agreed.secret))
        for kind in KINDS:
            builder.expect(RECORD_KINDS[kind])
            for row in records[kind]:
                builder.add(row, RECORD_KINDS[kind])
        head = Head(
            insurer_number=self.insurer, base_date=self.today, key_id=agreed.key_id,
            bucket_bits=builder.bucket_bits(),
        )  # fmt: skip
        content = sign_file(builder.control(head, system_clock().isoformat()), self.key, self.certificate)
        found = self.mover.act(
            lambda connection, _, act: compare_control(connection, content, act, self.box), self.insurer
        )
        if found.state == EXACT:
            self.does(advance)
        return bool(found.state == EXACT)

    def shares(self) -> None:
        """The switch, with the consent of somebody else."""
        self.does(share, system_clock() + timedelta(minutes=1), consent_by="consent")

    def _sends(self, kind: str, values: Sequence[Values], transfer_kind: Any) -> None:
        state = (
            self._by_soap(kind, values, transfer_kind)
            if self.service
            else self._directly(kind, values, transfer_kind)
        )
        if state != "applied":
            raise RuntimeError(f"{self.insurer}: {kind} ended as {state}")

    def _directly(self, kind: str, values: Sequence[Values], transfer_kind: Any) -> str:
        contents = [
            gzip.compress("".join(write_records(chunk, RECORD_KINDS[kind])).encode(), 1)
            for chunk in _chunks(values)
        ]
        digest = content_digest(hashlib.sha256(content).hexdigest() for content in contents)
        request = NewTransfer(
            insurer_number=self.insurer, record_kind=kind, transfer_kind=transfer_kind, base_date=self.today,
            carrier="xml", part_count=len(contents), content_digest=digest, sender_fingerprint=self.fingerprint,
        )  # fmt: skip
        return self.mover.take_in(request, contents)

    def _by_soap(self, kind: str, values: Sequence[Values], transfer_kind: str) -> str:
        assert self.service is not None
        announcement = Announcement(
            insurer_number=self.insurer, record_kind=kind, transfer_kind=transfer_kind, base_date=self.today
        )
        with tempfile.TemporaryDirectory() as folder:
            document = (piece.encode() for piece in write_records(values, RECORD_KINDS[kind]))
            split = split_records(document, RECORD_KINDS[kind], Path(folder))
            started = time.perf_counter()
            outcome = upload(self.service, announcement, split, _Silence(), sleep=lambda _: time.sleep(0.05))
            self.mover.seconds += time.perf_counter() - started
        return outcome.state


def _chunks(values: Sequence[Values]) -> Iterator[list[Values]]:
    stream = iter(values)
    first = list(itertools.islice(stream, _PART_ROWS))
    yield first
    while chunk := list(itertools.islice(stream, _PART_ROWS)):
        yield chunk
