"""The connection test's records: a few people on trial, who are gone when the sandbox closes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import text

from adapters.xml.writer import write_records
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.synthesis.city import City
from care_platform.synthesis.rows import rows
from commands.demonstration.cast import CITY_KINDS, HIRAKATA

_PEOPLE = 60


@dataclass(frozen=True, slots=True)
class Trial:
    """Made-up people other than those of the story."""

    platform: Platform
    folder: Path
    day: date

    def files(self) -> Iterator[tuple[Path, str]]:
        """A file of each kind the story begins with."""
        town = City(insurer_number=HIRAKATA, insurer_name="枚方市", size=_PEOPLE, seed=99, base_date=self.day)
        self.folder.mkdir(parents=True, exist_ok=True)
        for kind in CITY_KINDS:
            path = self.folder / f"{kind}.xml"
            path.write_text("".join(write_records(rows(town, kind), RECORD_KINDS[kind])), encoding="utf-8")
            yield path, kind

    def records_left(self) -> int:
        """How many versions of 枚方市 the platform holds."""
        with self.platform.engine.connect() as connection:
            counts = [
                connection.execute(
                    text(f"select count(*) from {kind} where insurer_number = :insurer"),
                    {"insurer": HIRAKATA},
                ).scalar_one()
                for kind in RECORD_KINDS
            ]
        return sum(counts)
