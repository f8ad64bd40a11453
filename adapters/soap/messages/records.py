"""A small number of records, sent and answered in one exchange."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from lxml import etree

from adapters.soap.messages.codec import Message, many
from adapters.soap.messages.shared import Counts, Finding
from adapters.soap.namespaces import MUNICIPAL, UNPREFIXED, qualified
from care_platform.reference.numbers import InsurerNumber


@dataclass(frozen=True, slots=True)
class Records(Message):
    """Record elements as they came, each still to be checked against its own schema.

    They are elements and not values, because one faulty record must not spoil the request.
    """

    elements: tuple[etree._Element, ...]

    @classmethod
    def from_element(cls, element: etree._Element) -> Self:
        """Take the children as they are."""
        return cls(tuple(element.iterchildren("*")))

    def to_element(self, name: str | None = None) -> etree._Element:
        """Move the record elements into a new parent."""
        parent = etree.Element(qualified(MUNICIPAL, name or "records"), nsmap=UNPREFIXED)
        parent.extend(self.elements)
        return parent


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitRecords(Message):
    """Up to 1,000 records of one kind."""

    request_id: UUID
    insurer_number: InsurerNumber
    record_kind: str
    records: Records


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitRecordsResponse(Message):
    """What became of the records; `part_number` of a finding is always 1."""

    transfer_id: UUID
    counts: Counts
    findings: tuple[Finding, ...] = many("finding")
