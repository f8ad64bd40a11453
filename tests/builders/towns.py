"""A small town with records of every kind, for tests that must try them all."""

from collections.abc import Iterable
from datetime import date

from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.people import PersonKey
from care_platform.synthesis.city import City
from care_platform.synthesis.rows import rows
from tests.builders.records import HIRAKATA
from tests.builders.transfers import sent

BASE_DATE = date(2026, 11, 1)


def fill_town(
    platform: Platform,
    insurer: str = HIRAKATA,
    kinds: Iterable[str] = RECORD_KINDS,
    size: int = 80,
    seed: int = 1,
) -> list[PersonKey]:
    """Sends a synthetic town's records of these kinds; gives the people with a care level."""
    town = City(insurer_number=insurer, insurer_name="見本市", size=size, seed=seed, base_date=BASE_DATE)
    for kind in kinds:
        sent(
            platform,
            kind,
            [dict(row) for row in rows(town, kind)],
            insurer,
            transfer_kind="initial",
            base_date=BASE_DATE,
        )
    return [PersonKey(insurer, person.insured_number) for person in town.people_with_care_level()]
