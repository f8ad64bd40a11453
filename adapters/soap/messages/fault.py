"""The detail of every fault: one entry of the catalogue, written out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from adapters.soap.messages.codec import Message, many
from care_platform.reference.catalogue import CataloguedError

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(Message):
    """A named fact about the refusal; never personal data."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformFault(Message):
    """Why the platform says no; `retry` true means the same message may succeed later."""

    code: str
    retry: bool
    title_ja: str
    title_en: str
    desk_ja: str
    desk_en: str
    vendor_ja: str
    vendor_en: str
    correlation_id: str
    details: tuple[Detail, ...] = many("detail")

    @classmethod
    def of(cls, error: CataloguedError, correlation_id: str) -> Self:
        """Write out a refusal. `correlation_id` is what a caller quotes when asking the platform about it."""
        entry = error.entry
        return cls(
            code=entry.code,
            retry=entry.retry,
            title_ja=entry.title_ja,
            title_en=entry.title_en,
            desk_ja=_filled(entry.desk_ja, error.details),
            desk_en=_filled(entry.desk_en, error.details),
            vendor_ja=_filled(entry.vendor_ja, error.details),
            vendor_en=_filled(entry.vendor_en, error.details),
            correlation_id=correlation_id,
            details=tuple(Detail(name=name, value=str(value)) for name, value in error.details.items()),
        )


def _filled(text: str, details: Mapping[str, str | int]) -> str:
    """Fill the `{name}` places; one that nothing fills stays, which hurts less than no fault at all."""
    return _PLACE.sub(lambda place: str(details.get(place[1], place[0])), text)
