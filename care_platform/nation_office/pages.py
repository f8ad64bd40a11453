"""The pages of the programme office and the auditor; importing this module puts them all on the blueprint."""

from care_platform.nation_office import (
    auditing,
    country,
    disaster_pages,
    emergencies,
    groups,
    places,
    service_health,
    usage,
)
from care_platform.nation_office.blueprint import blueprint

__all__ = [
    "auditing",
    "blueprint",
    "country",
    "disaster_pages",
    "emergencies",
    "groups",
    "places",
    "service_health",
    "usage",
]
