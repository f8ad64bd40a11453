"""The characters of an applied transfer that a repertoire does not hold, found anew whenever they are asked for.

Nothing of it is kept: a character of a name is personal, and only the records' own tables are under row policies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.intake.outside_characters import CharacterCheck, OutsideCharacter
from care_platform.intake.transfers import find_transfer
from care_platform.records.description import RecordKind, Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.transfer import NOT_APPLIED
from care_platform.store.tables import Transfer, TransferState

Place = tuple[int, int]
"""Number of a part and of a row in it."""
START: Place = (0, 0)
MOST_ROWS = 100_000
"""Rows looked through for one page, so that no request takes long however seldom such characters are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCharacter:
    """One character and the row it stands in."""

    part_number: int
    row_number: int
    found: OutsideCharacter


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferCharacters:
    """A page of them, whole rows only; `after` is where the next page goes on, None at the end."""

    transfer: Transfer
    characters: list[RowCharacter]
    after: Place | None


def transfer_characters(
    connection: Connection, insurer_number: str, public_id: UUID, check: CharacterCheck,
    *, after: Place = START, at_least: int = 200, most_rows: int = MOST_ROWS,
) -> TransferCharacters:  # fmt: skip
    """What the transfer's rows hold outside the repertoire, in the order of parts and rows.

    Rows that brought a version count: one that was unchanged is listed with the transfer that brought it, and a
    rejected one was not stored. A page ends with the row that fills it, or after `most_rows`.
    Raises `intake.transfer_unknown`, and `transfer.not_applied` before the rows are stored.
    """
    transfer = find_transfer(connection, insurer_number, public_id)
    if transfer.state != TransferState.APPLIED:
        raise CataloguedError(NOT_APPLIED)
    asked = {
        "insurer": insurer_number, "transfer": transfer.id, "part": after[0], "row": after[1], "most": most_rows,
    }  # fmt: skip
    found: list[RowCharacter] = []
    read, last = 0, after
    for place, characters in _rows(connection, RECORD_KINDS[transfer.record_kind], check, asked):
        read, last = read + 1, place
        found += characters
        if len(found) >= at_least:
            break
    full = len(found) >= at_least or read == most_rows
    return TransferCharacters(transfer=transfer, characters=found, after=last if full else None)


def _rows(
    connection: Connection, kind: RecordKind, check: CharacterCheck, asked: Mapping[str, Any]
) -> Iterator[tuple[Place, list[RowCharacter]]]:
    """Each row's place and its characters; most rows have none."""
    groups = (group for group, _ in kind.group_texts)
    # Names of the description, never a caller's.
    columns = ", ".join(["part_number", "row_number", *kind.free_texts, *groups])
    query = (
        f"select {columns} from {kind.name} where insurer_number = :insurer and transfer_id = :transfer "
        "and (part_number, row_number) > (:part, :row) order by part_number, row_number limit :most"
    )
    with connection.execute(text(query), asked, execution_options={"yield_per": 1_000}) as rows:
        for row in rows.mappings():
            part, number = row["part_number"], row["row_number"]
            outside = check.of_row(cast("Values", row), kind)
            yield (
                (part, number),
                [RowCharacter(part_number=part, row_number=number, found=each) for each in outside],
            )
