"""Who plays in the story: the city and its files, the person, the office, the keys."""

import json
from datetime import date, timedelta
from pathlib import Path

from joserfc.jwk import ECKey

from adapters.xml.writer import write_records
from care_platform.records.registry import RECORD_KINDS
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.correction import correction

HIRAKATA = "272104"
MISTAKES_PER_THOUSAND = 1
CITY_KINDS = ("insured_certificate", "certification", "copay_certificate")
"""What the story is about; of the other kinds the first people's records are sent, too."""
OFFICE_NUMBER = "2775099999"
OFFICE_NAME = "見本居宅介護支援センター"
CLIENT_ID = "demo-care-software"
OIDC_CLIENT_ID = "care-platform-demo"
PERSON_KEY = "hanako"


def city(size: int, today: date) -> City:
    """枚方市 with people who do not exist."""
    return City(insurer_number=HIRAKATA, insurer_name="枚方市", size=size, seed=7, base_date=today)


def heroine(town: City) -> Citizen:
    """A certified person at 1割 with one copay period and somebody making the care plan."""
    return next(p for p in town.people_with_care_level() if _fits(p))


def _fits(citizen: Citizen) -> bool:
    copay = citizen.copay
    return (
        copay is not None and len(copay.periods) == 1 and copay.periods[0].rate == "1"
        and bool(citizen.certifications) and citizen.care_plan_office is not None
    )  # fmt: skip


def write_correction(town: City, citizen: Citizen, since: date, path: Path) -> None:
    """A file with one copay certificate whose rate changed backwards in time."""
    row = correction(town, citizen, since)
    path.write_text("".join(write_records([row], RECORD_KINDS["copay_certificate"])), encoding="utf-8")


def correction_day(citizen: Citizen, today: date) -> date:
    """A first of a month in the past and within the certificate where there is one, else its second day."""
    assert citizen.copay is not None  # noqa: S101 - the person of the story has one
    first = citizen.copay.periods[0].valid_from
    middle = (first + (today - first) / 2).replace(day=1)
    return middle if middle > first else first + timedelta(days=1)


def make_key(path: Path) -> ECKey:
    """An ES256 key, kept in a file as a JWK."""
    key = ECKey.generate_key("P-256", auto_kid=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(key.as_dict(private=True)), encoding="utf-8")
    return key


def person_of(citizen: Citizen) -> dict[str, str]:
    """How the look-up API names the person."""
    return {"insurer_number": HIRAKATA, "insured_number": citizen.insured_number}


def identity_of(citizen: Citizen) -> dict[str, str]:
    """The four items on the certificate the desk compares."""
    return {
        "name": citizen.name,
        "birth_date": citizen.birth_date.isoformat(),
        "sex": citizen.sex,
        "address": citizen.address.text,
    }
