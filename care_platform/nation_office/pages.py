"""The pages of the programme office."""

from flask import render_template

from care_platform.accounts.kinds import OrganisationKind
from care_platform.accounts.staff import StaffAccount
from care_platform.nation_office.words import WORDS
from care_platform.screens.rules import require
from care_platform.screens.staff import staff_pages


def _menu(_account: StaffAccount) -> list[str]:
    return ["nation_office.home"]


blueprint = staff_pages("nation_office", __name__, WORDS, _menu, url_prefix="/nation")


@blueprint.get("/")
@require(OrganisationKind.OPERATOR)
def home() -> str:
    """The first page."""
    return render_template("nation_office/home.html")
