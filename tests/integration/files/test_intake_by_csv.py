"""A transfer by CSV from its opening to its counts, in the real database."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from adapters.files.records_csv.reader import read_records_csv, read_records_csv_ms932
from adapters.files.records_csv.writer import write_records_csv
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.store.tables import Transfer
from tests.builders.records import copay_row
from tests.builders.transfers import now, part_of, sealed, sent

COPAY = RECORD_KINDS["copay_certificate"]


@pytest.fixture
def by_csv(platform: Platform) -> Platform:
    readers = {**platform.readers, "csv": read_records_csv, "csv_ms932": read_records_csv_ms932}
    return replace(platform, readers=readers)


def uploaded(platform: Platform, content: bytes, carrier: str) -> Transfer:
    transfer = sealed(platform, COPAY.name, [part_of(1, content)], carrier=carrier)
    assert transfer.id is not None
    platform.processor().process(transfer.id)
    return now(platform, transfer)


def counts(transfer: Transfer) -> tuple[int | None, int | None, int | None, int | None]:
    return transfer.received, transfer.inserted, transfer.unchanged, transfer.rejected


def stored_names(platform: Platform) -> list[str]:
    with platform.engine.connect() as connection:
        return list(
            connection.execute(text("select name from copay_certificate order by insured_number")).scalars()
        )


@pytest.mark.parametrize(("carrier", "encoding"), [("csv", "utf-8"), ("csv_ms932", "cp932")])
def test_sound_rows_are_stored_and_one_bad_row_is_rejected_alone(
    by_csv: Platform, carrier: str, encoding: str
) -> None:
    rows = [copay_row(), copay_row("0000000002", sex="3"), copay_row("0000000003", name="見本　太郎")]
    content = "".join(write_records_csv(rows, COPAY)).encode(encoding)

    assert counts(uploaded(by_csv, content, carrier)) == (3, 2, 0, 1)
    assert stored_names(by_csv) == ["見本　花子", "見本　太郎"]


def test_rows_sent_by_xml_and_again_by_csv_are_unchanged(by_csv: Platform) -> None:
    rows = [copay_row(), copay_row("0000000002")]
    sent(by_csv, COPAY.name, rows)

    assert counts(uploaded(by_csv, "".join(write_records_csv(rows, COPAY)).encode(), "csv")) == (2, 0, 2, 0)


def test_a_file_of_another_kind_changes_nothing(by_csv: Platform) -> None:
    other = "".join(write_records_csv([], RECORD_KINDS["certification"])).encode()

    transfer = uploaded(by_csv, other, "csv")

    assert (transfer.state, transfer.failure_code) == ("rejected", "file.wrong_header")
    assert stored_names(by_csv) == []
