"""減免・減額認定証 of a few who pay 1割."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from care_platform.records.description import Values
from care_platform.reference.rules.burden import copay_year
from care_platform.synthesis.benefit_figures import REDUCED_PER_MILLION
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream
from care_platform.synthesis.printed import printed_items
from care_platform.synthesis.streams import Stream, Weighted

_KINDS = Weighted([("1", 6), ("2", 3), ("3", 1), ("4", 1)])


def rows_of(city: City) -> Iterator[Values]:
    """The certificate of the year that holds the base date."""
    for citizen in city.people_with_care_level():
        stream = kind_stream(city, citizen, "reduction_certificate")
        least = citizen.copay is not None and citizen.copay.periods[-1].rate == "1"
        if least and citizen.certifications and stream.happens(REDUCED_PER_MILLION):
            yield _row(stream, city, citizen)


def _row(stream: Stream, city: City, citizen: Citizen) -> Values:
    first, last = copay_year(city.base_date)
    start = max(first, citizen.certifications[0].application_date.replace(day=1))
    applied = start - timedelta(days=stream.between(0, 20))
    issued = min(city.base_date, applied + timedelta(days=stream.between(3, 20)))
    kind = _KINDS.pick(stream)
    values = {
        **printed_items(city, citizen),
        "reduction_kind": kind,
        "certificate_number": f"{first.year % 100}-{int(citizen.insured_number[1:]):06}",
        "issued_on": issued.isoformat(),
        "applied_on": applied.isoformat(),
        "valid_from": start.isoformat(),
        "valid_to": last.isoformat(),
        **_measure(stream, citizen, kind),
    }
    if stream.happens(200_000):
        values["remarks"] = "食費・居住費を含む。"
    return values


def _measure(stream: Stream, citizen: Citizen, kind: str) -> dict[str, Any]:
    if kind == "1":
        services = ["51"] if citizen.facility else ["11", "15", "21"]
        percent = stream.pick(("25", "25", "25", "50"))
        return {"reduced_percent": percent, "services": [{"service_type": t} for t in services]}
    if kind == "2":
        return {"reduced_percent": stream.pick(("50", "100"))}
    if kind == "3":
        return {"reduced_to": stream.pick(("5000", "10000", "15000"))}
    return {"reduced_percent": "100", "services": [{"service_type": "11"}]}
