"""A request id gets one answer, however often and however fast it comes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from care_platform.intake.answered import answer_once
from care_platform.reference.catalogue import CataloguedError, intake
from tests.builders.clock import MovableClock
from tests.builders.records import HIRAKATA

REQUEST = UUID("0b8f6e0c-2b1d-4c39-8a53-9c0a4e6f2d22")


class Work:
    """Counts how often it was really done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> bytes:
        self.done += 1
        return f"answer {self.done}".encode()


def asked(
    engine: Engine, work: Work, *, insurer: str = HIRAKATA, operation: str = "Seal", digest: bytes = b"a"
) -> bytes:
    with engine.begin() as connection:
        return answer_once(
            connection, insurer, REQUEST, operation=operation, request_digest=digest, produce=work,
            now=MovableClock()(),
        )  # fmt: skip


def test_the_second_time_nothing_is_done(engine: Engine) -> None:
    work = Work()
    assert [asked(engine, work), asked(engine, work)] == [b"answer 1", b"answer 1"]
    assert work.done == 1


def test_copies_at_the_same_time_wait_for_each_other(engine: Engine) -> None:
    work, start = Work(), Barrier(4)

    def copy(_: int) -> bytes:
        start.wait()
        return asked(engine, work)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(copy, range(4))) == {b"answer 1"}
    assert work.done == 1


@pytest.mark.parametrize("other", [{"operation": "Cancel"}, {"digest": b"b"}])
def test_an_id_belongs_to_one_request(engine: Engine, other: dict[str, str]) -> None:
    work = Work()
    asked(engine, work)
    with pytest.raises(CataloguedError) as caught:
        asked(engine, work, **other)  # type: ignore[arg-type]
    assert caught.value.entry is intake.REQUEST_ID_REUSED
    assert work.done == 1


def test_two_insurers_may_choose_the_same_id(engine: Engine) -> None:
    work = Work()
    assert asked(engine, work) != asked(engine, work, insurer="131011")


def test_a_refused_request_may_be_tried_again(engine: Engine) -> None:
    def refuse() -> bytes:
        raise CataloguedError(intake.PARTS_MISSING)

    with pytest.raises(CataloguedError), engine.begin() as connection:
        answer_once(
            connection, HIRAKATA, REQUEST, operation="Seal", request_digest=b"a", produce=refuse,
            now=MovableClock()(),
        )  # fmt: skip
    assert asked(engine, Work()) == b"answer 1"
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from sender_request")).scalar_one() == 1
