"""Items that several kinds write alike."""

from typing import Any

from care_platform.synthesis.citizen import Certification, Citizen
from care_platform.synthesis.city import City


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
