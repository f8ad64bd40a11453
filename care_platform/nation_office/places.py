"""The table of all municipalities with filters, as a page and as CSV; and one municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.migration.forecast_kept import Line, kept_forecast
from care_platform.migration.history import Event, history_of
from care_platform.migration.milestones import LABELS, LEGAL_DEADLINE, ORDER, PREPARING, place
from care_platform.migration.programme import find_programme
from care_platform.migration.standing import Standing, standing_of_country
from care_platform.nation_office.blueprint import blueprint, for_programme_offices, own_prefecture
from care_platform.nation_office.country import state_words
from care_platform.nation_office.prefectures import prefecture_in
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.api import NO_SUCH_ADDRESS
from care_platform.screens.asked import page_asked
from care_platform.screens.csv_text import csv_answer
from care_platform.screens.language import language, say, speech
from care_platform.web.requests import platform

PAGE = 50
CSV_HEADING = (
    "lg_code", "prefecture", "municipality", "insurer_number", "state", "vendor", "insured_persons", "planned_on",
    "sharing_since", "days_late", "forecast_earliest", "forecast_expected", "forecast_latest",
)  # fmt: skip
_SIZES = ("0", "1", "2", "3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the reader chose; an empty text chooses everything. Nothing here is about a person."""

    prefecture: str = ""
    state: str = ""
    vendor: str = ""
    size: str = ""
    late: str = ""
    name: str = ""

    def fits(self, one: Standing) -> bool:
        """Whether a municipality is among those chosen."""
        return (
            self.prefecture in {"", one.prefecture}
            and self.state in {"", one.state}
            and self.vendor in {"", one.vendor or "-"}
            and self.size in {"", str(one.size_group)}
            and self._late_fits(one)
            and (self.name in one.place.name or one.place.lg_code.startswith(self.name))
        )

    def _late_fits(self, one: Standing) -> bool:
        if self.late == "late":
            return one.days_late > 0
        if self.late == "after_deadline":
            return not one.is_sharing and one.planned_on is not None and one.planned_on > LEGAL_DEADLINE
        if self.late == "without_plan":
            return not one.is_sharing and one.planned_on is None
        return True

    def as_query(self) -> dict[str, Any]:
        """What stands in an address that shows the same again."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


@blueprint.get("/municipalities")
@for_programme_offices
def places() -> str:
    """The table, fifty to a page."""
    chosen, found = _chosen(), _found()
    fitting = [one for one in found if chosen.fits(one)]
    page = page_asked()
    shown = fitting[(page - 1) * PAGE : page * PAGE]
    return render_template(
        "nation_office/places.html", wide=True, chosen=chosen, shown=shown, total=len(fitting), page=page,
        lines=_lines(shown), state_words=lambda state: state_words(state, language()),
        prefecture_of=lambda one: prefecture_in(language(), one.prefecture), choices=_choices(found),
        previous=_page(chosen, page - 1) if page > 1 else None,
        next=_page(chosen, page + 1) if page * PAGE < len(fitting) else None,
        csv=url_for("nation_office.places_csv", **chosen.as_query()),
    )  # fmt: skip


@blueprint.get("/municipalities.csv")
@for_programme_offices
def places_csv() -> Response:
    """The same lines as CSV."""
    chosen = _chosen()
    fitting = [one for one in _found() if chosen.fits(one)]
    lines = _lines(fitting)
    rows = (_csv_row(one, lines.get(one.insurer_number or "")) for one in fitting)
    return csv_answer("municipalities.csv", CSV_HEADING, rows)


@blueprint.get("/insurers/<insurer_number>")
@for_programme_offices
def insurer(insurer_number: str) -> ResponseReturnValue:
    """One insurer's programme: gates, days, obstacles, forecast and history."""
    today = japan_day(platform().clock())
    with platform().engine.connect() as connection:
        programme = find_programme(connection, insurer_number)
        history, kept = history_of(connection, insurer_number), kept_forecast(connection, [insurer_number])
    area = own_prefecture()
    if area is not None and not any(code.startswith(area) for code in programme.members):
        raise CataloguedError(NO_SUCH_ADDRESS)
    return render_template(
        "nation_office/insurer.html", programme=programme, late=programme.days_late(today), passed=place(programme.state),
        order=ORDER, line=kept.lines.get(insurer_number) if kept else None, history=list(reversed(history)),
        state_words=lambda state: state_words(state, language()), event_words=_event_words,
    )  # fmt: skip


def _event_words(event: Event) -> str:
    """What was done, and to which milestone, place or record kind."""
    what = speech().say_or(f"event.{event.what}", event.what)
    if not event.subject:
        return what
    subject = state_words(event.subject, language()) if event.subject in LABELS else event.subject
    return say("event.with", what=what, subject=subject)


def _found() -> list[Standing]:
    with platform().engine.connect() as connection:
        return standing_of_country(connection, japan_day(platform().clock()), own_prefecture())


def _lines(shown: Sequence[Standing]) -> Mapping[str, Line]:
    """What is foreseen for those shown, since reading the whole country's takes longest."""
    numbers = {one.insurer_number for one in shown if one.insurer_number is not None}
    with platform().engine.connect() as connection:
        kept = kept_forecast(connection, numbers)
    return kept.lines if kept else {}


def _chosen() -> Chosen:
    return Chosen(**{name: request.args.get(name, "").strip() for name in Chosen.__slots__})


def _choices(found: Sequence[Standing]) -> Mapping[str, list[tuple[str, str]]]:
    speech = language()
    names = [(code, prefecture_in(speech, code)) for code in sorted({one.prefecture for one in found})]
    return {
        "prefecture": names,
        "state": [(state, state_words(state, speech)) for state in (PREPARING, *ORDER)],
        "vendor": [(name, name) for name in sorted({one.vendor for one in found if one.vendor})],
        "size": [(size, size) for size in _SIZES],
    }


def _page(chosen: Chosen, page: int) -> str:
    return url_for("nation_office.places", **chosen.as_query(), page=page)


def _csv_row(one: Standing, line: Line | None) -> list[str]:
    foreseen: Sequence[date | None] = (line.earliest, line.expected_on, line.latest) if line else (None,) * 3
    cells = (
        one.place.lg_code, one.place.prefecture, one.place.name, one.insurer_number, one.state, one.vendor,
        one.insured_persons, one.planned_on, one.sharing_since, one.days_late, *foreseen,
    )  # fmt: skip
    return ["" if cell is None else str(cell) for cell in cells]
