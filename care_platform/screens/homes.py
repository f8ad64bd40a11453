"""Where each member of staff begins after signing in."""

from care_platform.accounts.kinds import Level, OrganisationKind
from care_platform.accounts.staff import StaffAccount
from care_platform.screens.rules import works_in_hospital, works_with_people


def home_of(account: StaffAccount) -> str:
    """The endpoint of the account's first page: by kind of organisation, then by the work."""
    if account.kind is OrganisationKind.INSURER:
        return "town.home"
    if account.kind is OrganisationKind.OPERATOR:
        return "nation_office.home"
    if works_with_people(account):
        return "desk.today"
    if works_in_hospital(account):
        return "desk.requests"
    return "desk.software" if account.level is Level.STAFF else "desk.accounts"
