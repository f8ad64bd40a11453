"""Rows into a temporary table by COPY, findings into theirs; no object per row, memory flat."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson
import psycopg
from psycopg import sql

from care_platform.intake.copy_text import CopyText
from care_platform.intake.judging import problems_of, rejects
from care_platform.intake.rows import ReadRow
from care_platform.records.description import Problem, RecordKind

BATCH_ROWS = 500
"""Rows whose lines are held at once: a part cannot be read while COPY is under way on the same connection."""


@dataclass(slots=True)
class Tally:
    """What the rows came to so far."""

    received: int = 0
    rejected: int = 0
    warnings: int = 0


def create_staging(connection: "psycopg.Connection[Any]", kind: RecordKind, transfer_id: int) -> None:
    """A temporary table like the kind's own, gone at commit; its rows belong to this transfer."""
    table = sql.Identifier(kind.name)
    connection.execute(sql.SQL("create temp table staged (like {}) on commit drop").format(table))
    connection.execute(
        sql.SQL("alter table staged alter transfer_id set default {}").format(sql.Literal(transfer_id))
    )


class Stager:
    """Stages the rows of a transfer's parts, batch by batch."""

    def __init__(
        self, connection: "psycopg.Connection[Any]", kind: RecordKind, insurer_number: str, transfer_id: int
    ) -> None:
        self._connection = connection
        self._kind = kind
        self._insurer_number = insurer_number
        self._transfer_id = transfer_id
        self._text = CopyText(kind)

    def stage(self, rows: Iterable[ReadRow], part_number: int, tally: Tally) -> Iterator[int]:
        """Judges and stages the rows; yields the number received after each batch."""
        stream = iter(rows)
        while self._batch(islice(stream, BATCH_ROWS), part_number, tally):
            yield tally.received

    def _batch(self, rows: Iterator[ReadRow], part_number: int, tally: Tally) -> bool:
        """Stages a batch; False when there was none. Of a row that was judged only its line is kept."""
        lines: list[str] = []
        findings: list[tuple[int, int, Problem]] = []
        received = tally.received
        for row in rows:
            tally.received += 1
            problems = problems_of(row, self._kind, self._insurer_number)
            if problems:
                findings.extend((part_number, row.row_number, problem) for problem in problems)
                if rejects(problems):
                    tally.rejected += 1
                    continue
            lines.append(self._text.line(row.values, part_number, row.row_number))
        if lines:
            with self._connection.cursor().copy(self._text.statement) as copy:
                copy.write("".join(lines))
        tally.warnings += self._store(findings)
        return tally.received > received

    def _store(self, findings: list[tuple[int, int, Problem]]) -> int:
        """Stores findings; gives how many of them are warnings."""
        if findings:
            copy_findings(self._connection, self._transfer_id, findings)
        return sum(not problem.rejects for _, _, problem in findings)


def copy_findings(
    connection: "psycopg.Connection[Any]", transfer_id: int, findings: Iterable[tuple[int, int, Problem]]
) -> None:
    """Findings as (part, row, problem) into their table; `found` is kept only where the check gave it."""
    statement = (
        "copy finding (transfer_id, part_number, row_number, item, code, rejects, found, details) from stdin"
    )
    with connection.cursor().copy(statement) as copy:
        for part, row, p in findings:
            details = orjson.dumps(dict(p.details)).decode()
            copy.write_row((transfer_id, part, row, p.item, p.entry.code, p.rejects, p.found, details))
