"""The frame of the programme office's and the auditor's pages, and who may open which."""

from collections.abc import Callable
from typing import Any, TypeVar

from care_platform.accounts.duties import Duty, duties_of
from care_platform.accounts.kinds import NATION, OrganisationKind, Role
from care_platform.accounts.staff import StaffAccount
from care_platform.nation_office.words import WORDS
from care_platform.screens.rules import managing, require
from care_platform.screens.staff import account, staff_pages

View = TypeVar("View", bound=Callable[..., Any])
_PROGRAMME = [
    "nation_office.home", "nation_office.places", "nation_office.groups", "nation_office.usage",
    "nation_office.service_health", "nation_office.disasters",
]  # fmt: skip
_AUDIT = ["nation_office.findings", "nation_office.log_search", "nation_office.emergencies"]


def menu(asking: StaffAccount) -> list[str]:
    """The parts for programme offices; an auditor has others; accounts and notices for whoever looks after them."""
    duties = _duties(asking)
    offered = _PROGRAMME if Duty.SEE_PROGRAMME in duties else _AUDIT if Duty.SEARCH_LOG in duties else []
    return [*offered, *managing(asking)]


blueprint = staff_pages("nation_office", __name__, WORDS, menu, url_prefix="/nation")


def for_programme_offices(view: View) -> View:
    """A page of the national and the prefectural programme offices."""
    return require(OrganisationKind.OPERATOR, roles=[Role.NATIONAL, Role.PREFECTURAL])(view)


def own_prefecture() -> str | None:
    """The two digits of the only prefecture a prefectural office looks after; None for the country's."""
    area = account().organisation
    return None if area == NATION else area


def _duties(asking: StaffAccount) -> frozenset[Duty]:
    return duties_of(asking.kind, asking.level, asking.role)
