"""My application for certification: how far it is, and the 30 days of law."""

from flask import render_template

from care_platform.lookup.answer import State
from care_platform.lookup.own import own_records
from care_platform.portal.asking import question
from care_platform.screens.applications import APPLICATION_KINDS, applications_of
from care_platform.screens.cards import cards_of
from care_platform.screens.language import speech
from care_platform.web.requests import platform

_TOLD = frozenset({State.FOUND, State.EXPIRED, State.NOT_YET_IN_FORCE, State.NONE_ON_RECORD})


def show() -> str:
    """The applications, newest first, each as a timeline."""
    with platform().engine.begin() as connection:
        answer = own_records(connection, question(), APPLICATION_KINDS)
    answers = {kind.record_kind: kind for kind in answer.kinds}
    refused = next((card for card in cards_of(answer, speech()) if card.state not in _TOLD), None)
    return render_template(
        "portal/applications.html", applications=applications_of(answers, answer.on, speech()),
        refused=refused, known_at=answer.known_at,
    )  # fmt: skip
