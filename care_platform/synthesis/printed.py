"""Items that several kinds write alike."""

from typing import Any

from care_platform.reference.calendar import age_on
from care_platform.synthesis.citizen import Certification, Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.figures import MONTH_UNKNOWN_PER_MILLION, UNCERTAINLY_BORN_PER_MILLION, VERY_OLD
from care_platform.synthesis.kind_stream import kind_stream


def printed_items(city: City, citizen: Citizen, history_number: int = 1) -> dict[str, Any]:
    """Number, insurer, name, birth date and address, as every carrier writes them."""
    values = {
        "insurer_number": city.insurer_number,
        "insured_number": citizen.insured_number,
        "history_number": str(history_number),
        "insurer_name": city.insurer_name,
        "name": citizen.name,
        "name_kana": citizen.kana,
        "birth_date": citizen.birth_date.isoformat(),
        **_uncertainly_born(city, citizen),
        "sex": citizen.sex,
        "address": citizen.address.text,
    }
    if citizen.address.postal_code:
        values["postal_code"] = citizen.address.postal_code
    return values


def service_limits(certification: Certification) -> dict[str, Any]:
    """The group of limits by service type, left out where there is none."""
    limits = [
        {"service_type": limit.service_type, "limit_units": str(limit.limit_units)}
        for limit in certification.service_limits
    ]
    return {"service_limits": limits} if limits else {}


def _uncertainly_born(city: City, citizen: Citizen) -> dict[str, str]:
    """Of a few of the very old the register knows no day, or neither day nor month."""
    if age_on(citizen.birth_date, city.base_date) < VERY_OLD:
        return {}
    stream = kind_stream(city, citizen, "birth_date")
    if not stream.happens(UNCERTAINLY_BORN_PER_MILLION):
        return {}
    month = "00" if stream.happens(MONTH_UNKNOWN_PER_MILLION) else f"{citizen.birth_date:%m}"
    written = f"{citizen.birth_date.year}-{month}-00"
    return {"birth_date_uncertain": "1", "birth_date_as_written": written}
