"""認定申請の進捗: one step of an application, as soon as it is known (handbook 1.7).

One record per application, kind of event and ordinal; so an event is told without sending the others again, and
a second panel or a second notice of delay has ordinal 2. `progress_of` puts the events of one application
together for the clock of the 30 days.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from care_platform.records.application import OfApplication, application_key
from care_platform.records.check_conditions import needs, not_before, only_with
from care_platform.records.checks import number_of_insurer_valid
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.fields import code, day, integer, text
from care_platform.reference.catalogue import row_rules
from care_platform.reference.codes import DELAY_REASON, PROGRESS_EVENT
from care_platform.reference.rules.certification import decision_due
from care_platform.reference.rules.decision_clock import Progress

_APPLIED, _DELAYED = "applied", "delayed"
_PANEL_SET = "panel_set"
_PLANNING = {_PANEL_SET, _DELAYED}
_FIELDS = {
    "survey_done": "survey_done_on",
    "opinion_requested": "opinion_requested_on",
    "opinion_received": "opinion_received_on",
    "decided": "decided_on",
    "withdrawn": "withdrawn_on",
    _DELAYED: "delay_notified_on",
}


class ApplicationEvent(OfApplication, table=True):
    """One version of one event of one application."""

    __tablename__ = "application_event"

    event_kind: str = code("進捗の種類", "event", PROGRESS_EVENT, example="panel_set")
    event_ordinal: int | None = integer(
        "回", "ordinal", minimum=1, maximum=99, unit="回", example="1", rule="同じ種類の2回目以降。省略は1"
    )
    event_date: date = day("年月日", "day", example="2026-04-15", rule="その進捗があった日")
    planned_date: date | None = day(
        "予定年月日", "planned for", example="2026-04-27", rule="審査会の予定日、延期では認定の見込みの日"
    )
    delay_reason: str | None = code(
        "延期の理由", "reason of delay", DELAY_REASON, example="2", rule="延期では必須"
    )
    delay_details: str | None = text(
        "延期の理由の詳細", "details of the delay", at_most=200, personal=True, example="医療機関に照会中"
    )


def _applied_on_its_day(values: Values) -> Iterator[Problem]:
    """The event of applying has the application's own day."""
    if values["event_kind"] == _APPLIED and values["event_date"] > values["application_date"]:
        yield Problem(
            row_rules.ITEM_NOT_ALLOWED, "event_date", found=values["event_date"],
            details={"because": "application_date"},
        )  # fmt: skip


def _delay_in_time(values: Values) -> Iterator[Problem]:
    """A notice of delay is sent within the 30 days (介護保険法 27 条 11 項); a warning."""
    if values["event_kind"] != _DELAYED or int(values.get("event_ordinal") or 1) > 1:
        return
    due = decision_due(date.fromisoformat(values["application_date"])).isoformat()
    if values["event_date"] > due:
        yield Problem(
            row_rules.DELAY_NOTICE_LATE, "event_date", rejects=False, found=values["event_date"],
            details={"expected": due},
        )  # fmt: skip


def progress_of(events: Iterable[Values], application: Values | None = None) -> Progress:
    """The events of one application (at least one), and its application record if known, for `read_clock`.

    Of several events of a kind the last counts, but the first notice of delay, since it keeps the limit.
    """
    days: dict[str, date] = {}
    applied: str | None = None
    for event in sorted(events, key=lambda e: int(e.get("event_ordinal") or 1)):
        applied = event["application_date"]
        kind, on = event["event_kind"], date.fromisoformat(event["event_date"])
        if kind == _PANEL_SET and event.get("planned_date"):
            days["panel_planned_on"] = date.fromisoformat(event["planned_date"])
        elif kind == _DELAYED:
            days.setdefault(_FIELDS[kind], on)
        elif kind in _FIELDS:
            days[_FIELDS[kind]] = on
    if applied is None:
        raise ValueError("an application without events has no progress")
    former = (application or {}).get("previous_valid_to")
    return Progress(
        applied_on=date.fromisoformat(applied),
        former_valid_to=date.fromisoformat(former) if former else None,
        notice_waived=(application or {}).get("waives_delay_notice") == "1",
        **days,
    )


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """The last step known and its day."""
    kind = values["event_kind"]
    on = values["event_date"]
    return [
        Headline(
            label_ja="認定申請の進捗",
            label_en="progress of the application",
            value_ja=f"{PROGRESS_EVENT.label(kind)}（{on}）",
            value_en=f"{PROGRESS_EVENT.label(kind, 'en')} ({on})",
        )
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["event_date"], None


def _key(values: Values) -> str:
    return f"{application_key(values)}/{values['event_kind']}/{values.get('event_ordinal') or '1'}"


KIND = RecordKind(
    name="application_event",
    official_name="認定申請の進捗",
    label_en="progress of an application",
    model=ApplicationEvent,
    several_in_force=True,
    parts=parts_of(ApplicationEvent),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        not_before("event_date", "application_date"),
        _applied_on_its_day,
        needs("planned_date", "event_kind", _PLANNING),
        only_with("planned_date", "event_kind", _PLANNING),
        not_before("planned_date", "event_date"),
        needs("delay_reason", "event_kind", {_DELAYED}),
        only_with("delay_reason", "event_kind", {_DELAYED}),
        only_with("delay_details", "delay_reason"),
        _delay_in_time,
    ),
    headlines=_headlines,
    source="介護保険法27条11項, 12項; 市町村の進捗照会の項目",
)
