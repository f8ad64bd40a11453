"""The monthly check of the whole list: looked up in steps with a bar, then to be read, printed or kept as CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.accounts.kinds import OrganisationKind
from care_platform.desk.blueprint import blueprint
from care_platform.desk.glance import Glance, glance_of
from care_platform.desk.reading import Desk, desk
from care_platform.lookup.answer import State
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.screens import LINK_OUTDATED
from care_platform.reference.people import PersonKey
from care_platform.screens.asked import page_asked
from care_platform.screens.badges import ENDS_SOON, Tone
from care_platform.screens.cards import kind_in_words
from care_platform.screens.csv_text import csv_answer
from care_platform.screens.language import language, say, speech
from care_platform.screens.rules import require, works_with_people
from care_platform.screens.sealed import seal_person
from care_platform.screens.staff import account
from care_platform.store.list_checks import Check, begin_check, checks_of, find_check, note_progress

STEP = 25
"""Users looked up at a time."""
PAGE_SIZE, PRINTED = 50, 200
"""Lines on a screen, and on a page for the printer."""
_CHECKS_SHOWN = 13
_office = require(OrganisationKind.OFFICE, fits=works_with_people)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """A user in the result: the line, what changed since the check before, whether somebody should look."""

    user: Glance
    changed: Sequence[str]
    attention: bool


@blueprint.get("/checks")
@_office
def checks() -> str:
    """What the check is for, and the earlier ones."""
    with desk() as here:
        found, count = checks_of(here.connection, here.office_number, _CHECKS_SHOWN), len(here.users())
    return render_template("desk/checks.html", checks=found, count=count)


@blueprint.post("/checks")
@_office
def begin() -> ResponseReturnValue:
    """Begins one."""
    with desk() as here:
        total = len(here.users())
        check = begin_check(here.connection, here.office_number, account().staff_id, total, here.at)
    return redirect(url_for("desk.check", check=check), 303)


@blueprint.get("/checks/<uuid:check>")
@_office
def check(check: UUID) -> str:
    """How far it is; when finished, what it found."""
    with desk() as here:
        found = _mine(here, check)
        if found.finished_at is None:
            return render_template("desk/check_running.html", check=found, words=_words(found))
        lines = _lines(here, found)
    show = request.args.get("show", "all")
    shown = [line for line in lines if _fits(line, show)]
    page = page_asked()
    by = account().id
    return render_template(
        "desk/check.html", wide=True, check=found, lines=shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        counts={each: sum(_fits(line, each) for line in lines) for each in ("all", "changed", "attention")},
        show=show, page=page, more=page * PAGE_SIZE < len(shown), link=lambda person: seal_person(by, person),
    )  # fmt: skip


@blueprint.post("/checks/<uuid:check>/step")
@require(OrganisationKind.OFFICE, fits=works_with_people, background=True)
def step(check: UUID) -> Response:
    """The next users; the page's script asks until it is finished."""
    with desk() as here:
        found = _advance(here, check, STEP)
    return jsonify(
        done=found.done, total=found.total, words=_words(found), finished=found.finished_at is not None
    )


@blueprint.post("/checks/<uuid:check>/finish")
@_office
def finish(check: UUID) -> ResponseReturnValue:
    """All the rest at once, for a browser without scripts."""
    with desk() as here:
        _advance(here, check, _mine(here, check).total)
    return redirect(url_for("desk.check", check=check), 303)


@blueprint.get("/checks/<uuid:check>/print")
@_office
def printed(check: UUID) -> str:
    """The result for the printer, without links."""
    page = page_asked()
    with desk() as here:
        found = _finished(here, check)
        lines = _lines(here, found)
    return render_template(
        "desk/check_print.html", check=found, page=page, more=page * PRINTED < len(lines),
        lines=lines[(page - 1) * PRINTED : page * PRINTED],
    )  # fmt: skip


@blueprint.get("/checks/<uuid:check>/csv")
@_office
def as_csv(check: UUID) -> Response:
    """The result as a table to keep."""
    with desk() as here:
        found = _finished(here, check)
        lines = _lines(here, found)
    columns = (
        "number",
        "insurer",
        "name",
        "kana",
        "level",
        "certified_to",
        "copay",
        "state",
        "changed_items",
    )
    rows = [_csv_row(line) for line in lines]
    day = japan_day(found.started_at)
    return csv_answer(f"monthly-check-{day.isoformat()}.csv", [say(f"user.{name}") for name in columns], rows)


def _csv_row(line: CheckLine) -> list[str]:
    user = line.user
    until = user.certified_to.isoformat() if user.certified_to else ""
    return [
        user.person.insured_number, user.person.insurer_number, user.name, user.kana, user.level, until, user.copay,
        " / ".join(badge.words for badge in user.badges), " / ".join(line.changed),
    ]  # fmt: skip


def _mine(here: Desk, check: UUID, *, held: bool = False) -> Check:
    found = find_check(here.connection, here.office_number, check, held=held)
    if found is None:
        raise CataloguedError(LINK_OUTDATED)
    return found


def _finished(here: Desk, check: UUID) -> Check:
    found = _mine(here, check)
    if found.finished_at is None:
        raise CataloguedError(LINK_OUTDATED)
    return found


def _advance(here: Desk, check: UUID, most: int) -> Check:
    """Looks up the next ones. This counts as the office's look at them."""
    found = _mine(here, check, held=True)
    if found.finished_at is not None:
        return found
    people = [row.person for row in here.users()][found.done : min(found.done + most, found.total)]
    here.check(people)
    # Somebody's registration may have ended meanwhile: then the list is through before its number is.
    done = found.done + len(people) if len(people) else found.total
    note_progress(here.connection, found, done, here.at)
    return _mine(here, check)


def _lines(here: Desk, check: Check) -> list[CheckLine]:
    """The result, read again as known at the check's beginning."""
    people = [row.person for row in here.users()]
    answers = here.glance(people, known_at=check.started_at)
    changed = _changed(here, check)
    return [
        _line(glance_of(answer, speech()), changed.get(answer.person, []), answer.on) for answer in answers
    ]


def _line(user: Glance, changed: Sequence[str], today: date) -> CheckLine:
    ends = user.certified_to is not None and user.certified_to <= today + ENDS_SOON
    told = any(badge.tone is Tone.BAD for badge in user.badges)
    return CheckLine(user=user, changed=changed, attention=ends or told or user.state is not State.FOUND)


def _changed(here: Desk, check: Check) -> dict[PersonKey, list[str]]:
    """Per user the kinds that changed between the check before and this one."""
    found: dict[PersonKey, list[str]] = {}
    for one in here.changes_since(check.since) if check.since is not None else ():
        if any(change.changed_at <= check.started_at for change in one.changes):
            found.setdefault(one.person, []).append(kind_in_words(one.record_kind, language()))
    return found


def _fits(line: CheckLine, show: str) -> bool:
    return {"changed": bool(line.changed), "attention": line.attention}.get(show, True)


def _words(check: Check) -> str:
    return say("checks.progress", done=check.done, total=check.total)
