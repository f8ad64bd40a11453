"""The first page: what wants attention today."""

from dataclasses import dataclass

from flask import render_template
from sqlalchemy import Connection

from care_platform.accounts.duties import Duty
from care_platform.accounts.kinds import OrganisationKind
from care_platform.consoles.people import open_cases
from care_platform.consoles.reconciling import see_comparison
from care_platform.consoles.transfers import list_transfers
from care_platform.migration.milestones import LABELS, following
from care_platform.migration.programme import Programme, find_programme
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.migration import PROGRAMME_UNKNOWN
from care_platform.screens.acting import acting
from care_platform.screens.language import language
from care_platform.screens.rules import require
from care_platform.store.tables import TransferState
from care_platform.town.blueprint import blueprint
from care_platform.town.certificate_pages import ENDS_SOON, certificates_in_use
from care_platform.town.transfers import UNDER_WAY
from care_platform.web.requests import platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """What waits for somebody: how many of each."""

    held: int
    under_way: int
    differences: int
    cases: int
    certificates: int


@blueprint.get("/")
@require(OrganisationKind.INSURER)
def home() -> str:
    """What waits, the last transfers, and the next gate; without a role only where to ask for one."""
    who = acting()
    if not who.has(Duty.SEE_MUNICIPAL):
        return render_template("town/no_role.html")
    with platform().engine.connect() as connection:
        found = list_transfers(connection, who, limit=5)
        held = list_transfers(connection, who, states=[TransferState.HELD], limit=100)
        running = list_transfers(connection, who, states=UNDER_WAY, limit=100)
        comparison = see_comparison(connection, who)
        attention = Attention(
            held=len(held), under_way=len(running),
            differences=sum(one.accepted_by is None for one in comparison[1]) if comparison else 0,
            cases=len(open_cases(connection, who)),
            certificates=sum(one.valid_to < who.at + ENDS_SOON for one in certificates_in_use(connection, who)),
        )  # fmt: skip
        programme = own_programme(connection, who.account.organisation)
    milestone = following(programme.state) if programme else None
    return render_template(
        "town/home.html", attention=attention, transfers=found, programme=programme,
        state=state_words(programme.state) if programme else None,
        next_gate=state_words(milestone) if milestone else None,
    )  # fmt: skip


def own_programme(connection: Connection, insurer_number: str) -> Programme | None:
    """The municipality's programme; None before the programme office began one."""
    try:
        return find_programme(connection, insurer_number)
    except CataloguedError as error:
        if error.entry is not PROGRAMME_UNKNOWN:
            raise
        return None


def state_words(state: str) -> str:
    """A milestone's name."""
    return LABELS[state][language() == "en"]
