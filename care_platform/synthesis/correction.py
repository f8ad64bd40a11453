"""A retroactive correction: what a municipality sends when an income was corrected afterwards."""

from datetime import date

from care_platform.records.description import Values
from care_platform.synthesis.citizen import Citizen, Copay
from care_platform.synthesis.city import City
from care_platform.synthesis.copay import two_periods
from care_platform.synthesis.kinds.copay_certificate import copay_row


def correction(city: City, citizen: Citizen, since: date) -> Values:
    """The person's copay certificate with history number 2, whose rate is another from `since` on.

    `since` may lie in the past: issued on the city's base date, it changes what was said about earlier days.
    Raises ValueError if the person has no copay certificate or one with two periods already, and if `since`
    is its first day or outside it: the form has room for two periods only.
    """
    if citizen.copay is None or len(citizen.copay.periods) != 1:
        raise ValueError("only a copay certificate with one period can be corrected so")
    before, first, last = citizen.copay.periods[0]
    if not first < since <= last:
        raise ValueError("the change must lie within the certificate and after its first day")
    after = "1" if before == "2" else "2"
    periods = two_periods(before, after, first, since, last)
    return copay_row(city, citizen, Copay(city.base_date, periods), history_number=2)
