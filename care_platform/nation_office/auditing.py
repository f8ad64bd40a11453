"""The auditor's pages: patterns in the access log, and searching it. Every reading is itself logged."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.kinds import OrganisationKind, Role
from care_platform.accounts.log_views import everyones_accesses, suspicious
from care_platform.audit.searching import WIDEST, Search
from care_platform.nation_office.blueprint import blueprint
from care_platform.reference.calendar import JAPAN, japan_day
from care_platform.reference.numbers import INSURED_NUMBER_PATTERN, INSURER_NUMBER_PATTERN
from care_platform.reference.people import PersonKey
from care_platform.screens.acting import acting
from care_platform.screens.asked import before_asked, day_asked
from care_platform.screens.language import say
from care_platform.screens.rules import require
from care_platform.screens.sealed import seal, unseal
from care_platform.screens.staff import account
from care_platform.web.requests import platform

PAGE = 50
_SUBJECT = "log-search"
_FIELDS = ("insurer_number", "insured_number", "organisation", "staff_id", "since", "until", "only")
_DAY = timedelta(days=1)


@blueprint.get("/findings")
@require(OrganisationKind.OPERATOR, roles=[Role.AUDITOR])
def findings() -> str:
    """What a single row does not show, over a period of at most 31 days; the last 30 days unless chosen."""
    until, now = japan_day(platform().clock()), platform().clock()
    since = day_asked(request.args.get("since", "")) or until - timedelta(days=29)
    until = day_asked(request.args.get("until", "")) or until
    with platform().engine.begin() as connection:
        found = suspicious(connection, acting(), _midnight(since), _midnight(until + _DAY))
    return render_template(
        "nation_office/findings.html", wide=True, found=found.found, not_yet=found.not_yet, since=since, until=until,
        days=WIDEST.days, now=now,
    )  # fmt: skip


@blueprint.route("/log", methods=["GET", "POST"])
@require(OrganisationKind.OPERATOR, roles=[Role.AUDITOR])
def log_search() -> ResponseReturnValue:
    """The form; sent, it leads to its result under an address that names nobody."""
    if request.method == "GET":
        return render_template("nation_office/log_search.html", given={}, errors={}, days=WIDEST.days)
    given = {name: request.form.get(name, "").strip() for name in _FIELDS}
    errors = _errors(given)
    if errors:
        return render_template(
            "nation_office/log_search.html", given=given, errors=errors, days=WIDEST.days
        ), 422
    sealed = seal(account().id, _SUBJECT, *given.values())
    return redirect(url_for("nation_office.log_found", q=sealed), 303)


@blueprint.get("/log/found")
@require(OrganisationKind.OPERATOR, roles=[Role.AUDITOR])
def log_found() -> str:
    """Fifty rows of the log, newest first."""
    sealed = request.args.get("q", "")
    given = dict(zip(_FIELDS, unseal(account().id, _SUBJECT, sealed), strict=True))
    before = before_asked()
    with platform().engine.begin() as connection:
        found = everyones_accesses(connection, acting(), _search(given, before))
    following = (
        url_for("nation_office.log_found", q=sealed, before=found[PAGE - 1].id) if len(found) > PAGE else None
    )
    return render_template("nation_office/log_found.html", wide=True, found=found[:PAGE], next=following)


def log_of_staff(organisation: str, staff_id: str, since: date, until: date) -> str:
    """The address of the search for what one member of staff did in those days."""
    given = {
        "organisation": organisation,
        "staff_id": staff_id,
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    sealed = seal(account().id, _SUBJECT, *(given.get(name, "") for name in _FIELDS))
    return url_for("nation_office.log_found", q=sealed)


def _search(given: Mapping[str, str], before: int | None) -> Search:
    since, until = day_asked(given["since"]), day_asked(given["until"])
    named = given["insurer_number"] and given["insured_number"]
    return Search(
        person=PersonKey(given["insurer_number"], given["insured_number"]) if named else None,
        organisation=given["organisation"] or None, staff_id=given["staff_id"] or None,
        since=_midnight(since) if since else None, until=_midnight(until + _DAY) if until else None,
        only_refused=given["only"] == "refused", only_emergency=given["only"] == "emergency",
        before_id=before, limit=PAGE + 1,
    )  # fmt: skip


def _errors(given: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the form, by field. Too wide a search is refused here as the service would refuse it."""
    errors = {}
    if bool(given["insurer_number"]) != bool(given["insured_number"]):
        errors["insured_number"] = say("log.wrong_person")
    for name, pattern in (
        ("insurer_number", INSURER_NUMBER_PATTERN),
        ("insured_number", INSURED_NUMBER_PATTERN),
    ):
        if given[name] and not re.fullmatch(pattern, given[name]):
            errors[name] = say("log.wrong_number")
    for name in ("since", "until"):
        if given[name] and day_asked(given[name]) is None:
            errors[name] = say("log.wrong_day")
    if not errors and not (given["insured_number"] or given["organisation"] or _is_short(given)):
        errors["since"] = say("log.too_wide", days=WIDEST.days)
    return errors


def _is_short(given: Mapping[str, str]) -> bool:
    since, until = day_asked(given["since"]), day_asked(given["until"])
    return since is not None and until is not None and until - since < WIDEST


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), JAPAN)
