"""The published schema of the records is the one the platform validates with."""

from lxml import etree

from adapters.soap.wsdl import xsd_document
from adapters.xml.schema import compiled, records_xsd
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import certification_row, copay_row, insured_row
from tests.builders.transfers import xml_of
from tests.unit.records.builders import example_row

ROWS = {name: example_row(kind) for name, kind in RECORD_KINDS.items()} | {
    "copay_certificate": copay_row(), "insured_certificate": insured_row(), "certification": certification_row(),
}  # fmt: skip


def test_a_plausible_record_of_every_kind_fits_it() -> None:
    for kind, row in ROWS.items():
        compiled().assertValid(etree.fromstring(xml_of(kind, [row])))


def test_the_published_file_is_current() -> None:
    published = etree.tostring(etree.fromstring(xsd_document("records_v1.xsd")), method="c14n")
    assert published == etree.tostring(etree.fromstring(records_xsd()), method="c14n")


def test_every_item_says_what_it_is_in_both_languages() -> None:
    text = records_xsd().decode()
    for kind in RECORD_KINDS.values():
        for part in kind.parts:
            assert part.official_name in text
            assert part.label_en in text
