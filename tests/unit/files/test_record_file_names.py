"""The platform's own convention for the names of record files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.files.records_csv.naming import RecordFileName, parse_record_file_name
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, files

HIRAKATA = "copay_certificate_272104_20260801_initial_000001_001.csv"


def test_a_name_says_kind_insurer_day_and_part() -> None:
    assert parse_record_file_name(HIRAKATA) == RecordFileName(
        record_kind="copay_certificate",
        insurer_number="272104",
        base_date=date(2026, 8, 1),
        transfer_kind="initial",
        serial=1,
        part=1,
    )


@given(
    kind=st.sampled_from(list(RECORD_KINDS)),
    insurer=st.from_regex("[0-9]{6}", fullmatch=True, alphabet="0123456789"),
    day=st.dates(date(2000, 1, 1), date(2999, 12, 31)),
    transfer=st.sampled_from(["initial", "differential"]),
    serial=st.integers(1, 999_999),
    part=st.integers(1, 99_999),
)
def test_every_name_written_is_read_back(
    kind: str, insurer: str, day: date, transfer: str, serial: int, part: int
) -> None:
    name = RecordFileName(
        record_kind=kind, insurer_number=insurer, base_date=day,
        transfer_kind="initial" if transfer == "initial" else "differential", serial=serial, part=part,
    )  # fmt: skip

    assert parse_record_file_name(str(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "copay.csv",
        HIRAKATA.upper(),
        HIRAKATA.replace("20260801", "20260231"),
        HIRAKATA.replace("initial", "full"),
        HIRAKATA.replace("272104", "２７２１０４"),
        f"../{HIRAKATA}",
        f"{HIRAKATA}\n",
    ],
)
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(CataloguedError) as caught:
        parse_record_file_name(name)

    assert caught.value.entry is files.NAME_INVALID
    assert name not in repr(caught.value.details)
