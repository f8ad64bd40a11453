"""What the person is told: who opened the records without a registration, and why (emergency, disaster)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import render_template

from care_platform.lookup.own import own_exceptional_accesses
from care_platform.notices.own import MOST_OF_PERSON, own_recipients
from care_platform.portal.asking import question
from care_platform.reference.notices import Addressee
from care_platform.screens.formats import moment_in_words
from care_platform.screens.language import speech
from care_platform.screens.words import Speech
from care_platform.store.exceptional import Window
from care_platform.store.serving import names_of_offices
from care_platform.web.requests import platform

_RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One opening in words. `reviewed` says what came of the later check, None while it is open."""

    at: datetime
    when: str
    heading: str
    who: str
    why: str
    until: str
    reviewed: str | None


def show(given: str = "", error: str | None = None) -> str:
    """Every opening of my records without a registration, newest first, and my addresses that are told by mail.

    `given` and `error`: an address that was entered and what is wrong with it.
    """
    asked = question()
    with platform().engine.begin() as connection:
        windows = own_exceptional_accesses(connection, asked.person)
        names = names_of_offices(connection, {window.office_number for window in windows})
        told = own_recipients(connection, Addressee.PERSON.value, str(asked.account_id))
    return render_template(
        "portal/notices.html", notices=notices_of(windows, names, speech()), addresses=told, given=given, error=error,
        may_add=len(told) < MOST_OF_PERSON, mail_is_set_up=bool(platform().settings.smtp_host),
    )  # fmt: skip


def notices_of(windows: Iterable[Window], names: Mapping[str, str], speech: Speech) -> Sequence[Notice]:
    """The openings in words; an institution without a known name is named by its number."""
    return [_notice(window, names, speech) for window in windows]


def recent(windows: Iterable[Window], now: datetime) -> Sequence[Window]:
    """The openings of the last thirty days."""
    return [window for window in windows if window.opened_at > now - _RECENT]


def _notice(window: Window, names: Mapping[str, str], speech: Speech) -> Notice:
    return Notice(
        at=window.opened_at,
        when=moment_in_words(window.opened_at, speech.language),
        heading=speech.say_or(f"notices.{window.kind}", window.kind),
        who=names.get(window.office_number, window.office_number),
        why=speech.say_or(f"notices.reason.{window.reason_code}", window.reason_code),
        until=moment_in_words(window.open_until, speech.language),
        reviewed=_reviewed(window, speech),
    )


def _reviewed(window: Window, speech: Speech) -> str | None:
    if window.kind != "emergency":
        return None
    outcome = window.review_outcome or "open"
    return speech.say_or(f"notices.review.{outcome}", outcome)
