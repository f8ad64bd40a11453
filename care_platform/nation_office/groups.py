"""Municipalities by vendor and by size, and whom to help first."""

from collections.abc import Callable, Sequence

from flask import render_template

from care_platform.migration.forecast_kept import kept_forecast
from care_platform.migration.standing import Count, Standing, count_of, standing_of_country
from care_platform.nation_office.blueprint import blueprint, for_programme_offices, own_prefecture
from care_platform.nation_office.country import state_words
from care_platform.reference.calendar import japan_day
from care_platform.screens.language import language
from care_platform.web.requests import platform

HELPED = 20


@blueprint.get("/groups")
@for_programme_offices
def groups() -> str:
    """Three tables: by vendor, by size, and whom to help first."""
    today = japan_day(platform().clock())
    with platform().engine.connect() as connection:
        found, kept = standing_of_country(connection, today, own_prefecture()), kept_forecast(connection)
    by_insurer = {one.insurer_number: one for one in found if one.insurer_number is not None}
    first = kept.help_first(list(by_insurer), HELPED) if kept else []
    return render_template(
        "nation_office/groups.html", wide=True, vendors=_grouped(found, lambda one: one.vendor or ""),
        sizes=_grouped(found, _size), first=[by_insurer[number] for number in first],
        lines=kept.lines if kept else {}, state_words=lambda state: state_words(state, language()),
    )  # fmt: skip


def _grouped(found: Sequence[Standing], key: Callable[[Standing], str]) -> list[Count]:
    by_key: dict[str, list[Standing]] = {}
    for one in found:
        by_key.setdefault(key(one), []).append(one)
    return [count_of(name, by_key[name]) for name in sorted(by_key)]


def _size(one: Standing) -> str:
    return "" if one.size_group is None else str(one.size_group)
