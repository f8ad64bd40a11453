"""The frame of the offices' and hospitals' pages: which parts an account is offered."""

from care_platform.accounts.kinds import OrganisationKind
from care_platform.accounts.staff import StaffAccount
from care_platform.desk.words import WORDS
from care_platform.screens.homes import home_of
from care_platform.screens.rules import answers_for_hospital, managing, works_in_hospital, works_with_people
from care_platform.screens.staff import staff_pages


def menu(account: StaffAccount) -> list[str]:
    """The parts for care offices, for hospitals, and for administrators; others only their software."""
    manages = managing(account)
    if account.kind is not OrganisationKind.OFFICE:
        return [home_of(account), *manages, "desk.software"]
    offered: list[str] = []
    if works_with_people(account):
        offered += ["desk.today", "desk.users", "desk.checks", "desk.register"]
    if works_in_hospital(account):
        offered += ["desk.requests", "desk.emergency"]
    if answers_for_hospital(account):
        offered += ["desk.emergencies"]
    return [*offered, *manages, "desk.software"]


blueprint = staff_pages("desk", __name__, WORDS, menu, url_prefix="/desk")
