"""Disaster periods: opened per municipality with a reason, closed early or by themselves."""

from datetime import datetime, time, timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.consoles.disasters import LONGEST, NewPeriod, close_period, open_period, open_periods
from care_platform.nation_office.blueprint import blueprint, for_programme_offices
from care_platform.reference.calendar import JAPAN
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.exceptional import DISASTER_INVALID
from care_platform.reference.municipalities import municipality_of_insurer
from care_platform.screens.acting import acting
from care_platform.screens.asked import day_asked
from care_platform.screens.language import say
from care_platform.web.requests import platform


@blueprint.get("/disasters")
@for_programme_offices
def disasters() -> str:
    """The open periods of one's area, and the form for another."""
    return _page()


@blueprint.post("/disasters")
@for_programme_offices
def begin_disaster() -> ResponseReturnValue:
    """Opens a period from now to the end of a day."""
    new = NewPeriod(
        insurer_number=request.form.get("insurer_number", "").strip(), closes_at=_end_of(request.form.get("last_day", "")),
        reason=request.form.get("reason", ""),
    )  # fmt: skip
    try:
        with platform().engine.begin() as connection:
            open_period(connection, acting(), new)
    except CataloguedError as error:
        if error.entry is not DISASTER_INVALID:
            raise
        return _page(
            {_FIELDS[str(error.details["item"])]: say(f"disaster.wrong_{error.details['item']}")}
        ), 422
    return redirect(url_for("nation_office.disasters", done="opened"), 303)


@blueprint.post("/disasters/close")
@for_programme_offices
def end_disaster() -> ResponseReturnValue:
    """Closes a period with every access it opened."""
    with platform().engine.begin() as connection:
        close_period(connection, acting(), request.form.get("period", 0, type=int))
    return redirect(url_for("nation_office.disasters", done="closed"), 303)


_FIELDS = {"insurer_number": "insurer_number", "closes_at": "last_day", "reason": "reason"}


def _page(errors: dict[str, str] | None = None) -> str:
    with platform().engine.connect() as connection:
        found = open_periods(connection, acting())
    names = {one.insurer_number: municipality_of_insurer(one.insurer_number) for one in found}
    return render_template(
        "nation_office/disasters.html", periods=found, names={k: v.name if v else k for k, v in names.items()},
        errors=errors or {}, given=request.form, longest=LONGEST.days,
    )  # fmt: skip


def _end_of(day: str) -> datetime:
    """Midnight after the day in Japan; a moment long ago for what is no day, which is refused like any past one."""
    last = day_asked(day)
    if last is None:
        return datetime.min.replace(tzinfo=JAPAN)
    return datetime.combine(last, time(), JAPAN) + timedelta(days=1)
