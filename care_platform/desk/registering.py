"""Registering a user: the number with four items, or what a card reader has signed."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.access.cards import CardProof
from care_platform.access.identity import FourItems
from care_platform.access.registration import Registered, RegistrationRequest, register_user
from care_platform.accounts.kinds import OrganisationKind
from care_platform.desk.blueprint import blueprint
from care_platform.desk.identity_form import IdentityForm, person_of_assertion, read_identity_form
from care_platform.desk.reading import Desk, desk
from care_platform.reference.catalogue import access
from care_platform.reference.municipalities import municipality_of_insurer
from care_platform.reference.people import PersonKey
from care_platform.screens.pages import spoken
from care_platform.screens.rules import require, works_with_people
from care_platform.screens.sealed import seal_person, unseal_person
from care_platform.screens.staff import account
from care_platform.web.requests import platform

_LONGEST_ASSERTION = 8000


@blueprint.get("/register")
@require(OrganisationKind.OFFICE, fits=works_with_people)
def register() -> str:
    """The empty form; for a registration to be renewed with its numbers filled in."""
    sealed = request.args.get("again")
    person = unseal_person(account().id, sealed) if sealed else None
    form = (
        IdentityForm(insurer_number=person.insurer_number, insured_number=person.insured_number)
        if person
        else IdentityForm()
    )
    with desk() as here:
        return _page(here, form)


@blueprint.post("/register")
@require(OrganisationKind.OFFICE, fits=works_with_people)
def register_now() -> ResponseReturnValue:
    """Checks the identity and registers, or says what to do."""
    form = read_identity_form(request.form)
    with desk() as here:
        if form.person is None or form.items is None:
            return _page(here, form), 422
        outcome = _register(here, form.person, form.items)
        if outcome.view_until is None:
            return _page(here, form, outcome), _status(outcome)
    return _registered(form.person)


@blueprint.post("/register/card")
@require(OrganisationKind.OFFICE, fits=works_with_people)
def register_by_card() -> ResponseReturnValue:
    """Registers the person whose card the office's own reader has just verified."""
    assertion = request.form.get("assertion", "").strip()[:_LONGEST_ASSERTION]
    person = person_of_assertion(assertion)
    with desk() as here:
        if person is None:
            return _page(here, IdentityForm(), card_wrong=True), 422
        base = platform().settings.base_url
        proof = CardProof(assertion, frozenset({base, f"{base}/api/v1/users"}))
        outcome = _register(here, person, card=proof)
        if outcome.view_until is None:
            return _page(here, IdentityForm(), outcome), _status(outcome)
    return _registered(person)


def _register(
    here: Desk, person: PersonKey, items: FourItems | None = None, card: CardProof | None = None
) -> Registered:
    asked = RegistrationRequest(
        actor=here.actor, office_number=here.office_number, person=person, items=items, card=card, at=here.at,
        correlation_id=here.correlation_id,
    )  # fmt: skip
    return register_user(here.connection, asked)


def _status(outcome: Registered) -> int:
    return outcome.reason.http_status if outcome.reason.http_status >= 400 else 409


def _registered(person: PersonKey) -> ResponseReturnValue:
    sealed = seal_person(account().id, person)
    return redirect(url_for("desk.user", sealed=sealed, done="registered"), 303)


def _page(
    here: Desk, form: IdentityForm, outcome: Registered | None = None, *, card_wrong: bool = False
) -> str:
    refusal = spoken(outcome.reason, outcome.details) if outcome else None
    return render_template(
        "desk/register.html", form=form, refusal=refusal, insurers=_insurers(here), card_wrong=card_wrong,
        not_sharing=outcome is not None and outcome.reason is access.NOT_SHARING,
    )  # fmt: skip


def _insurers(here: Desk) -> list[tuple[str, str]]:
    """The insurers of the office's users, most of whom live near: number and name."""
    numbers = sorted({row.person.insurer_number for row in here.users()})
    found = [(number, municipality_of_insurer(number)) for number in numbers]
    return [(number, f"{place.name}（{number}）" if place else number) for number, place in found]
