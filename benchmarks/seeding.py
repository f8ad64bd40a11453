"""Puts a synthetic city, an office and its registered users into the benchmark's database."""

import gzip
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from sqlalchemy import Engine

from adapters.xml.reader import read_records
from adapters.xml.writer import write_records
from benchmarks.surroundings import INSURER
from care_platform.intake.opening import NewTransfer, content_digest, open_transfer
from care_platform.intake.parts import Part, put_part
from care_platform.intake.processing import Processor
from care_platform.intake.sealing import seal_transfer
from care_platform.migration.sharing import start_sharing
from care_platform.records.description import Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import japan_day, system_clock
from care_platform.reference.people import PersonKey
from care_platform.store.offices import register_client, register_office
from care_platform.store.registrations import register
from care_platform.synthesis.city import City
from care_platform.synthesis.rows import rows
from commands.demonstration.cast import CITY_KINDS, CLIENT_ID, OFFICE_NAME, OFFICE_NUMBER

_PART_ROWS = 20_000
_PART_BYTES = 1 << 24


def parts_of(kind: str, values: Iterable[Values]) -> Iterator[bytes]:
    """The rows as XML documents of 20,000 rows, gzipped."""
    stream = iter(values)
    while chunk := list(itertools.islice(stream, _PART_ROWS)):
        yield gzip.compress("".join(write_records(chunk, RECORD_KINDS[kind])).encode(), 1)


def take_in(engine: Engine, kind: str, values: Iterable[Values]) -> None:
    """The rows through the intake, in this process."""
    transfer_id = seal_parts(engine, kind, list(parts_of(kind, values)))
    Processor(engine, {"xml": read_records}, system_clock, 1 << 30).process(transfer_id)


def seal_parts(engine: Engine, kind: str, contents: Sequence[bytes]) -> int:
    """The parts as an initial load, sealed and ready to be processed; gives the transfer's id."""
    digests = [hashlib.sha256(content).hexdigest() for content in contents]
    now = system_clock()
    with engine.begin() as connection:
        request = NewTransfer(
            insurer_number=INSURER, record_kind=kind, transfer_kind="initial", base_date=japan_day(now),
            carrier="xml", part_count=len(contents), content_digest=content_digest(digests),
        )  # fmt: skip
        transfer = open_transfer(connection, request, now, ["xml"]).transfer
        for number, (content, digest) in enumerate(zip(contents, digests, strict=True), 1):
            part = Part(number, digest, "gzip", content)
            put_part(connection, INSURER, transfer.public_id, part, now, limit=_PART_BYTES)
        seal_transfer(connection, INSURER, transfer.public_id, now)
    assert transfer.id is not None
    return transfer.id


def seed_city(engine: Engine, size: int) -> list[PersonKey]:
    """The certificates of a synthetic city; gives everybody with a care level."""
    town = City(
        insurer_number=INSURER, insurer_name="枚方市", size=size, seed=3, base_date=japan_day(system_clock())
    )
    for kind in CITY_KINDS:
        take_in(engine, kind, rows(town, kind))
    return [PersonKey(INSURER, person.insured_number) for person in town.people_with_care_level()]


def seed_office(engine: Engine, users: Iterable[PersonKey], public_keys: dict[str, object]) -> None:
    """An office with software, all the users registered, and the insurer sharing."""
    now = system_clock()
    with engine.begin() as connection:
        register_office(connection, OFFICE_NUMBER, OFFICE_NAME, ["43"])
        register_client(
            connection,
            CLIENT_ID,
            OFFICE_NUMBER,
            "benchmark",
            public_keys,
            ["records.read", "users.write"],
            now,
        )
        start_sharing(connection, INSURER, since=now, by="benchmark", reason="benchmark", now=now)
        for user in users:
            register(connection, OFFICE_NUMBER, user, "four_items", now, japan_day(now) + timedelta(days=90))
