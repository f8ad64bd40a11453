"""Who may open a page: said beside each page of staff. A page without a rule opens for nobody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from care_platform.accounts.kinds import Level, OrganisationKind, Role
from care_platform.accounts.staff import StaffAccount
from care_platform.reference.numbers import is_medical_code

View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE = "page_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """What an account must be. `background` requests of a page's script do not count as activity."""

    kinds: frozenset[OrganisationKind] = frozenset()
    roles: frozenset[Role] = frozenset()
    levels: frozenset[Level] = frozenset()
    fits: Callable[[StaffAccount], bool] | None = None
    open_to_all: bool = False
    background: bool = False

    def allows(self, account: StaffAccount) -> bool:
        """Whether the account may. An empty set of roles or levels asks for none."""
        return (
            account.kind in self.kinds
            and (not self.roles or account.role in self.roles)
            and (not self.levels or account.level in self.levels)
            and (self.fits is None or self.fits(account))
        )


def require(
    *kinds: OrganisationKind,
    roles: Iterable[Role] = (),
    levels: Iterable[Level] = (),
    fits: Callable[[StaffAccount], bool] | None = None,
    background: bool = False,
) -> Callable[[View], View]:
    """Says who may open the page below; put it directly above the view, under the route."""
    rule = PageRule(
        kinds=frozenset(kinds), roles=frozenset(roles), levels=frozenset(levels), fits=fits, background=background
    )  # fmt: skip
    return lambda view: _marked(view, rule)


def open_to_all(view: View) -> View:
    """Says that anybody may open the page: the way in, and what has its own checks."""
    return _marked(view, PageRule(open_to_all=True))


def rule_of(view: Callable[..., Any]) -> PageRule | None:
    """What was said about a view."""
    found: PageRule | None = getattr(view, _ATTRIBUTE, None)
    return found


def works_with_people(account: StaffAccount) -> bool:
    """Somebody with a job type in a care office; an administrator as such reads nothing."""
    return account.job_type is not None and not is_medical_code(account.organisation)


def works_in_hospital(account: StaffAccount) -> bool:
    """Somebody with a job type in a medical institution."""
    return account.job_type is not None and is_medical_code(account.organisation)


def answers_for_hospital(account: StaffAccount) -> bool:
    """The administrator of a medical institution, with or without a job type."""
    return account.level is Level.ADMINISTRATOR and is_medical_code(account.organisation)


def hears_of_notices(account: StaffAccount) -> bool:
    """Whoever looks after an organisation that is ever told something; of care offices nothing is told."""
    told = account.kind is not OrganisationKind.OFFICE or is_medical_code(account.organisation)
    return told and account.level is not Level.STAFF


def managing(account: StaffAccount) -> list[str]:
    """The parts for whoever looks after an organisation, in the menu of every audience."""
    if account.level is Level.STAFF:
        return []
    return ["desk.accounts", *(["desk.notices"] if hears_of_notices(account) else [])]


def _marked(view: View, rule: PageRule) -> View:
    setattr(view, _ATTRIBUTE, rule)
    return view
