"""A synthetic city by CSV: the same rows, and the same judgement of the same mistakes, as by XML."""

from datetime import date

import pytest

from adapters.files.records_csv.reader import read_records_csv
from adapters.files.records_csv.writer import write_records_csv
from adapters.xml.reader import read_records
from adapters.xml.writer import write_records
from care_platform.intake.judging import problems_of, rejects
from care_platform.intake.rows import ReadRow
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.synthesis.city import City
from care_platform.synthesis.mistakes import with_mistakes
from care_platform.synthesis.rows import SYNTHETIC_KINDS, rows

CITY = City(insurer_number="272104", insurer_name="枚方市", size=400, seed=7, base_date=date(2026, 8, 1))


def verdict(row: ReadRow, kind: RecordKind) -> tuple[int, bool]:
    return row.row_number, rejects(problems_of(row, kind, CITY.insurer_number))


@pytest.mark.parametrize("name", SYNTHETIC_KINDS)
def test_every_row_is_judged_alike_by_both_carriers(name: str) -> None:
    kind = RECORD_KINDS[name]
    sent = list(with_mistakes(rows(CITY, name), kind, 300, CITY.seed))

    by_csv = list(read_records_csv(("".join(write_records_csv(sent, kind)).encode(),), kind))
    by_xml = list(read_records(("".join(write_records(sent, kind)).encode(),), kind))

    assert [verdict(row, kind) for row in by_csv] == [verdict(row, kind) for row in by_xml]
    assert [row.values for row in by_csv if row.values] == [
        row.values for row in by_xml if row.row_number in {each.row_number for each in by_csv if each.values}
    ]
