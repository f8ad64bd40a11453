"""Parts that arrive whole and turn out to be unusable: the whole transfer is refused, nothing else changes."""

import gzip
import hashlib
from uuid import UUID

import pytest

from adapters.soap.messages.shared import Failure
from adapters.xml.names import RECORDS
from care_platform.intake.parts import Part
from care_platform.platform import Platform
from care_platform.reference.catalogue import Entry, files, intake
from tests.builders.contents import contents
from tests.builders.records import certification_row, copay_row
from tests.builders.transfers import part_of, parts_of, xml_of
from tests.integration.soap.senders import CitySystem, variant

COPAY = "copay_certificate"
SOUND = xml_of(COPAY, [copay_row("0000000001")])
ROOT = f'<records xmlns="{RECORDS}">'.encode()
RECORD_TABLES = ("copay_certificate", "insured_certificate", "certification", "finding")


def as_sent(content: bytes, compression: str = "gzip") -> Part:
    """A part of exactly these bytes."""
    digest = hashlib.sha256(content).hexdigest()
    return Part(1, digest, "gzip" if compression == "gzip" else "none", content)


def records_kept(city: CitySystem) -> dict[str, list[str]]:
    kept = contents(city.platform.engine)
    return {table: kept[table] for table in RECORD_TABLES}


def refused_whole(city: CitySystem, part: Part, **changes: object) -> Failure:
    """Uploads the part behind a sound one; expects that the transfer is refused and no record changed."""
    first = city.uploads(COPAY, parts_of(COPAY, [copay_row("0000000007")]))
    city.works(first)
    before = records_kept(city)
    transfer_id: UUID = city.uploads(COPAY, [part], **changes)
    assert city.works(transfer_id) == "rejected"
    assert records_kept(city) == before
    status = city.status(transfer_id)
    assert status.failure is not None
    assert status.counts is not None
    assert status.counts.received == 0
    assert city.report(transfer_id).findings == ()
    return status.failure


def assert_told(failure: Failure, entry: Entry) -> None:
    """The failure is this entry, told in both voices and languages with nothing left to fill in."""
    assert failure.code == entry.code
    texts = (
        failure.title_ja,
        failure.title_en,
        failure.desk_ja,
        failure.desk_en,
        failure.vendor_ja,
        failure.vendor_en,
    )
    for text in texts:
        assert text
        assert "{" not in text
        assert "–" not in text


@pytest.mark.parametrize(
    ("document", "entry"),
    [
        (SOUND[:-20], intake.ILL_FORMED),
        (SOUND.replace(b"</sex>", b"</six>"), intake.ILL_FORMED),
        (b"", files.WITHOUT_CONTENT),
        (SOUND + b"<more/>", intake.ILL_FORMED),
        (xml_of("certification", [certification_row()]), intake.WRONG_SCHEMA),
        (ROOT + b"<letter/></records>", intake.WRONG_SCHEMA),
        (SOUND.replace(b"</records>", b"<letter/></records>"), intake.WRONG_SCHEMA),
        (SOUND.replace(RECORDS.encode(), b"urn:other"), intake.WRONG_SCHEMA),
        (SOUND.replace(b"records", b"letters"), intake.WRONG_SCHEMA),
        (b'<!DOCTYPE records [<!ENTITY a "b">]>' + SOUND[38:], intake.DOCTYPE_REFUSED),
        (b'<!DOCTYPE records SYSTEM "file:///etc/hostname">' + SOUND[38:], intake.DOCTYPE_REFUSED),
        (SOUND.decode().encode("cp932"), intake.WRONG_ENCODING),
        (SOUND.decode().replace("UTF-8", "Shift_JIS").encode("cp932"), intake.WRONG_ENCODING),
        (ROOT + b"<copay_certificate><name>" + b"x" * (2 << 20) + b"</name></copay_certificate></records>",
         intake.ROW_TOO_LARGE),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read(city: CitySystem, document: bytes, entry: Entry) -> None:
    assert_told(refused_whole(city, part_of(1, document)), entry)


def test_entities_that_grow_without_end(city: CitySystem) -> None:
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    bomb = f'<!DOCTYPE records [<!ENTITY a0 "0123456789">{"".join(lines)}]>'.encode()
    document = bomb + SOUND[38:].replace("見本　花子".encode(), b"&a9;")
    failure = refused_whole(city, part_of(1, document))
    assert failure.code in {intake.DOCTYPE_REFUSED.code, intake.ILL_FORMED.code}


@pytest.mark.parametrize(
    "content",
    [
        SOUND,
        gzip.compress(SOUND)[:-9],
        gzip.compress(SOUND) + b"more",
        gzip.compress(SOUND) + gzip.compress(SOUND),
        gzip.compress(SOUND)[:-8] + bytes(8),
    ],
    ids=["not gzip", "cut off", "with something after it", "two members", "wrong checksum inside"],
)
def test_a_part_that_is_not_one_sound_gzip(city: CitySystem, content: bytes) -> None:
    assert_told(refused_whole(city, as_sent(content)), intake.NOT_GZIP)


def test_a_part_that_expands_without_end(platform: Platform, city: CitySystem) -> None:
    small = variant(platform, max_part_expanded_bytes=1 << 20)
    bomb = as_sent(gzip.compress(SOUND[:60] + b" " * (64 << 20)))
    assert len(bomb.content) < 1 << 17
    assert_told(refused_whole(small, bomb), intake.EXPANDED_TOO_LARGE)


def test_a_part_without_compression_is_taken_too(city: CitySystem) -> None:
    transfer_id = city.uploads(COPAY, [as_sent(SOUND, "none")])
    assert city.works(transfer_id) == "applied"


def test_fewer_records_than_announced(city: CitySystem) -> None:
    assert_told(refused_whole(city, part_of(1, SOUND), record_count=2), intake.RECORD_COUNT_DIFFERS)


def test_a_refused_transfer_may_be_sent_again_and_is_judged_anew(city: CitySystem) -> None:
    part = part_of(1, SOUND[:-20])
    first = city.uploads(COPAY, [part])
    city.works(first)
    again = city.opens(COPAY, [part])
    assert again.transfer_id != first
    assert (again.state, again.repeated) == ("open", False)


def test_a_row_of_another_insurer_is_rejected_alone(city: CitySystem) -> None:
    rows = [copay_row("0000000001"), copay_row("0000000002", insurer_number="131011")]
    transfer_id = city.uploads(COPAY, parts_of(COPAY, rows))
    assert city.works(transfer_id) == "applied"
    report = city.report(transfer_id)
    assert (report.counts.inserted, report.counts.rejected) == (1, 1)
    assert [finding.code for finding in report.findings] == ["row.other_insurer"]
