"""The XSD of all record kinds, derived from their descriptions."""

from functools import cache

from lxml import etree

from adapters.xml.names import RECORDS
from care_platform.records.description import Form, Item, ItemGroup, RecordKind
from care_platform.records.registry import RECORD_KINDS

_XS = "http://www.w3.org/2001/XMLSchema"
_BASES = {Form.DATE: "xs:date", Form.INTEGER: "xs:int"}
_INTEGER_PATTERN = "0|[1-9][0-9]*"


def records_xsd() -> bytes:
    """The schema document, UTF-8, as published: a root `records` and one element per record kind."""
    schema = etree.Element(
        f"{{{_XS}}}schema",
        {"targetNamespace": RECORDS, "elementFormDefault": "qualified", "version": "1"},
        nsmap={"xs": _XS, None: RECORDS},  # type: ignore[dict-item] # lxml means "no prefix"
    )
    _document(schema, "Records of the care platform, version 1. Generated from the record descriptions.")
    _add_root(schema)
    for kind in RECORD_KINDS.values():
        _add_kind(schema, kind)
    etree.indent(schema)
    return etree.tostring(schema, xml_declaration=True, encoding="UTF-8") + b"\n"


@cache
def compiled() -> etree.XMLSchema:
    """The schema ready for validation; compiled once per process."""
    return etree.XMLSchema(etree.fromstring(records_xsd()))


def _add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_XS}}}{name}", attributes)


def _document(parent: etree._Element, text: str) -> None:
    _add(_add(parent, "annotation"), "documentation").text = text


def _add_root(schema: etree._Element) -> None:
    root = _add(schema, "element", name="records")
    choice = _add(_add(root, "complexType"), "choice")
    for kind in RECORD_KINDS.values():
        _add(choice, "element", ref=kind.name, minOccurs="0", maxOccurs="unbounded")


def _add_kind(schema: etree._Element, kind: RecordKind) -> None:
    element = _add(schema, "element", name=kind.name)
    _document(element, f"{kind.official_name} / {kind.label_en}. {kind.source}")
    sequence = _add(_add(element, "complexType"), "sequence")
    for part in kind.parts:
        if isinstance(part, Item):
            _add_item(sequence, part)
        else:
            _add_group(sequence, part)


def _add_group(sequence: etree._Element, group: ItemGroup) -> None:
    element = _add(
        sequence, "element", name=group.name, minOccurs=str(group.at_least), maxOccurs=str(group.at_most)
    )
    _document(element, _words(group))
    inner = _add(_add(element, "complexType"), "sequence")
    for item in group.items:
        _add_item(inner, item)


def _add_item(sequence: etree._Element, item: Item) -> None:
    element = _add(sequence, "element", name=item.name, **({} if item.required else {"minOccurs": "0"}))
    _document(element, _words(item))
    restriction = _add(_add(element, "simpleType"), "restriction", base=_BASES.get(item.form, "xs:string"))
    for facet, value in _facets(item):
        _add(restriction, facet, value=value)


def _facets(item: Item) -> list[tuple[str, str]]:
    if item.form is Form.TEXT:
        return [("minLength", "1"), ("maxLength", str(item.max_length))]
    if item.form is Form.CODE and item.codes is not None:
        return [("enumeration", code) for code in item.codes.values]
    if item.form is Form.INTEGER:
        bounds = [("minInclusive", str(item.minimum)), ("maxInclusive", str(item.maximum))]
        return [("pattern", _INTEGER_PATTERN), *bounds]
    return [("pattern", str(item.pattern))]


def _words(part: Item | ItemGroup) -> str:
    return " / ".join(filter(None, (part.official_name, part.label_en, part.rule)))
