"""What every edge of the platform is given at the start: one object, made in `app.py` or by a test."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Engine

from care_platform.intake.processing import Processor
from care_platform.intake.rows import Readers
from care_platform.reference.calendar import Clock
from care_platform.settings import Settings


class Enqueue(Protocol):
    """Asks for a sealed transfer to be processed; asking twice is the same as once."""

    def __call__(self, transfer_id: int, insurer_number: str, record_kind: str) -> None:
        """Asks; returns at once."""


@dataclass(frozen=True, slots=True)
class Platform:
    """The running platform's parts. Edges get it from `app.extensions["platform"]`."""

    settings: Settings
    engine: Engine
    clock: Clock
    readers: Readers
    enqueue: Enqueue

    def processor(self, engine: Engine | None = None) -> Processor:
        """The processor of sealed transfers; workers give an engine without statement time-out."""
        limit = self.settings.max_part_expanded_bytes
        return Processor(engine or self.engine, self.readers, self.clock, limit)
