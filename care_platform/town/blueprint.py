"""The frame of the municipality's pages. Every role sees; an operator acts; an approver answers for it."""

from collections.abc import Callable
from typing import Any, TypeVar

from care_platform.accounts.kinds import OrganisationKind, Role
from care_platform.accounts.staff import StaffAccount
from care_platform.screens.cards import kind_in_words
from care_platform.screens.language import language
from care_platform.screens.rules import managing, require
from care_platform.screens.staff import staff_pages
from care_platform.town.words import WORDS

View = TypeVar("View", bound=Callable[..., Any])
_PARTS = ["home", "transfers", "programme", "differences", "people", "opinions", "cases", "certificates"]


def menu(asking: StaffAccount) -> list[str]:
    """The parts for whoever has a role; accounts and notices for whoever looks after the municipality's."""
    return [
        *(f"town.{part}" for part in (_PARTS if asking.role is not None else _PARTS[:1])),
        *managing(asking),
    ]


blueprint = staff_pages("town", __name__, WORDS, menu, url_prefix="/town")
blueprint.context_processor(lambda: {"kind_words": lambda name: kind_in_words(name, language())})


def seen_by_all_roles(view: View) -> View:
    """A page that a viewer may open."""
    return require(OrganisationKind.INSURER, roles=[Role.VIEWER, Role.OPERATOR, Role.APPROVER])(view)


def done_by_operators(view: View) -> View:
    """A form that an operator or an approver may send."""
    return require(OrganisationKind.INSURER, roles=[Role.OPERATOR, Role.APPROVER])(view)


def done_by_approvers(view: View) -> View:
    """A form that an approver alone may send, who answers for it by name."""
    return require(OrganisationKind.INSURER, roles=[Role.APPROVER])(view)
