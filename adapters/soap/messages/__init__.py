"""The messages of the municipal upload: one frozen dataclass per request and response."""

from lxml import etree

from adapters.soap.messages.codec import Message
from adapters.soap.messages.operations import OPERATIONS, Operation
from adapters.soap.messages.schema import validate
from adapters.soap.namespaces import MUNICIPAL
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap import UNKNOWN_OPERATION

__all__ = ["OPERATIONS", "Message", "Operation", "read_message", "validate", "write_message"]


def read_message(payload: etree._Element) -> Message:
    """Validate a request element and read it as its dataclass.

    Raises `soap.unknown_operation`, `soap.schema_invalid` or `soap.base64_invalid`.
    """
    name = etree.QName(payload)
    operation = OPERATIONS.get(name.localname)
    if operation is None or name.namespace != MUNICIPAL:
        raise CataloguedError(UNKNOWN_OPERATION)
    validate(payload)
    return operation.request.from_element(payload)


def write_message(message: Message) -> etree._Element:
    """Write a response (or, in a client, a request) as its element."""
    return message.to_element()
