"""Applications for certification as timelines with the legal clock of 30 days (介護保険法27条11項)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from care_platform.lookup.answer import KindAnswer
from care_platform.records.application import application_key
from care_platform.records.description import Values
from care_platform.records.kinds.application_event import progress_of
from care_platform.reference.codes import APPLICATION_KIND, DELAY_REASON, PROGRESS_EVENT
from care_platform.reference.rules.decision_clock import (
    ClockReading,
    Progress,
    Stage,
    StageReading,
    read_clock,
)
from care_platform.screens.badges import Badge, Tone
from care_platform.screens.formats import day_in_words
from care_platform.screens.words import Speech

APPLICATION_KINDS = ("certification_application", "application_event")
"""The record kinds that tell of an application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step as the `timeline` macro shows it; `state` is done, now, late or coming."""

    state: str
    title: str
    when: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application: its clock in a badge and a sentence, and its steps. `open` until decided or withdrawn."""

    title: str
    applied_on: date
    open: bool
    badge: Badge
    clock: str
    steps: Sequence[Step]


def applications_of(answers: Mapping[str, KindAnswer], today: date, speech: Speech) -> list[Application]:
    """The applications of an answer about `APPLICATION_KINDS`, newest first; nothing dated after `today` counts."""
    events = _until(_by_application(answers.get("application_event")), today)
    records = {
        key: found[-1] for key, found in _by_application(answers.get("certification_application")).items()
    }
    keys = sorted({*events, *records}, reverse=True)
    return [
        _application(events.get(key, ()), records.get(key), today, speech)
        for key in keys
        if key[:10] <= today.isoformat()
    ]


def _by_application(answer: KindAnswer | None) -> dict[str, list[Values]]:
    found: dict[str, list[Values]] = {}
    for version in answer.records if answer else ():
        found.setdefault(application_key(version.values), []).append(version.values)
    return found


def _until(events: Mapping[str, list[Values]], today: date) -> dict[str, list[Values]]:
    """An event with a later day is a slip of the sender's, or not yet one."""
    text = today.isoformat()
    kept = {key: [each for each in found if each["event_date"] <= text] for key, found in events.items()}
    return {key: found for key, found in kept.items() if found}


def _application(events: Sequence[Values], record: Values | None, today: date, speech: Speech) -> Application:
    progress = _progress(events, record)
    clock = read_clock(progress, today)
    kind = record["application_kind"] if record else ""
    named = APPLICATION_KIND.label(kind, speech.language) if kind in APPLICATION_KIND else ""
    return Application(
        title=named or speech.say("application.untitled"),
        applied_on=progress.applied_on,
        open=progress.decided_on is None and progress.withdrawn_on is None,
        badge=_badge(progress, clock, speech),
        clock=_clock_in_words(progress, clock, today, speech),
        steps=_steps(progress, clock, events, speech),
    )


def _progress(events: Sequence[Values], record: Values | None) -> Progress:
    if events:
        progress = progress_of(events, record)
    else:
        assert record is not None  # noqa: S101 - a key comes from one of the two
        progress = Progress(applied_on=date.fromisoformat(record["application_date"]))
    withdrawn = (record or {}).get("withdrawn_on")
    if withdrawn and progress.withdrawn_on is None:
        return replace(progress, withdrawn_on=date.fromisoformat(withdrawn))
    return progress


def _badge(progress: Progress, clock: ClockReading, speech: Speech) -> Badge:
    if progress.withdrawn_on:
        return Badge(Tone.QUIET, speech.say("application.withdrawn"))
    if progress.decided_on:
        return Badge(Tone.GOOD, speech.say("application.decided"))
    if clock.may_be_deemed_refused:
        return Badge(Tone.BAD, speech.say("application.overdue"))
    if clock.overdue:
        return Badge(Tone.WARN, speech.say("application.delayed"))
    return Badge(Tone.INFO, speech.say("application.open"))


def _clock_in_words(progress: Progress, clock: ClockReading, today: date, speech: Speech) -> str:
    places = {
        "days": clock.days_used, "left": (clock.deadline - today).days,
        "deadline": day_in_words(clock.deadline, speech.language),
    }  # fmt: skip
    if progress.withdrawn_on:
        return speech.say("application.clock.withdrawn", **places)
    if progress.decided_on:
        return speech.say("application.clock.decided", **places)
    if clock.may_be_deemed_refused:
        return speech.say("application.clock.overdue", **places)
    if clock.overdue:
        return speech.say("application.clock.delayed", **places)
    return speech.say("application.clock.open", **places)


def _steps(
    progress: Progress, clock: ClockReading, events: Sequence[Values], speech: Speech
) -> Sequence[Step]:
    readings = {reading.stage: reading for reading in clock.stages}
    steps = [
        _done("applied", progress.applied_on, speech),
        _stage("survey_done", progress.survey_done_on, readings[Stage.SURVEY], progress, speech),
        _stage("opinion_received", progress.opinion_received_on, readings[Stage.OPINION], progress, speech),
        *_delays(events, speech),
        _stage("decided", progress.decided_on, readings[Stage.PANEL], progress, speech),
    ]
    if progress.withdrawn_on:
        kept = [step for step in steps if step.state == "done"]
        return [*kept, _done("withdrawn", progress.withdrawn_on, speech)]
    return steps


def _done(event: str, on: date, speech: Speech) -> Step:
    return Step(state="done", title=_event(event, speech), when=day_in_words(on, speech.language))


def _stage(event: str, on: date | None, reading: StageReading, progress: Progress, speech: Speech) -> Step:
    note = _stage_note(reading, speech)
    if on is not None:
        return replace(_done(event, on, speech), note=note)
    state = "coming" if reading.days is None else "late" if reading.over_target else "now"
    return Step(state=state, title=_event(event, speech), when=_expected(event, progress, speech), note=note)


def _stage_note(reading: StageReading, speech: Speech) -> str | None:
    if reading.days is None:
        return speech.say("application.stage.coming", target=reading.target)
    key = "application.stage.took" if reading.finished else "application.stage.so_far"
    return speech.say(key, days=reading.days, target=reading.target)


def _expected(event: str, progress: Progress, speech: Speech) -> str:
    """What is planned: only the panel's day is ever known before."""
    if event != "decided" or progress.panel_planned_on is None:
        return ""
    return speech.say("application.panel_on", day=day_in_words(progress.panel_planned_on, speech.language))


def _delays(events: Sequence[Values], speech: Speech) -> list[Step]:
    """Each notice of delay: when, why, and by when the decision is expected."""
    return [
        Step(
            state="done", title=_event("delayed", speech), note=_delay_note(event, speech),
            when=day_in_words(date.fromisoformat(event["event_date"]), speech.language),
        )
        for event in events
        if event["event_kind"] == "delayed"
    ]  # fmt: skip


def _delay_note(event: Values, speech: Speech) -> str:
    code, planned = event.get("delay_reason"), event.get("planned_date")
    reason = DELAY_REASON.label(code, speech.language) if code and code in DELAY_REASON else ""
    until = day_in_words(date.fromisoformat(planned), speech.language) if planned else speech.say("undecided")
    return speech.say("application.delay", reason=reason, day=until)


def _event(code: str, speech: Speech) -> str:
    return PROGRESS_EVENT.label(code, speech.language)
