"""What differs and what is missing names insured people: a municipality reads its own, everybody else a number at most."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from care_platform.accounts import browsers
from care_platform.store.presented import Kind, kept_form
from tests.builders.accounts import clerk, quick_hashes
from tests.integration.defence.conftest import OTHER, Attacked

TABLES = ("reconciliation_difference", "differential_request")
_RUN = (
    "insert into reconciliation (insurer_number, base_date, compared_at, compared_by, as_of_sequence, key_id, "
    "signed_by, file_digest, record_kinds, bucket_bits, state, totals, asked) values (:insurer, '2026-11-20', now(), "
    "'x', 0, 'x', 'x', 'x', '{}', 0, 'different', '{}', '{}') returning id"
)
_DIFFERENCE = (
    "insert into reconciliation_difference (reconciliation_id, record_kind, what, subject, insured_number, accepted_at) "
    "values (:run, 'copay_certificate', 'only_here', '', '0000000001', null), "
    "(:run, 'copay_certificate', 'only_here', '', '0000000002', now())"
)
_REQUEST = (
    "insert into differential_request (insurer_number, record_kind, what, insured_number, asked_at) "
    "values (:insurer, 'copay_certificate', 'history', '0000000001', now())"
)
HIRAKATA = "272104"


@pytest.fixture
def compared(attacked: Attacked) -> dict[str, int]:
    """Both towns were compared and asked again; the number of each one's comparison."""
    with attacked.platform.engine.begin() as connection:
        runs = {
            insurer: connection.execute(text(_RUN), {"insurer": insurer}).scalar_one()
            for insurer in (HIRAKATA, OTHER)
        }
        for insurer, run in runs.items():
            connection.execute(text(_DIFFERENCE), {"run": run})
            connection.execute(text(_REQUEST), {"insurer": insurer})
    return runs


@pytest.fixture
def cookie(attacked: Attacked) -> str:
    """What the browser of 枚方市's clerk presents."""
    with quick_hashes():
        staff = clerk(attacked.platform)
    now = attacked.platform.clock()
    with attacked.platform.engine.begin() as connection:
        browsers.open_session(connection, kept_form("first"), staff.id, "x", None, now)
        browsers.verified_session(
            connection, kept_form("first"), kept_form("clerk"), "x", now, browsers.LONGEST_SESSION
        )
    return "clerk"


def whose(attacked: Attacked, table: str, kind: Kind | None, secret: str | None = None) -> set[str]:
    """The insurers of whose rows something is seen."""
    sources = {
        "reconciliation_difference": "select r.insurer_number from reconciliation_difference d "
        "join reconciliation r on r.id = d.reconciliation_id",
        "differential_request": "select insurer_number from differential_request",
    }
    with attacked.statements(kind=kind, secret=secret) as connection:
        return set(connection.execute(text(sources[table])).scalars())


@pytest.mark.parametrize("table", TABLES)
def test_a_municipality_reads_its_own_and_nobody_elses(
    attacked: Attacked, compared: dict[str, int], cookie: str, table: str
) -> None:
    assert whose(attacked, table, "staff", cookie) == {HIRAKATA}


@pytest.mark.parametrize("table", TABLES)
def test_neither_a_stranger_nor_an_office_reads_any(
    attacked: Attacked, compared: dict[str, int], table: str
) -> None:
    assert whose(attacked, table, None) == set()
    assert whose(attacked, table, "token") == set()


def test_a_municipality_accepts_no_difference_of_another(
    attacked: Attacked, compared: dict[str, int], cookie: str
) -> None:
    accept = text("update reconciliation_difference set accepted_by = 'x', accepted_at = now()")
    with attacked.statements("staff", cookie) as connection:
        assert connection.execute(accept).rowcount == 2
    with attacked.statements(None) as connection:
        assert connection.execute(accept).rowcount == 0


def test_a_municipality_asks_nothing_of_another(
    attacked: Attacked, compared: dict[str, int], cookie: str
) -> None:
    with (
        attacked.statements("staff", cookie) as connection,
        pytest.raises(ProgrammingError, match="row-level security"),
    ):
        connection.execute(text(_REQUEST), {"insurer": OTHER})


def test_whoever_plans_learns_how_many_and_not_whose(attacked: Attacked, compared: dict[str, int]) -> None:
    with attacked.statements(None) as connection:
        counted = connection.execute(
            text("select accepted, open from care.compared(:run)"), {"run": compared[OTHER]}
        )
        assert tuple(counted.one()) == (1, 1)
