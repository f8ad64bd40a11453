"""Write a refusal as a SOAP fault of either version."""

from typing import Final, NamedTuple

from lxml import etree

from adapters.soap.envelope import SoapVersion, wrap, write_envelope
from adapters.soap.messages.fault import PlatformFault
from adapters.soap.namespaces import SOAP_11, SOAP_12, XML, qualified
from care_platform.reference.catalogue import Blame, CataloguedError, Entry
from care_platform.reference.catalogue.soap import MUST_UNDERSTAND, VERSION_MISMATCH

_XML_LANG: Final = qualified(XML, "lang")
# The two fault codes that SOAP itself gives to a refusal, the same in both versions.
_OWN_CODES: Final = {MUST_UNDERSTAND.code: "MustUnderstand", VERSION_MISMATCH.code: "VersionMismatch"}


class Fault(NamedTuple):
    """A fault's envelope and the HTTP status it goes out with."""

    body: bytes
    http_status: int


def fault(version: SoapVersion, error: CataloguedError, correlation_id: str) -> Fault:
    """Write the fault; its detail is one PlatformFault with the catalogue's words.

    The HTTP status is what the SOAP bindings ask for, not the entry's own: always 500 for SOAP 1.1 (WS-I
    Basic Profile 1.1, R1126); for SOAP 1.2 400 where the sender is to blame, else 500 (part 2, table 20).
    """
    detail = PlatformFault.of(error, correlation_id).to_element()
    code = fault_code(version, error.entry)
    if version is SoapVersion.V11:
        return Fault(write_envelope(wrap(version, _fault_11(code, error, detail))), 500)
    envelope = wrap(version, _fault_12(code, error, detail))
    _explain_in_header(envelope, error)
    return Fault(write_envelope(envelope), 400 if code == "Sender" else 500)


def fault_code(version: SoapVersion, entry: Entry) -> str:
    """The local name of the fault's code: who has to act, or what SOAP itself calls the refusal."""
    own = _OWN_CODES.get(entry.code)
    if own:
        return own
    sender, platform = ("Client", "Server") if version is SoapVersion.V11 else ("Sender", "Receiver")
    return sender if entry.blame is Blame.SENDER else platform


def _fault_11(code: str, error: CataloguedError, detail: etree._Element) -> etree._Element:
    root = etree.Element(qualified(SOAP_11, "Fault"), nsmap={"soap": SOAP_11})
    etree.SubElement(root, "faultcode").text = f"soap:{code}"
    reason = etree.SubElement(root, "faultstring")
    reason.set(_XML_LANG, "en")
    reason.text = error.entry.title_en
    etree.SubElement(root, "detail").append(detail)
    return root


def _fault_12(code: str, error: CataloguedError, detail: etree._Element) -> etree._Element:
    root = etree.Element(qualified(SOAP_12, "Fault"), nsmap={"soap": SOAP_12})
    code_element = etree.SubElement(root, qualified(SOAP_12, "Code"))
    etree.SubElement(code_element, qualified(SOAP_12, "Value")).text = f"soap:{code}"
    reason = etree.SubElement(root, qualified(SOAP_12, "Reason"))
    for language, title in (("en", error.entry.title_en), ("ja", error.entry.title_ja)):
        text = etree.SubElement(reason, qualified(SOAP_12, "Text"))
        text.set(_XML_LANG, language)
        text.text = title
    etree.SubElement(root, qualified(SOAP_12, "Detail")).append(detail)
    return root


def _explain_in_header(envelope: etree._Element, error: CataloguedError) -> None:
    """SOAP 1.2 part 1, §5.4.7 and §5.4.8: what would have been understood goes into a header block."""
    if error.entry.code == VERSION_MISMATCH.code:
        upgrade = etree.SubElement(_header(envelope), qualified(SOAP_12, "Upgrade"))
        for namespace in (SOAP_12, SOAP_11):
            _add_named(upgrade, "SupportedEnvelope", namespace, "Envelope")
    elif error.entry.code == MUST_UNDERSTAND.code:
        name = etree.QName(str(error.details["header"]))
        _add_named(_header(envelope), "NotUnderstood", name.namespace or "", name.localname)


def _header(envelope: etree._Element) -> etree._Element:
    header = etree.Element(qualified(SOAP_12, "Header"))
    envelope.insert(0, header)
    return header


def _add_named(parent: etree._Element, local: str, namespace: str, named: str) -> None:
    """Add an element whose `qname` names something by prefix; built in place, so the prefix stays true."""
    nsmap = {"named": namespace} if namespace else None
    element = etree.SubElement(parent, qualified(SOAP_12, local), nsmap=nsmap)
    prefixes = [prefix for prefix, known in element.nsmap.items() if prefix and known == namespace]
    element.set("qname", f"{prefixes[0]}:{named}" if prefixes else named)
