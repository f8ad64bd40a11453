"""The pages of the municipality's console."""

from flask import render_template

from care_platform.accounts.kinds import OrganisationKind
from care_platform.accounts.staff import StaffAccount
from care_platform.screens.rules import require
from care_platform.screens.staff import staff_pages
from care_platform.town.words import WORDS


def _menu(_account: StaffAccount) -> list[str]:
    return ["town.home"]


blueprint = staff_pages("town", __name__, WORDS, _menu, url_prefix="/town")


@blueprint.get("/")
@require(OrganisationKind.INSURER)
def home() -> str:
    """The first page."""
    return render_template("town/home.html")
