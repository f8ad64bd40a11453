"""The municipality's own programme with its gates, and the comparison with its differences down to the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.duties import Duty
from care_platform.consoles import reconciling
from care_platform.migration.advancing import next_gate
from care_platform.migration.differences import Difference
from care_platform.migration.gates import Claim
from care_platform.migration.milestones import ORDER, place
from care_platform.reference.catalogue import CataloguedError
from care_platform.screens.acting import acting
from care_platform.screens.asked import page_asked
from care_platform.screens.cards import kind_in_words
from care_platform.screens.language import language
from care_platform.screens.pages import spoken
from care_platform.town.blueprint import blueprint, done_by_approvers, seen_by_all_roles
from care_platform.town.home import own_programme, state_words
from care_platform.web.requests import platform

PAGE = 100


@dataclass(frozen=True, slots=True)
class KindTotals:
    """What both sides say of one record kind."""

    kind: str
    stated: int
    held: int


@blueprint.get("/programme")
@seen_by_all_roles
def programme() -> str:
    """The gates: passed, the next with what it lacks, and those to come."""
    who = acting()
    with platform().engine.connect() as connection:
        found = own_programme(connection, who.account.organisation)
        gate = next_gate(connection, found, Claim(who.at)) if found else None
    return render_template(
        "town/programme.html", programme=found, order=ORDER, passed=place(found.state) if found else 0,
        late=found.days_late(who.at.date()) if found else 0, state_words=state_words,
        unmet=[spoken(entry, details) for entry, details in gate[1].unmet] if gate else [],
        next_gate=state_words(gate[0]) if gate else None,
    )  # fmt: skip


@blueprint.get("/differences")
@seen_by_all_roles
def differences() -> str:
    """The last comparison."""
    return _differences()


@blueprint.post("/differences")
@done_by_approvers
def accept_differences() -> ResponseReturnValue:
    """An approver accepts the differences that were ticked, by name and for a reason."""
    numbers = [int(one) for one in request.form.getlist("difference") if one.isdecimal()]
    try:
        with platform().engine.begin() as connection:
            reconciling.accept_differences(connection, acting(), numbers, request.form.get("reason", ""))
    except CataloguedError as error:
        return _differences(spoken(error.entry, error.details)), error.entry.http_status
    return redirect(url_for("town.differences", done="accepted"), 303)


def _differences(refused: dict[str, str] | None = None) -> str:
    who, page = acting(), page_asked()
    with platform().engine.connect() as connection:
        found = reconciling.see_comparison(connection, who)
    comparison, everything = found if found else (None, [])
    ordered = sorted(everything, key=lambda one: one.accepted_by is not None)
    return render_template(
        "town/differences.html", wide=True, comparison=comparison, shown=ordered[(page - 1) * PAGE : page * PAGE],
        open=_open(everything), total=len(everything), page=page, more=page * PAGE < len(everything),
        may_accept=who.has(Duty.APPROVE_MUNICIPAL), refused=refused, given=request.form,
        totals=[_total(name, comparison.totals[name]) for name in comparison.record_kinds] if comparison else [],
    )  # fmt: skip


def _open(found: Sequence[Difference]) -> int:
    return sum(one.accepted_by is None for one in found)


def _total(name: str, totals: Mapping[str, Mapping[str, Any]]) -> KindTotals:
    return KindTotals(kind_in_words(name, language()), totals["stated"]["count"], totals["held"]["count"])
