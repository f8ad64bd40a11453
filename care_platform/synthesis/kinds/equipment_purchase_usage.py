"""福祉用具購入費利用 of some who live at home."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from care_platform.records.description import Values
from care_platform.reference.codes import EQUIPMENT_ITEM
from care_platform.reference.rules.ceilings import equipment_purchase_ceiling, fiscal_year
from care_platform.synthesis.benefit_figures import BOUGHT_EQUIPMENT_PER_MILLION
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream, person_items
from care_platform.synthesis.offices import draw_office
from care_platform.synthesis.streams import Stream

_PRODUCTS = {
    "1": ("ポータブルトイレ", 30_000),
    "4": ("シャワーチェア", 20_000),
    "5": ("簡易浴槽", 45_000),
    "6": ("つり具", 40_000),
    "7": ("固定用スロープ", 15_000),
    "8": ("歩行器", 18_000),
    "9": ("多点杖", 8_000),
}


def rows_of(city: City) -> Iterator[Values]:
    """The year in which the person bought something."""
    for citizen in city.people_with_care_level():
        stream = kind_stream(city, citizen, "equipment_purchase_usage")
        at_home = bool(citizen.certifications) and citizen.facility is None
        if at_home and stream.happens(BOUGHT_EQUIPMENT_PER_MILLION):
            yield _row(stream, city, citizen)


def _row(stream: Stream, city: City, citizen: Citizen) -> Values:
    since = max(citizen.certifications[0].valid_from, city.base_date - timedelta(days=700))
    on = since + timedelta(days=stream.between(0, (city.base_date - since).days))
    first, last = fiscal_year(on)
    ceiling = equipment_purchase_ceiling(first) or 0
    purchases = _purchases(stream, city, citizen, on, min(last, city.base_date))
    used = sum(int(purchase["counted_cost"]) for purchase in purchases)
    return {
        **person_items(city, citizen),
        "fiscal_year": str(first.year),
        "ceiling": str(ceiling),
        "used": str(used),
        "balance": str(ceiling - used),
        "purchases": purchases,
    }


def _purchases(stream: Stream, city: City, citizen: Citizen, on: date, until: date) -> list[dict[str, Any]]:
    known = [kind for kind in _PRODUCTS if EQUIPMENT_ITEM.values[kind].in_use(on)]
    kind = stream.pick(known)
    bought = [_purchase(stream, city, citizen, kind, on)]
    if stream.happens(200_000):
        later = min(until, on + timedelta(days=stream.between(1, 60)))
        again = {**_purchase(stream, city, citizen, kind, later), "reason_again": "破損のため"}
        bought.append(again)
    return bought


def _purchase(stream: Stream, city: City, citizen: Citizen, kind: str, on: date) -> dict[str, Any]:
    name, price = _PRODUCTS[kind]
    rate = citizen.rate_on(on)
    supplier = draw_office(stream, city.insurer_number, int(citizen.insured_number[1:]), "21")
    return {
        "equipment_item": kind,
        "product_name": name,
        "office_number": supplier.number,
        "bought_on": on.isoformat(),
        "counted_cost": str(price),
        "copay_rate": rate,
        "benefit": str(price * (10 - int(rate)) // 10),
        "payment_method": stream.pick(("1", "2")),
    }
