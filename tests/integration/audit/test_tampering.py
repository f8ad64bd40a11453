"""Whatever somebody with every right does to sealed rows, verification says what and where."""

from datetime import date

import pytest
from sqlalchemy import Engine, text

from care_platform.audit.chain import seals
from care_platform.audit.verifying import Difference, verify
from tests.integration.audit.builders import (
    DECEMBER,
    NOVEMBER,
    found,
    ids,
    looked_up,
    meddle,
    seal_all,
    write,
)

COPY_OF_A_ROW = (
    "insert into access_log overriding system value select (r).* from (select jsonb_populate_record(l, :changes) r "
    "from access_log l order by id limit 1) changed"
)


@pytest.fixture
def sealed(engine: Engine) -> Engine:
    """Nine rows in three seals of November, then two in December."""
    looked_up(engine, 9)
    seal_all(engine)
    looked_up(engine, 2, at=DECEMBER)
    seal_all(engine)
    return engine


def heads(engine: Engine) -> dict[int, str]:
    with engine.connect() as connection:
        return {seal.seal_number: seal.chain_digest for seal in seals(connection)}


def copied(engine: Engine, changes: str) -> None:
    """A copy of the oldest row with these members changed, as if it had always been there."""
    statement = COPY_OF_A_ROW.replace(":changes", f"'{changes}'".replace(":", "\\:"))
    meddle(engine, statement)


def test_an_untouched_log_is_sound(sealed: Engine) -> None:
    result = verify(sealed, heads(sealed))
    assert (result.sound, result.rows, result.seals, result.unsealed) == (True, 11, 4, 0)


@pytest.mark.parametrize(
    "change",
    [
        "allowed = not allowed", "staff_id = 'x'", "organisation = '9999999999'", "insured_number = '0000000099'",
        "purpose = 'claim'", "decisions = '{}'", "at = at + interval '1 microsecond'", "emergency = true",
        "correlation_id = 'x'", "client_id = null", "as_of_sequence = 7", "actor_kind = 'insurer'",
        "action = 'list_changes'", "insurer_number = '999999'", "account_id = gen_random_uuid()",
    ],
)  # fmt: skip
def test_a_changed_row_is_found_with_its_ids_and_month(sealed: Engine, change: str) -> None:
    first, *_ = everything = ids(sealed)
    meddle(sealed, f"update access_log set {change} where id = {everything[1]}")

    [deviation] = verify(sealed).deviations

    assert deviation.what is Difference.ROWS_CHANGED
    assert (deviation.from_id, deviation.to_id, deviation.month) == (first, everything[2], date(2026, 11, 1))


def test_a_removed_row_is_found(sealed: Engine) -> None:
    meddle(sealed, f"delete from access_log where id = {ids(sealed)[4]}")
    [deviation] = verify(sealed).deviations
    assert (deviation.what, deviation.seal_number) == (Difference.ROWS_REMOVED, 2)
    assert (deviation.sealed_rows, deviation.found_rows) == (3, 2)


def test_a_row_slipped_into_a_sealed_batch_is_found(sealed: Engine) -> None:
    copied(sealed, '{"id": 5000}')
    [deviation] = verify(sealed).deviations
    assert (deviation.what, deviation.seal_number, deviation.found_rows) == (Difference.ROWS_INSERTED, 1, 4)


def test_a_row_slipped_in_before_everything_is_found(sealed: Engine) -> None:
    copied(sealed, '{"id": 5000, "transaction_number": 1}')
    assert found(sealed) == [Difference.ROWS_INSERTED]


def test_a_row_slipped_into_a_month_without_a_seal_is_found(sealed: Engine) -> None:
    copied(sealed, '{"id": 5000, "at": "2026-06-01T00:00:00+09:00"}')
    [deviation] = verify(sealed).deviations
    assert (deviation.what, deviation.month, deviation.from_id) == (
        Difference.ROWS_INSERTED, date(2026, 6, 1), 5000,
    )  # fmt: skip


