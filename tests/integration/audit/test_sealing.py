"""Sealing beside writers: nothing lost, nothing twice, whatever order transactions end in."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from care_platform.audit.chain import lock_chain
from care_platform.audit.sealing import seal_log
from care_platform.audit.verifying import verify
from care_platform.reference.catalogue import CataloguedError, audit
from tests.integration.audit.builders import DECEMBER, NOVEMBER, looked_up, meddle, person, seal_all, write

ACTIONS = ["write", "write", "write", "commit", "commit", "roll back", "seal", "seal"]
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 2), st.integers(1, 3)), min_size=12, max_size=40
)


def _do(engine: Engine, sessions: list[Connection], step: tuple[str, int, int]) -> None:
    what, who, size = step
    actions: dict[str, Callable[[], object]] = {
        "write": lambda: write(
            sessions[who], [person(n) for n in range(size)], at=NOVEMBER if size < 3 else DECEMBER
        ),
        "commit": sessions[who].commit,
        "roll back": sessions[who].rollback,
        "seal": lambda: seal_log(engine, DECEMBER, rows_per_seal=size),
    }
    actions[what]()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_interleaving_loses_or_doubles_a_row(engine: Engine, steps: list[tuple[str, int, int]]) -> None:
    meddle(engine, "truncate access_log, audit_seal")
    with ExitStack() as stack:
        sessions = [stack.enter_context(engine.connect()) for _ in range(3)]
        for step in steps:
            _do(engine, sessions, step)
            assert step[0] != "seal" or verify(engine).sound
        for session in sessions:
            session.commit()
    seal_all(engine)
    assert verify(engine).sound
    with engine.connect() as connection:
        rows = connection.execute(text("select count(*) from access_log")).scalar_one()
        sealed = connection.execute(text("select coalesce(sum(row_count), 0) from audit_seal")).scalar_one()
    assert rows == sealed


def test_a_row_that_commits_after_a_later_one_is_sealed_all_the_same(engine: Engine) -> None:
    with engine.connect() as slow:
        write(slow, [person(1)])
        looked_up(engine, 1)
        assert seal_log(engine, DECEMBER) == 0, "the slow transaction may still write before the other's row"
        slow.commit()
    seal_all(engine)
    assert (verify(engine).sound, verify(engine).rows) == (True, 2)


def test_an_idle_log_gets_no_seal(engine: Engine) -> None:
    assert seal_log(engine, DECEMBER) == 0
    assert verify(engine).seals == 0


def test_two_months_in_one_run_get_a_seal_each(engine: Engine) -> None:
    with engine.begin() as connection:
        write(connection, at=NOVEMBER)
        write(connection, at=DECEMBER)
    seal_all(engine, rows_per_seal=10)
    assert (verify(engine).sound, verify(engine).seals) == (True, 2)


def test_one_transaction_is_never_cut(engine: Engine) -> None:
    with engine.begin() as connection:
        write(connection, [person(n) for n in range(7)])
    seal_all(engine, rows_per_seal=2)
    assert verify(engine).seals == 1


def test_while_another_process_seals_nothing_is_done(engine: Engine) -> None:
    looked_up(engine)
    with engine.begin() as connection:
        assert lock_chain(connection)
        assert seal_log(engine, DECEMBER) == 0


def test_a_restore_that_set_the_numbers_back_is_noticed(engine: Engine) -> None:
    looked_up(engine)
    seal_all(engine)
    meddle(engine, "update audit_seal set to_transaction = 9000000000000")
    with pytest.raises(CataloguedError) as refused:
        seal_log(engine, DECEMBER)
    assert refused.value.entry is audit.NUMBERS_WENT_BACK
