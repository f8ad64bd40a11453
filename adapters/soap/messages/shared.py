"""What several messages have in common."""

from dataclasses import dataclass
from typing import Literal

from adapters.soap.messages.codec import Message

TransferKind = Literal["initial", "differential"]
Carrier = Literal["xml", "csv", "csv_ms932"]
Compression = Literal["none", "gzip"]
Severity = Literal["rejection", "warning"]
Unit = Literal["percent", "rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts(Message):
    """How many records met which fate; received = inserted + superseding + unchanged + rejected."""

    received: int
    inserted: int
    superseding: int
    unchanged: int
    rejected: int
    warnings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Message):
    """What is wrong with one row. `found` is left out where it could name a person."""

    part_number: int
    row_number: int
    item: str | None = None
    severity: Severity
    code: str
    found: str | None = None
    title_ja: str
    title_en: str
    remedy_ja: str
    remedy_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure(Message):
    """Why a whole transfer was refused, in the catalogue's words."""

    code: str
    title_ja: str
    title_en: str
    desk_ja: str
    desk_en: str
    vendor_ja: str
    vendor_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFigure(Message):
    """One figure that caused a hold; `expected`, `found` and `bound` are decimals in `unit`."""

    code: str
    item: str | None = None
    value: str | None = None
    unit: Unit
    expected: str
    found: str
    bound: str
    title_ja: str
    title_en: str
    desk_ja: str
    desk_en: str
    vendor_ja: str
    vendor_en: str
