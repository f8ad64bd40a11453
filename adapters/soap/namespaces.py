"""The namespaces that messages are written in, and the one way to build a qualified name."""

from typing import Final

MUNICIPAL: Final = "urn:care-platform:municipal:v1"
RECORDS: Final = "urn:care-platform:records:v1"

SOAP_11: Final = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12: Final = "http://www.w3.org/2003/05/soap-envelope"

_WSS: Final = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
WSSE: Final = f"{_WSS}wssecurity-secext-1.0.xsd"
WSU: Final = f"{_WSS}wssecurity-utility-1.0.xsd"
X509_V3: Final = f"{_WSS}x509-token-profile-1.0#X509v3"
BASE64_BINARY: Final = f"{_WSS}soap-message-security-1.0#Base64Binary"

DS: Final = "http://www.w3.org/2000/09/xmldsig#"
EXC_C14N: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
XML: Final = "http://www.w3.org/XML/1998/namespace"

# lxml's way to say "this namespace without a prefix", which its type stubs do not know.
UNPREFIXED: Final[dict[str, str]] = {None: MUNICIPAL}  # type: ignore[dict-item]


def qualified(namespace: str, local: str) -> str:
    """The name in lxml's `{namespace}local` form."""
    return f"{{{namespace}}}{local}"
