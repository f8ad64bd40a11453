"""The pages of the programme office; importing this module puts them all on the blueprint."""

from care_platform.nation_office import country, groups, places
from care_platform.nation_office.blueprint import blueprint

__all__ = ["blueprint", "country", "groups", "places"]
