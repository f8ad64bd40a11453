"""When an upload sent again is the same upload, and a part sent again the same part."""

import gzip
import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from adapters.xml.reader import read_records
from care_platform.intake.parts import Part, PartTaken, put_part
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError, intake
from care_platform.store.tables import Transfer
from tests.builders.records import HIRAKATA, copay_row
from tests.builders.transfers import opened, parts_of, sent
from tests.integration.intake.findings import counts

COPAY = "copay_certificate"
PARTS = parts_of(COPAY, [copay_row()])


def puts(platform: Platform, transfer: Transfer, part: Part) -> PartTaken:
    with platform.engine.begin() as connection:
        return put_part(connection, HIRAKATA, transfer.public_id, part, platform.clock(), limit=1 << 24)


def test_the_same_upload_sent_again_gives_its_first_result(platform: Platform) -> None:
    first = sent(platform, COPAY, [copay_row()])

    again = opened(platform, COPAY, PARTS)

    assert (again.transfer.public_id, again.repeated) == (first.public_id, True)


@pytest.mark.parametrize(
    "other", [{"base_date": date(2026, 9, 1)}, {"carrier": "csv"}, {"transfer_kind": "initial"}]
)
def test_the_same_content_stated_otherwise_is_another_transfer(
    platform: Platform, other: dict[str, Any]
) -> None:
    both = replace(platform, readers={"xml": read_records, "csv": read_records})
    first = opened(both, COPAY, PARTS)

    second = opened(both, COPAY, PARTS, **other)

    assert second.transfer.public_id != first.transfer.public_id
    assert not second.repeated


def test_the_same_content_for_another_day_changes_no_record(platform: Platform) -> None:
    sent(platform, COPAY, [copay_row()])

    later = sent(platform, COPAY, [copay_row()], base_date=date(2026, 9, 1))

    assert (later.base_date, counts(later)) == (date(2026, 9, 1), (1, 0, 0, 1, 0))


def test_the_same_part_again_changes_nothing(platform: Platform) -> None:
    transfer = opened(platform, COPAY, PARTS).transfer

    assert [puts(platform, transfer, PARTS[0]) for _ in range(2)] == [PartTaken(1, 0)] * 2


def test_the_same_bytes_to_be_read_otherwise_are_another_part(platform: Platform) -> None:
    content = gzip.compress(b"<records/>", mtime=0)
    digest = hashlib.sha256(content).hexdigest()
    transfer = opened(platform, COPAY, PARTS).transfer
    puts(platform, transfer, Part(1, digest, "gzip", content))

    with pytest.raises(CataloguedError) as caught:
        puts(platform, transfer, Part(1, digest, "none", content))

    assert caught.value.entry is intake.PART_DIFFERS
