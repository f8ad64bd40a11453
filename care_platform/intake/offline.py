"""Judges a file without the platform: the same checks of each row, and the duplicates within the file.

What needs the stored records (history numbers already used, newer versions) only the platform can tell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from care_platform.intake.judging import problems_of, rejects
from care_platform.intake.rows import ReadRow
from care_platform.records.description import Problem, RecordKind, Values
from care_platform.reference.catalogue import rows

_KEY_BYTES = 16


@dataclass(slots=True)
class OfflineCheck:
    """Checks the rows of one file and counts them; `insurer_number` None takes the first sound row's.

    It remembers 16 bytes per row, about 90 MB for a million rows, to find duplicates as the platform does.
    """

    kind: RecordKind
    insurer_number: str | None = None
    received: int = 0
    rejected: int = 0
    warnings: int = 0
    _seen: set[bytes] = field(default_factory=set)

    def check(self, stream: Iterable[ReadRow]) -> Iterator[tuple[int, list[Problem]]]:
        """Each row's number and problems, [] for a sound row.

        Raises what the reader raises when the file as a whole cannot be read.
        """
        for row in stream:
            found = self._problems(row)
            self.received += 1
            self.rejected += rejects(found)
            self.warnings += sum(not problem.rejects for problem in found)
            yield row.row_number, found

    def _problems(self, row: ReadRow) -> list[Problem]:
        if self.insurer_number is None and not row.problems:
            self.insurer_number = row.values["insurer_number"]
        found = problems_of(row, self.kind, self.insurer_number or "")
        if not rejects(found) and self._is_duplicate(row.values):
            return [*found, Problem(rows.DUPLICATE_IN_TRANSFER, "history_number")]
        return found

    def _is_duplicate(self, values: Values) -> bool:
        said = f"{values['insured_number']}/{values['history_number']}/{self.kind.business_key(values)}"
        key = blake2b(said.encode(), digest_size=_KEY_BYTES).digest()
        if key in self._seen:
            return True
        self._seen.add(key)
        return False
