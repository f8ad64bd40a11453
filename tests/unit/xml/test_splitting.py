"""A file becomes parts: every record once, in order, and always the same bytes."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.parts import PartSize, Split
from adapters.xml.names import RECORDS
from adapters.xml.reader import read_records
from adapters.xml.splitting import detect_kind, first_insurer, split_records
from care_platform.intake.opening import content_digest
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, Entry, intake
from tests.builders.records import certification_row, copay_row
from tests.builders.transfers import xml_of

COPAY = RECORD_KINDS["copay_certificate"]
PEOPLE = [copay_row(f"{number:010}") for number in range(1, 8)]


def split(folder: Path, document: bytes, rows: int = 3) -> Split:
    folder.mkdir(exist_ok=True)
    return split_records([document], COPAY, folder, PartSize(rows=rows))


def people_in(path: Path) -> Iterator[str]:
    for row in read_records([gzip.decompress(path.read_bytes())], COPAY):
        assert not row.problems
        yield row.values["insured_number"]


def refusal(document: bytes, folder: Path) -> Entry:
    with pytest.raises(CataloguedError) as caught:
        split(folder, document)
    return caught.value.entry


def test_every_record_is_in_one_part_in_its_order(tmp_path: Path) -> None:
    parts = split(tmp_path, xml_of(COPAY.name, PEOPLE)).parts
    assert [part.rows for part in parts] == [3, 3, 1]
    assert [part.number for part in parts] == [1, 2, 3]
    assert [number for part in parts for number in people_in(part.path)] == [
        row["insured_number"] for row in PEOPLE
    ]


def test_values_arrive_exactly_as_written(tmp_path: Path) -> None:
    name = "\u845b\U000e0100城　\u3000&<花>\U00020bb7子"
    whole = split(tmp_path, xml_of(COPAY.name, [copay_row(name=name)]))
    (row,) = read_records([gzip.decompress(whole.parts[0].path.read_bytes())], COPAY)
    assert row.values["name"] == name


def test_a_part_is_known_by_the_digest_of_what_travels(tmp_path: Path) -> None:
    whole = split(tmp_path, xml_of(COPAY.name, PEOPLE))
    for part in whole.parts:
        content = part.path.read_bytes()
        assert (part.sha256, part.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert whole.content_digest == content_digest(part.sha256 for part in whole.parts)


def test_the_same_file_gives_the_same_bytes_at_any_time_and_place(tmp_path: Path) -> None:
    document = xml_of(COPAY.name, PEOPLE)
    first, second = split(tmp_path / "a", document), split(tmp_path / "b", document)
    assert first.content_digest == second.content_digest
    in_pieces = (document[at : at + 7] for at in range(0, len(document), 7))
    (tmp_path / "c").mkdir()
    assert (
        split_records(in_pieces, COPAY, tmp_path / "c", PartSize(rows=3)).content_digest
        == first.content_digest
    )


def test_a_row_is_found_in_the_file_again(tmp_path: Path) -> None:
    whole = split(tmp_path, xml_of(COPAY.name, PEOPLE))
    assert [whole.row_in_file(1, 1), whole.row_in_file(2, 1), whole.row_in_file(3, 1)] == [1, 4, 7]
    assert whole.row_count == 7


def test_a_bad_record_goes_along_for_the_platform_to_judge(tmp_path: Path) -> None:
    whole = split(tmp_path, xml_of(COPAY.name, [copay_row(sex="9")]))
    (row,) = read_records([gzip.decompress(whole.parts[0].path.read_bytes())], COPAY)
    assert [problem.item for problem in row.problems] == ["sex"]


def test_a_file_without_records_is_one_empty_part(tmp_path: Path) -> None:
    (part,) = split(tmp_path, xml_of(COPAY.name, [])).parts
    assert part.rows == 0


def test_parts_stay_below_their_size(tmp_path: Path) -> None:
    # Random letters hardly shrink, so the bytes decide and not the number of rows.
    noise = [hashlib.sha512(str(number).encode()).hexdigest() * 2 for number in range(6000)]
    rows = [copay_row(f"{number:010}", address=text[:250]) for number, text in enumerate(noise, 1)]
    limit = 1_400_000
    whole = split_records([xml_of(COPAY.name, rows)], COPAY, tmp_path, PartSize(rows=100_000, size=limit))
    assert len(whole.parts) > 1
    assert all(part.size <= limit for part in whole.parts)
    assert whole.row_count == 6000


@pytest.mark.parametrize(
    ("document", "entry"),
    [
        (xml_of(COPAY.name, PEOPLE)[:-20], intake.ILL_FORMED),
        (xml_of("certification", [certification_row()]), intake.WRONG_SCHEMA),
        (b'<!DOCTYPE records [<!ENTITY a "b">]>' + xml_of(COPAY.name, PEOPLE)[38:], intake.DOCTYPE_REFUSED),
        (xml_of(COPAY.name, PEOPLE).decode().encode("cp932"), intake.WRONG_ENCODING),
    ],
)
def test_a_document_the_platform_would_refuse_is_refused_before_it_is_sent(
    tmp_path: Path, document: bytes, entry: Entry
) -> None:
    assert refusal(document, tmp_path) is entry


def test_the_file_tells_its_kind_and_loses_nothing_by_it() -> None:
    document = xml_of("certification", [certification_row()])
    kind, pieces = detect_kind(iter([document[:30], document[30:200], document[200:]]))
    assert kind.name == "certification"
    assert b"".join(pieces) == document


@pytest.mark.parametrize(
    "document", [b"", b"<letter/>", f'<records xmlns="{RECORDS}"/>'.encode(), b"<copay_certificate/>", b"<<<"]
)
def test_a_file_that_does_not_tell_its_kind(document: bytes) -> None:
    with pytest.raises(CataloguedError) as caught:
        detect_kind([document])
    assert caught.value.entry is intake.RECORD_KIND_UNKNOWN


def test_the_insurer_is_read_even_from_a_bad_record() -> None:
    assert first_insurer([xml_of(COPAY.name, [copay_row(sex="9")])], COPAY) == "272104"
    assert first_insurer([xml_of(COPAY.name, [copay_row(insurer_number="X")])], COPAY) is None
