"""Today's page: whose certification ends, what changed since yesterday, who must be registered again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import render_template

from care_platform.accounts.kinds import OrganisationKind
from care_platform.desk.blueprint import blueprint
from care_platform.desk.change_lines import change_lines
from care_platform.desk.glance import Glance, glance_of
from care_platform.desk.reading import Desk, desk
from care_platform.lookup.changed_people import ChangedRecords
from care_platform.reference.calendar import JAPAN
from care_platform.reference.people import PersonKey
from care_platform.screens.language import speech
from care_platform.screens.rules import require, works_with_people
from care_platform.screens.sealed import seal_person
from care_platform.screens.staff import account

AHEAD = (timedelta(days=60), timedelta(days=30))
"""A renewal may be asked for from sixty days before the end (介護保険法施行規則39条); thirty is what it takes."""
REGISTER_AGAIN = timedelta(days=30)
_LINES_SHOWN = 30
"""Of each list; the monthly check has the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Users whose certification ends within a time; `key` names the words of the heading."""

    key: str
    users: Sequence[Glance]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainLine:
    """A user whose registration ends soon or has ended for viewing."""

    person: PersonKey
    name: str
    view_until: date
    passed: bool


@blueprint.get("/today")
@require(OrganisationKind.OFFICE, fits=works_with_people)
def today() -> str:
    """What is to be done."""
    with desk() as here:
        users = here.users()
        lines = {a.person: glance_of(a, speech()) for a in here.glance([row.person for row in users])}
        changed = here.changes_since(_yesterday(here.today))
        again = [
            AgainLine(person=row.person, name=lines[row.person].name, view_until=row.view_until,
                      passed=row.view_until < here.today)
            for row in users if row.view_until <= here.today + REGISTER_AGAIN
        ]  # fmt: skip
        return _page(here, lines, changed, again)


def _page(
    here: Desk, lines: dict[PersonKey, Glance], changed: Sequence[ChangedRecords], again: Sequence[AgainLine]
) -> str:
    by = account().id
    return render_template(
        "desk/today.html", users=lines, endings=endings(lines.values(), here.today), today=here.today, most=_LINES_SHOWN,
        changes=change_lines(changed, lines, here.today, speech()), again=again,
        link=lambda person: seal_person(by, person),
    )  # fmt: skip


def endings(users: Iterable[Glance], today: date) -> list[Ending]:
    """Ended already, within thirty days, within sixty; each user once, the soonest first."""
    dated = sorted((u for u in users if u.certified_to is not None), key=lambda u: u.certified_to or today)
    groups: dict[str, list[Glance]] = {"ended": [], "within_30": [], "within_60": []}
    for user in dated:
        key = _group((user.certified_to or today) - today)
        if key is not None:
            groups[key].append(user)
    return [Ending(key=key, users=found) for key, found in groups.items()]


def _group(left: timedelta) -> str | None:
    if left < timedelta(0):
        return "ended"
    if left <= AHEAD[1]:
        return "within_30"
    return "within_60" if left <= AHEAD[0] else None


def _yesterday(today: date) -> datetime:
    """The first instant of yesterday in Japan."""
    return datetime.combine(today - timedelta(days=1), time(), JAPAN)
