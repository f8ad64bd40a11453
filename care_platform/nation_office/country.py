"""The first page: how far the country is, as figures, a map, and a curve against the deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.kinds import OrganisationKind, Role
from care_platform.migration.forecast_kept import KeptForecast, kept_forecast
from care_platform.migration.milestones import LABELS, LEGAL_DEADLINE, ORDER, PREPARING
from care_platform.migration.standing import Count, Standing, count_of, joined_by_day, standing_of_country
from care_platform.nation_office.blueprint import blueprint, own_prefecture
from care_platform.nation_office.burn_up import Band, BurnUp, burn_up, cumulated
from care_platform.nation_office.prefectures import prefecture_in, short_prefecture_in
from care_platform.nation_office.tile_map import TileMap, tile_map
from care_platform.reference.calendar import japan_day
from care_platform.reference.codes import Language
from care_platform.screens.language import language
from care_platform.screens.rules import require
from care_platform.screens.staff import account
from care_platform.web.requests import platform


@dataclass(frozen=True, slots=True)
class State:
    """How many municipalities stand in a state."""

    words: str
    municipalities: int


@blueprint.get("/")
@require(OrganisationKind.OPERATOR)
def home() -> ResponseReturnValue:
    """The country, or the one prefecture an office looks after; an auditor is led to the findings."""
    if account().role is Role.AUDITOR:
        return redirect(url_for("nation_office.findings"), 303)
    today = japan_day(platform().clock())
    with platform().engine.connect() as connection:
        found = standing_of_country(connection, today, own_prefecture())
        kept = kept_forecast(connection)
    whole = count_of("", found)
    return render_template(
        "nation_office/home.html", wide=True, today=today, deadline=LEGAL_DEADLINE, whole=whole,
        days_left=(LEGAL_DEADLINE - today).days, states=states_in_words(whole), map=prefecture_map(found),
        curve=_curve(found, kept, today), forecast=kept, without_plan=_without_plan(found),
    )  # fmt: skip


def prefecture_map(found: Sequence[Standing]) -> TileMap:
    """The map of the municipalities counted by prefecture."""
    speaks = language()
    by_code: dict[str, list[Standing]] = {}
    for one in found:
        by_code.setdefault(one.prefecture, []).append(one)
    counts = {code: count_of(prefecture_in(speaks, code), several) for code, several in by_code.items()}
    return tile_map(counts, {code: short_prefecture_in(speaks, code) for code in counts})


def states_in_words(count: Count) -> list[State]:
    """Every state in its order with how many stand there."""
    return [
        State(state_words(state, language()), count.by_state.get(state, 0)) for state in (PREPARING, *ORDER)
    ]


def state_words(state: str, speech: Language) -> str:
    """A state's name."""
    return LABELS[state][speech == "en"]


def _without_plan(found: Sequence[Standing]) -> int:
    return sum(one.planned_on is None and not one.is_sharing for one in found)


def _curve(found: Sequence[Standing], kept: KeptForecast | None, today: date) -> BurnUp:
    planned = cumulated([day for one in found if (day := one.sharing_since or one.planned_on) is not None])
    return burn_up(
        joined_by_day(found),
        planned,
        _band(found, kept),
        total=len(found),
        today=today,
        deadline=LEGAL_DEADLINE,
    )


def _band(found: Sequence[Standing], kept: KeptForecast | None) -> Band | None:
    if kept is None:
        return None
    known = [line for one in found if (line := kept.lines.get(one.insurer_number or ""))]
    if not known:
        return None
    return Band(
        slow=cumulated([one.latest for one in known]), expected=cumulated([one.expected_on for one in known]),
        fast=cumulated([one.earliest for one in known]),
    )  # fmt: skip
