"""One person, put together from the drawn parts."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from care_platform.synthesis.addresses import draw_address
from care_platform.synthesis.care import draw_care_plan_office, draw_residence, draw_restriction
from care_platform.synthesis.certifications import draw_certifications
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.copay import draw_copay
from care_platform.synthesis.life import Life, draw_life, draw_qualified_on, first_insured_day
from care_platform.synthesis.names import draw_name
from care_platform.synthesis.streams import Stream

_PROGRAMME = "06"
_LONGEST_IN_PROGRAMME = 700


class Begun(NamedTuple):
    """A person of whom only the life is drawn yet; the stream stands right behind it."""

    stream: Stream
    insurer_number: str
    number: int
    base_date: date
    life: Life


def begin(seed: int, insurer_number: str, number: int, base_date: date) -> Begun:
    """Person `number` of a city, from a stream of their own."""
    stream = Stream(f"{seed}/{insurer_number}/{number}")
    return Begun(stream, insurer_number, number, base_date, draw_life(stream, base_date))


def complete(begun: Begun) -> Citizen:
    """The whole person. Insured numbers begin with 9. To be called once, since it uses up the stream."""
    name, kana = draw_name(begun.stream, begun.life.sex, begun.life.birth_date.year)
    address = draw_address(begun.stream, begun.insurer_number)
    return Citizen(
        insured_number=f"9{begun.number:09}",
        name=name,
        kana=kana,
        birth_date=begun.life.birth_date,
        sex=begun.life.sex,
        address=address,
        category=begun.life.category,
        care_level=begun.life.care_level,
        **_insurance(begun),
    )


def _insurance(begun: Begun) -> dict[str, Any]:
    level = begun.life.care_level
    if level is None:
        return {"qualified_on": draw_qualified_on(begun.stream, begun.life, begun.base_date)}
    return _in_programme(begun) if level == _PROGRAMME else _certified(begun, level)


def _in_programme(begun: Begun) -> dict[str, Any]:
    stream, insurer_number, number, base_date, life = begun
    since = base_date - timedelta(days=stream.between(30, _LONGEST_IN_PROGRAMME))
    since = max(since, first_insured_day(life))
    return {
        "qualified_on": draw_qualified_on(stream, life, since),
        "programme_since": since,
        "copay": draw_copay(stream, life, since, since, base_date),
        "care_plan_office": draw_care_plan_office(stream, insurer_number, number, _PROGRAMME, since),
    }


def _certified(begun: Begun, level: str) -> dict[str, Any]:
    stream, insurer_number, number, base_date, life = begun
    history = draw_certifications(stream, life, base_date)
    first, current = history[0], history[-1]
    facility = draw_residence(stream, number, level, first.valid_from, base_date)
    office = None
    if facility is None:
        notified_on = max(current.valid_from, current.decided_on)
        office = draw_care_plan_office(stream, insurer_number, number, level, notified_on)
    return {
        "qualified_on": draw_qualified_on(stream, life, first.application_date),
        "certifications": history,
        "copay": draw_copay(stream, life, first.valid_from, first.decided_on, base_date),
        "restriction": draw_restriction(stream, life.category, current.decided_on),
        "care_plan_office": office,
        "facility": facility,
    }
