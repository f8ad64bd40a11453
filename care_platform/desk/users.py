"""The office's users: the list, finding one, and one user's page."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.access.registration import end_registration
from care_platform.accounts.kinds import OrganisationKind
from care_platform.desk.blueprint import blueprint
from care_platform.desk.glance import Glance, glance_of
from care_platform.desk.reading import Desk, desk
from care_platform.desk.user_page import user_view
from care_platform.reference.characters import fold_for_comparison
from care_platform.reference.people import PersonKey
from care_platform.screens.asked import page_asked
from care_platform.screens.language import language, speech
from care_platform.screens.rules import require, works_with_people
from care_platform.screens.sealed import seal, seal_person, unseal, unseal_person
from care_platform.screens.staff import account
from care_platform.store.registrations import RegistrationRow

PAGE_SIZE = 50
_SEARCH = "user search"
_LONGEST_SEARCH = 100


@blueprint.get("/users")
@require(OrganisationKind.OFFICE, fits=works_with_people)
def users() -> str:
    """The list, or what was searched for, a page at a time."""
    sought = _sought()
    page = page_asked()
    with desk() as here:
        rows = here.users()
        found = _found(here, rows, sought) if sought else _glances(here, rows, page)
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE] if sought else found
    total = len(found) if sought else len(rows)
    by, untils = account().id, {row.person: row.view_until for row in rows}
    return render_template(
        "desk/users.html", wide=True, users=shown, sought=sought, total=total, page=page, untils=untils,
        registered=len(rows), today=here.today, more=page * PAGE_SIZE < total,
        link=lambda person: seal_person(by, person),
    )  # fmt: skip


@blueprint.post("/users")
@require(OrganisationKind.OFFICE, fits=works_with_people)
def search_users() -> ResponseReturnValue:
    """What was typed goes on sealed, so that no address names anybody."""
    sought = request.form.get("sought", "").strip()[:_LONGEST_SEARCH]
    if not sought:
        return redirect(url_for("desk.users"), 303)
    return redirect(url_for("desk.users", q=seal(account().id, _SEARCH, sought)), 303)


@blueprint.get("/users/<sealed>")
@require(OrganisationKind.OFFICE, fits=works_with_people)
def user(sealed: str) -> str:
    """One user: certificates, application, balances, and where each came from."""
    person = unseal_person(account().id, sealed)
    with desk() as here:
        answer = here.see(person)
    view = user_view(answer, speech(), language())
    return render_template(
        "desk/user.html", wide=True, view=view, sealed=sealed, person=person, today=here.today
    )


@blueprint.post("/users/<sealed>/end")
@require(OrganisationKind.OFFICE, fits=works_with_people)
def end_user(sealed: str) -> ResponseReturnValue:
    """The office serves the person no longer."""
    person = unseal_person(account().id, sealed)
    with desk() as here:
        end_registration(
            here.connection, here.actor, here.office_number, person, at=here.at,
            correlation_id=here.correlation_id,
        )  # fmt: skip
    return redirect(url_for("desk.users", done="registration_ended"), 303)


def _sought() -> str:
    sealed = request.args.get("q")
    return unseal(account().id, _SEARCH, sealed)[0] if sealed else ""


def _glances(here: Desk, rows: Sequence[RegistrationRow], page: int) -> list[Glance]:
    people = [row.person for row in rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
    return [glance_of(answer, speech()) for answer in here.glance(people)]


def _found(here: Desk, rows: Sequence[RegistrationRow], sought: str) -> list[Glance]:
    """By number without reading anybody else; by name among all, folded as the identity check does."""
    by_number = [row.person for row in rows if _number_fits(row.person, sought)]
    if by_number:
        return [glance_of(answer, speech()) for answer in here.glance(by_number)]
    lines = [glance_of(answer, speech()) for answer in here.glance([row.person for row in rows])]
    wanted = fold_for_comparison(sought)
    return [
        line for line in lines
        if wanted and (wanted in fold_for_comparison(line.name) or wanted in fold_for_comparison(line.kana))
    ]  # fmt: skip


def _number_fits(person: PersonKey, sought: str) -> bool:
    return len(sought) >= 4 and sought.isascii() and person.insured_number.endswith(sought)
