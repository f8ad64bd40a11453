"""The names of record files: `{record_kind}_{insurer}_{base_date}_{transfer_kind}_{serial}_{part}.csv`.

The platform's own convention: the official one is part of an interface specification that is not public.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from care_platform.reference.catalogue import CataloguedError, files
from care_platform.reference.numbers import INSURER_NUMBER_PATTERN

TransferKindName = Literal["initial", "differential"]
_FORM = "{record_kind}_{insurer}_{YYYYMMDD}_{initial|differential}_{000001}_{001}.csv"
_NAME = re.compile(
    rf"(?P<kind>[a-z][a-z0-9_]{{0,59}})_(?P<insurer>{INSURER_NUMBER_PATTERN})_(?P<day>[0-9]{{8}})"
    r"_(?P<transfer>initial|differential)_(?P<serial>[0-9]{6})_(?P<part>[0-9]{3,5})\.csv"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFileName:
    """What a record file's name says. `serial` counts an insurer's transfers, `part` from 1 within one."""

    record_kind: str
    insurer_number: str
    base_date: date
    transfer_kind: TransferKindName
    serial: int
    part: int

    def __str__(self) -> str:
        return (
            f"{self.record_kind}_{self.insurer_number}_{self.base_date:%Y%m%d}_{self.transfer_kind}"
            f"_{self.serial:06}_{self.part:03}.csv"
        )


def parse_record_file_name(name: str) -> RecordFileName:
    """Reads a file name without folders; raises `file.name_invalid` for any other form or impossible day."""
    match = _NAME.fullmatch(name)
    try:
        if match is None:
            raise ValueError(name)
        day = datetime.strptime(match["day"], "%Y%m%d").date()  # noqa: DTZ007 - a day, no instant
    except ValueError:
        raise CataloguedError(files.NAME_INVALID, {"expected": _FORM}) from None
    return RecordFileName(
        record_kind=match["kind"],
        insurer_number=match["insurer"],
        base_date=day,
        transfer_kind="initial" if match["transfer"] == "initial" else "differential",
        serial=int(match["serial"]),
        part=int(match["part"]),
    )
