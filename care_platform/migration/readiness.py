"""The readiness list: which municipality shares which record kinds since when. Public; nothing personal in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

from care_platform.migration.sandbox import REAL
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.municipalities import (
    LocalGovernment,
    local_government,
    municipalities,
    municipality_of_insurer,
)

CSV_HEADING = (
    "lg_code", "prefecture", "municipality", "insurer_number", "state", "planned_for", "record_kind", "since"
)  # fmt: skip

_SHARING = f"""
select s.insurer_number, s.planned_for, s.shared_from, k.kind, f.applied_at
from insurer_sharing s
left join unnest(cast(:kinds as text[])) k(kind) on s.shared_from <= :now
left join lateral (
  select t.applied_at from transfer t where t.insurer_number = s.insurer_number and t.record_kind = k.kind
    and t.apply_sequence is not null and {REAL} order by t.apply_sequence limit 1) f on true
"""


@dataclass(frozen=True, slots=True)
class InsurerReadiness:
    """One insurer: its planned day, the moment of its switch, and per shared record kind since when."""

    planned_for: date | None
    shared_from: datetime | None
    kinds: Mapping[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """One municipality (or ward). `state`: sharing, scheduled (the switch is set), planned, or unplanned.

    `insurer_number` is the one to ask with; None while no insurer is known for the place.
    """

    place: LocalGovernment
    insurer_number: str | None
    state: str
    planned_for: date | None
    kinds: Mapping[str, datetime]


def readiness(connection: Connection, now: datetime, prefecture: str | None = None) -> list[Readiness]:
    """Every municipality, and wards that are members of their own, in the order of their codes.

    `prefecture` (the first two digits of the codes) chooses a part.
    """
    insurers = _insurers(connection, now)
    members = _members(connection, insurers)
    places = {place.lg_code: place for place in municipalities()}
    places |= {code: known for code in members if (known := local_government(code)) is not None}  # type: ignore[misc]
    return [
        _readiness(place, members.get(code), insurers, now)
        for code, place in sorted(places.items())
        if prefecture is None or code.startswith(prefecture)
    ]


def _members(connection: Connection, insurers: Mapping[str, InsurerReadiness]) -> dict[str, str]:
    """Place -> insurer: as the programmes say, else by the insurer number's own five digits."""
    found: dict[str, str] = {}
    for insurer in insurers:
        if (place := municipality_of_insurer(insurer)) is not None:
            found[place.lg_code] = insurer
    rows = connection.execute(text("select lg_code, insurer_number from programme_member"))
    return found | {row.lg_code: row.insurer_number for row in rows}


def _insurers(connection: Connection, now: datetime) -> dict[str, InsurerReadiness]:
    found: dict[str, InsurerReadiness] = {}
    kinds: dict[str, dict[str, datetime]] = {}
    values = {"kinds": list(RECORD_KINDS), "now": now}
    for insurer, planned_for, shared_from, kind, applied_at in connection.execute(text(_SHARING), values):
        shared = kinds.setdefault(insurer, {})
        found[insurer] = InsurerReadiness(planned_for, shared_from, shared)
        if kind is not None and applied_at is not None:
            shared[kind] = max(shared_from, applied_at)
    return found


def _readiness(
    place: LocalGovernment, insurer: str | None, insurers: Mapping[str, InsurerReadiness], now: datetime
) -> Readiness:
    known = insurers.get(insurer or "")
    return Readiness(
        place=place, insurer_number=insurer, state=_state(known, now),
        planned_for=known.planned_for if known else None, kinds=known.kinds if known else {},
    )  # fmt: skip


def _state(known: InsurerReadiness | None, now: datetime) -> str:
    if known is None:
        return "unplanned"
    if known.shared_from is not None:
        return "sharing" if known.shared_from <= now else "scheduled"
    return "unplanned" if known.planned_for is None else "planned"


def as_body(one: Readiness) -> dict[str, Any]:
    """One municipality as JSON."""
    return {
        "lg_code": one.place.lg_code,
        "prefecture": one.place.prefecture,
        "municipality": one.place.name,
        "insurer_number": one.insurer_number,
        "state": one.state,
        "planned_for": one.planned_for.isoformat() if one.planned_for else None,
        "kinds": [
            {"record_kind": kind, "since": since.isoformat()} for kind, since in sorted(one.kinds.items())
        ],
    }


def as_csv(found: Sequence[Readiness]) -> Iterator[str]:
    """The list as CSV lines (RFC 4180, UTF-8): a line per municipality and shared kind, one for the others.

    No cell can hold a comma or a quotation mark: codes, days, and names from the packaged list.
    """
    yield ",".join(CSV_HEADING) + "\r\n"
    for one in found:
        body = as_body(one)
        first = [body[name] or "" for name in CSV_HEADING[:6]]
        for kind in body["kinds"] or [{"record_kind": "", "since": ""}]:
            yield ",".join([*first, kind["record_kind"], kind["since"]]) + "\r\n"
