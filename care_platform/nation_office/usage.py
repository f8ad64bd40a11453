"""How much the platform is used: checks by month, kind of institution, and by card or number."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import render_template

from care_platform.audit.usage import MonthOfUse, months_of_use
from care_platform.nation_office.blueprint import blueprint, for_programme_offices
from care_platform.reference.calendar import japan_day
from care_platform.web.requests import platform

INSTITUTIONS = ("care", "medical", "insurer", "person")


@dataclass(slots=True)
class Month:
    """One month in the table: checks by institution and by means; `total` of all."""

    month: date
    by_institution: dict[str, int] = field(default_factory=dict)
    by_means: dict[str, int] = field(default_factory=dict)
    total: int = 0


@blueprint.get("/usage")
@for_programme_offices
def usage() -> str:
    """The last thirteen months; whole days only, so today is not in it."""
    with platform().engine.connect() as connection:
        found = months_of_use(connection, japan_day(platform().clock()))
    return render_template(
        "nation_office/usage.html",
        wide=True,
        months=months(found),
        institutions=INSTITUTIONS,
        means=("card", "number"),
    )


def months(found: Sequence[MonthOfUse]) -> list[Month]:
    """The counts as lines of months, in the order given."""
    lines: dict[date, Month] = {}
    for one in found:
        line = lines.setdefault(one.month, Month(one.month))
        line.by_institution[one.institution] = line.by_institution.get(one.institution, 0) + one.checks
        line.by_means[one.means] = line.by_means.get(one.means, 0) + one.checks
        line.total += one.checks
    return list(lines.values())
