"""負担割合証 of everybody with a care level, 事業対象者 included."""

from collections.abc import Iterator

from care_platform.records.description import Values
from care_platform.synthesis.citizen import Citizen, Copay
from care_platform.synthesis.city import City
from care_platform.synthesis.printed import printed_items


def rows_of(city: City) -> Iterator[Values]:
    """The certificate of the year that holds the base date."""
    for citizen in city.people_with_care_level():
        if citizen.copay is not None:
            yield copay_row(city, citizen, citizen.copay)


def copay_row(city: City, citizen: Citizen, copay: Copay, history_number: int = 1) -> Values:
    """The row of one certificate."""
    return {
        **printed_items(city, citizen, history_number),
        "issued_on": copay.issued_on.isoformat(),
        "periods": [
            {"rate": rate, "valid_from": first.isoformat(), "valid_to": last.isoformat()}
            for rate, first, last in copay.periods
        ],
    }
