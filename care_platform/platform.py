"""What every edge of the platform is given at the start: one object, made in `app.py` or by a test."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Engine

from care_platform.intake.outside_characters import REPERTOIRES, CharacterCheck
from care_platform.intake.processing import Processor
from care_platform.intake.rows import Readers
from care_platform.reference.calendar import Clock
from care_platform.reference.characters import load_shrink_candidates
from care_platform.settings import Settings


class Enqueue(Protocol):
    """Asks for a sealed transfer to be processed; asking twice is the same as once."""

    def __call__(self, transfer_id: int, insurer_number: str, record_kind: str) -> None:
        """Asks; returns at once."""


@dataclass(frozen=True, slots=True)
class Platform:
    """The running platform's parts. Edges get it from `app.extensions["platform"]`.

    `own_sign_engine` is set where `engine` may make no session, token or account: in a web process.
    """

    settings: Settings
    engine: Engine
    clock: Clock
    readers: Readers
    enqueue: Enqueue
    own_sign_engine: Engine | None = None

    @property
    def sign_engine(self) -> Engine:
        """For what makes or ends a session, a token or an account, and reads the secrets that prove one.

        Never ask for a connection of `engine` while holding one of these: there are few.
        """
        return self.own_sign_engine or self.engine

    def processor(self, engine: Engine | None = None) -> Processor:
        """The processor of sealed transfers; workers give an engine without statement time-out."""
        limit = self.settings.max_part_expanded_bytes
        return Processor(engine or self.engine, self.readers, self.clock, limit)

    def character_check(self, repertoire: str) -> CharacterCheck:
        """Looks for characters outside `jisx0213` or `ms932`, with the operator's shrink map if one is set."""
        path = self.settings.shrink_map
        return CharacterCheck(REPERTOIRES[repertoire], load_shrink_candidates(path) if path else None)
