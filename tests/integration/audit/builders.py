"""An access log to work with: look-ups that happened, seals, and someone who meddles."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, event, text

from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.audit.sealing import seal_log
from care_platform.audit.verifying import Difference, verify
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.calendar import JAPAN
from care_platform.reference.people import PersonKey
from care_platform.store.engine import make_engine
from tests.builders.offices import HANAKO, OFFICE
from tests.builders.records import HIRAKATA

NOVEMBER = datetime(2026, 11, 24, 10, 0, tzinfo=JAPAN)
DECEMBER = datetime(2026, 12, 1, 9, 0, tzinfo=JAPAN)


def person(number: int) -> PersonKey:
    """The insured person with this number."""
    return PersonKey(HIRAKATA, f"{number:010}")


def write(
    connection: Connection,
    people: Sequence[PersonKey] = (HANAKO,),
    *,
    at: datetime = NOVEMBER,
    office: str = OFFICE,
    action: Action = Action.LOOK_UP,
    staff_id: str | None = None,
    reason: str = "access.allowed",
    kind: str = "certification",
    emergency: bool = False,
) -> None:
    """Accesses of one request in the caller's transaction, which is begun if need be."""
    if not connection.in_transaction():
        connection.begin()
    actor = Actor(kind=ActorKind.OFFICE, office_number=office, client_id="care-software-1")
    circumstances = Access(
        actor=actor, action=action, purpose=Purpose.CARE_PROVISION, at=at, correlation_id="test-request-1",
        staff_id=staff_id, emergency=emergency,
    )  # fmt: skip
    allowed = reason == "access.allowed"
    write_access(
        connection,
        circumstances,
        [AuditEvent(person=p, allowed=allowed, decisions={kind: reason}) for p in people],
    )


def looked_up(engine: Engine, times: int = 1, at: datetime = NOVEMBER, office: str = OFFICE) -> None:
    """So many look-ups, each in a transaction of its own, about different people."""
    for number in range(1, times + 1):
        with engine.begin() as connection:
            write(connection, [person(number)], at=at, office=office)


def seal_all(engine: Engine, now: datetime = DECEMBER, rows_per_seal: int = 3) -> None:
    """Seals until nothing is left: the server's own vacuum may hold a transaction open for a moment."""
    for _ in range(100):
        seal_log(engine, now, rows_per_seal)
        if verify(engine).unsealed == 0:
            return
        time.sleep(0.1)
    raise AssertionError("rows stayed without a seal")


def meddle(engine: Engine, *statements: str) -> None:
    """Changes that only the database's superuser can make, past the triggers."""
    with engine.begin() as connection:
        connection.execute(text("set local session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))


def found(engine: Engine, heads: dict[int, str] | None = None) -> list[Difference]:
    """What verification finds, in its order."""
    return [deviation.what for deviation in verify(engine, heads).deviations]


def ids(engine: Engine) -> list[int]:
    """The ids of all rows, lowest first."""
    with engine.connect() as connection:
        return list(connection.execute(text("select id from access_log order by id")).scalars())


@contextmanager
def under_role(database_url: str, role: str) -> Iterator[Engine]:
    """An engine whose every session has the rights of the role only."""
    engine = make_engine(database_url, pool_size=3)
    event.listen(engine, "connect", lambda session, _: session.execute(f"set session authorization {role}"))
    yield engine
    engine.dispose()
