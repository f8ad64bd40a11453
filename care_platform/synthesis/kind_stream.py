"""A source of chance of each person and record kind, so that a new kind changes nobody who was made before."""

from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.streams import Stream


def kind_stream(city: City, citizen: Citizen, name: str) -> Stream:
    """The person's own stream for a subject; the same every time it is asked for."""
    return Stream(f"{city.seed}/{city.insurer_number}/{citizen.insured_number}/{name}")


def person_items(city: City, citizen: Citizen) -> dict[str, str]:
    """The leading items of every kind, first version."""
    return {
        "insurer_number": city.insurer_number,
        "insured_number": citizen.insured_number,
        "history_number": "1",
    }
