"""One insured person as the municipality sees them: what the platform holds, the consent, its proxies."""

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.duties import Duty
from care_platform.consoles import people as service
from care_platform.lookup.answer import State
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.access import ALLOWED
from care_platform.reference.catalogue.ties import PROXY_UNKNOWN
from care_platform.screens.acting import acting
from care_platform.screens.cards import cards_of
from care_platform.screens.language import say, speech
from care_platform.screens.sealed import seal, unseal
from care_platform.screens.staff import account
from care_platform.town.blueprint import blueprint, done_by_operators, seen_by_all_roles
from care_platform.town.numbers import insured_number_error
from care_platform.web.requests import platform

PERSON = "insured"
"""What an address of a person's page is sealed for."""
LONGEST_RELATION = 40


@blueprint.get("/people")
@seen_by_all_roles
def people() -> str:
    """The form."""
    return render_template("town/people.html", errors={}, given={})


@blueprint.post("/people")
@seen_by_all_roles
def find_person() -> ResponseReturnValue:
    """Leads on under an address that names nobody."""
    number = request.form.get("insured_number", "").strip()
    if error := insured_number_error(number):
        return render_template("town/people.html", errors={"insured_number": error}, given=request.form), 422
    return redirect(url_for("town.person", sealed=seal(account().id, PERSON, number)), 303)


@blueprint.get("/people/<sealed>")
@seen_by_all_roles
def person(sealed: str) -> str:
    """What the platform holds; the look is decided and logged like everybody's."""
    return _page(sealed)


@blueprint.post("/people/<sealed>/proxies")
@done_by_operators
def register_proxy(sealed: str) -> ResponseReturnValue:
    """Lets an account see and change the person's consent, by the number its owner brought to the counter."""
    entered, relation = (request.form.get(name, "").strip() for name in ("account", "relation"))
    proxy = _account_number(entered)
    errors = (
        {} if relation and len(relation) <= LONGEST_RELATION else {"relation": say("person.wrong_relation")}
    )
    if proxy is None:
        return _page(sealed, {"account": say("person.wrong_account"), **errors}), 422
    if errors:
        return _page(sealed, errors), 422
    with platform().engine.begin() as connection:
        answer = service.register_proxy(connection, acting(), _number(sealed), proxy, relation)
    if answer is PROXY_UNKNOWN:
        return _page(sealed, {"account": say("person.unknown_account")}), 422
    if answer is not ALLOWED:
        raise CataloguedError(answer)
    return redirect(url_for("town.person", sealed=sealed, done="proxy_registered"), 303)


def _account_number(entered: str) -> UUID | None:
    try:
        return UUID(entered)
    except ValueError:
        return None


def _page(sealed: str, errors: Mapping[str, str] | None = None) -> str:
    number, who = _number(sealed), acting()
    with platform().engine.begin() as connection:
        answer = service.look_up_insured(connection, who, number)
        consent, proxies = service.consent_of_insured(connection, who, number)
    suspended = any(one.state is State.SUSPENDED for one in answer.kinds)
    return render_template(
        "town/person.html", suspended=suspended, number=number, sealed=sealed, cards=cards_of(answer, speech()),
        consent=consent.consent, history=consent.history, proxies=[one for one in proxies if one.ended_at is None],
        may_change=who.has(Duty.ACT_MUNICIPAL), errors=errors or {}, given=request.form, longest=LONGEST_RELATION,
    )  # fmt: skip


@blueprint.post("/people/<sealed>/consent")
@done_by_operators
def register_consent(sealed: str) -> ResponseReturnValue:
    """What the person's form says."""
    given = request.form.get("given") == "yes"
    with platform().engine.begin() as connection:
        answer = service.register_form(connection, acting(), _number(sealed), given=given)
    if answer.reason is not ALLOWED:
        raise CataloguedError(answer.reason)
    return redirect(
        url_for("town.person", sealed=sealed, done="consent_given" if given else "consent_withdrawn"), 303
    )


@blueprint.post("/people/<sealed>/proxies/end")
@done_by_operators
def end_proxy(sealed: str) -> ResponseReturnValue:
    """Ends a proxy's right at once. Whose stands in the form: an address names nobody, a proxy neither."""
    proxy = _account_number(request.form.get("account", ""))
    if proxy is None:
        raise CataloguedError(PROXY_UNKNOWN)
    with platform().engine.begin() as connection:
        answer = service.end_proxy(connection, acting(), _number(sealed), proxy)
    if answer is not ALLOWED:
        raise CataloguedError(answer)
    return redirect(url_for("town.person", sealed=sealed, done="proxy_ended"), 303)


def _number(sealed: str) -> str:
    (number,) = unseal(account().id, PERSON, sealed)
    return number