def test_a_row_moved_to_another_month_is_missed_there_and_found_here(sealed: Engine) -> None:
    meddle(sealed, f"update access_log set at = '2026-10-05T00:00:00+09:00' where id = {ids(sealed)[0]}")
    assert sorted(found(sealed)) == [Difference.ROWS_INSERTED, Difference.ROWS_REMOVED]


@pytest.mark.parametrize("change", ["row_count = row_count + 1", "sealed_at = now()", "content_digest = 'x'"])
def test_an_altered_seal_is_found(sealed: Engine, change: str) -> None:
    meddle(sealed, f"update audit_seal set {change} where seal_number = 2")
    assert Difference.SEAL_ALTERED in found(sealed)


def test_two_seals_swapped_are_found(sealed: Engine) -> None:
    meddle(
        sealed,
        "update audit_seal set seal_number = -1 where seal_number = 1",
        "update audit_seal set seal_number = 1 where seal_number = 2",
        "update audit_seal set seal_number = 2 where seal_number = -1",
    )
    assert Difference.SEAL_ALTERED in found(sealed)


def test_a_seal_taken_out_of_the_middle_is_found_and_its_rows_too(sealed: Engine) -> None:
    meddle(sealed, "delete from audit_seal where seal_number = 2")
    assert found(sealed) == [Difference.SEALS_MISSING, Difference.ROWS_INSERTED]


def test_a_lost_tail_is_found_by_an_exported_head_only(sealed: Engine) -> None:
    kept = heads(sealed)
    meddle(
        sealed,
        "delete from access_log where at >= '2026-12-01T00:00:00+09:00'",
        "delete from audit_seal where seal_number = 4",
    )
    assert found(sealed) == []
    assert found(sealed, kept) == [Difference.SEALS_MISSING]


def test_a_chain_made_anew_is_found_by_an_exported_head(sealed: Engine) -> None:
    kept = heads(sealed)
    meddle(
        sealed,
        f"update access_log set purpose = 'claim' where id = {ids(sealed)[0]}",
        "delete from audit_seal",
    )
    seal_all(sealed, NOVEMBER, rows_per_seal=4)
    assert found(sealed) == []
    assert set(found(sealed, kept)) == {Difference.HEAD_DIFFERS}


def test_one_month_can_be_verified_alone(sealed: Engine) -> None:
    meddle(sealed, f"delete from access_log where id = {ids(sealed)[0]}")
    assert verify(sealed, month=date(2026, 12, 1)).sound
    assert not verify(sealed, month=date(2026, 11, 1)).sound


def test_texts_with_tabs_and_line_ends_cannot_pass_for_other_texts(engine: Engine) -> None:
    with engine.begin() as connection:
        write(connection, staff_id="a\tb\n\\N")
    seal_all(engine)
    assert found(engine) == []
    meddle(engine, "update access_log set staff_id = null")
    assert found(engine) == [Difference.ROWS_CHANGED]


def test_progress_ends_at_the_number_of_rows(sealed: Engine) -> None:
    heard: list[int] = []
    verify(sealed, progress=heard.append)
    assert heard[-1] == 11


def test_a_digest_is_what_the_documentation_says(engine: Engine) -> None:
    """Computed a second time from docs/audit.md alone."""
    import hashlib  # noqa: PLC0415

    with engine.begin() as connection:
        write(connection, staff_id="s-1")
    seal_all(engine)
    with engine.connect() as connection:
        number, row_id = connection.execute(text("select transaction_number, id from access_log")).one()
        [seal] = seals(connection)
    fields = [
        "2026-11-24T10:00:00.000000", str(number), str(row_id), "test-request-1", "look_up", "office",
        "2775000001", "care-software-1", "\\N", "s-1", "care_provision", "272104", "0000000001", "t", "f",
        '{"certification": "access.allowed"}', "\\N",
    ]  # fmt: skip
    assert seal.content_digest == hashlib.sha256(("\t".join(fields) + "\n").encode()).hexdigest()
