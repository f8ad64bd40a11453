import re
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from care_platform.printing.certificate import PRINTABLE_KINDS, Circumstances, print_certificate
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError
from tests.unit.printing.conftest import KATSU_OF_ADOBE, KATSU_OF_REGISTERS, small_font

_ABOUT = Circumstances(at=datetime(2026, 8, 3, 1, 30, tzinfo=UTC), source="見本市", last_upload=None)
_MAGNIFIED = {"copay_certificate": (210, 297), "insured_certificate": (297, 210)}


def _values(kind: str, **changes: object) -> dict[str, Any]:
    """The record kind's own examples."""
    found: dict[str, Any] = {"insured_number": "0000012345", "insurer_number": "272104"}
    for part in RECORD_KINDS[kind].parts:
        if hasattr(part, "items"):
            found[part.name] = [{item.name: item.example for item in part.items}]
        else:
            found[part.name] = part.example
    return found | changes


def _print(kind: str, fonts: list[Path], **changes: object) -> bytes:
    return print_certificate(kind, _values(kind, **changes), _ABOUT, fonts)


def _content(pdf: bytes) -> bytes:
    """The packed streams: what is drawn on the pages, and the fonts."""
    starts = [found.end() for found in re.finditer(rb"(?<!end)stream\r?\n", pdf)]
    # A decompressor stops by itself where its stream ends.
    return b"".join(zlib.decompressobj().decompress(pdf[at:]) for at in starts if pdf[at : at + 1] == b"x")


def _fonts(pdf: bytes) -> list[TTFont]:
    """The fonts that lie in it."""
    packed = [found.end() for found in re.finditer(rb"(?<!end)stream\r?\n", pdf)]
    streams = [zlib.decompressobj().decompress(pdf[at:]) for at in packed if pdf[at : at + 1] == b"x"]
    return [TTFont(BytesIO(each)) for each in streams if each.startswith(b"\x00\x01\x00\x00")]


def _letters(pdf: bytes) -> set[str]:
    """What the PDF says its glyphs mean: what a reader can search and copy."""
    named = re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]+)>", pdf)
    return {bytes.fromhex(each.decode()).decode("utf-16-be") for each in named}


@pytest.mark.parametrize("kind", PRINTABLE_KINDS)
def test_every_paper_form_is_one_page_of_the_records_example(kind: str, registers_font: Path) -> None:
    pdf = _print(kind, [registers_font])
    assert pdf.startswith(b"%PDF-1.7")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1


def test_the_form_of_a_name_is_kept_and_can_be_copied(registers_font: Path, adobe_font: Path) -> None:
    pdf = _print(
        "copay_certificate", [registers_font, adobe_font], name=f"葛{KATSU_OF_REGISTERS}花{KATSU_OF_ADOBE}"
    )
    assert {"葛", KATSU_OF_REGISTERS, KATSU_OF_ADOBE, "花"} <= _letters(pdf)


def test_a_form_that_could_not_be_drawn_is_said_at_the_foot(registers_font: Path) -> None:
    plain = _print("copay_certificate", [registers_font], name="葛")
    approximated = _print("copay_certificate", [registers_font], name=KATSU_OF_ADOBE)
    assert len(_content(approximated)) > len(_content(plain))


def test_a_second_document_has_the_same_shapes_as_the_first(registers_font: Path) -> None:
    pdfs = [_print("copay_certificate", [registers_font], name=f"葛{KATSU_OF_REGISTERS}") for _ in "12"]
    [first], [second] = (_fonts(pdf) for pdf in pdfs)
    [katsu] = _fonts(_print("copay_certificate", [registers_font], name="葛"))
    # The register's form has a square of its own size: see the fonts of these tests.
    sizes = [
        {font["glyf"][name].xMax for name in font.getGlyphOrder()[1:]} for font in (first, second, katsu)
    ]
    assert sizes[0] == sizes[1] == sizes[2] | {TTFont(registers_font)["glyf"]["variant"].xMax}
    assert len(sizes[0]) > len(sizes[2])


def test_only_the_used_letters_are_embedded(registers_font: Path) -> None:
    with_flower = _letters(_print("copay_certificate", [registers_font], name="葛花"))
    without = _letters(_print("copay_certificate", [registers_font], name="葛"))
    assert with_flower - without == {"花"}


def test_nothing_personal_is_in_the_files_properties(registers_font: Path) -> None:
    pdf = _print("insured_certificate", [registers_font], name="葛城", insured_number="0000098765")
    assert "葛城".encode("utf-16-be") not in pdf
    assert b"0000098765" not in pdf


def test_a_long_opinion_goes_to_the_annex(registers_font: Path) -> None:
    pdf = _print("insured_certificate", [registers_font], panel_opinion="花" * 1000)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 2


def test_the_fourth_limit_by_service_goes_to_the_annex(registers_font: Path) -> None:
    limits = [{"service_type": "11", "limit_units": 1000 * number} for number in range(1, 5)]
    three = _print("insured_certificate", [registers_font], service_limits=limits[:3])
    four = _print("insured_certificate", [registers_font], service_limits=limits)
    assert [len(re.findall(rb"/Type /Page\b", pdf)) for pdf in (three, four)] == [1, 2]


@pytest.mark.parametrize("missing", ["care_level", "certification_from", "limit_units", "postal_code"])
def test_what_a_certificate_does_not_say_stays_empty(missing: str, registers_font: Path) -> None:
    values = {name: value for name, value in _values("insured_certificate").items() if name != missing}
    assert print_certificate("insured_certificate", values, _ABOUT, [registers_font])


def test_a_kind_without_a_paper_form_is_refused(registers_font: Path) -> None:
    with pytest.raises(CataloguedError) as refused:
        print_certificate("certification", {}, _ABOUT, [registers_font])
    assert refused.value.entry.code == "printing.not_printable"


def test_the_sizes_of_the_pages_are_a4(registers_font: Path) -> None:
    for kind, (width, height) in _MAGNIFIED.items():
        [box] = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", _print(kind, [registers_font]))
        assert [round(float(side) / 72 * 25.4) for side in box] == [width, height]


def test_an_uncertain_birth_date_is_printed_as_it_is_written(tmp_path: Path) -> None:
    font = small_font(tmp_path / "birth.ttf", "昭和13年5月日不詳0", [])
    pdf = _print(
        "copay_certificate", [font], birth_date="1938-05-01", birth_date_uncertain="1",
        birth_date_as_written="1938-05-00",
    )  # fmt: skip
    known = _print(
        "copay_certificate", [font], birth_date="1938-05-01", birth_date_uncertain="0",
        birth_date_as_written=None,
    )  # fmt: skip
    assert {"不", "詳"} <= _letters(pdf)
    assert "詳" not in _letters(known)
