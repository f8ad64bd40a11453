"""Saying that the records shown are not one's own: they are closed for everybody until the insurer has checked."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from care_platform.access.mismatch import MismatchReport, report_mismatch
from care_platform.portal.asking import question
from care_platform.web.requests import platform

REASONS = ("name", "birth_or_address", "contents", "other")
"""What does not fit, in fixed words: a free text would invite names into a report that many read."""


def show() -> str:
    """What reporting means, and the reasons to choose from."""
    return render_template("portal/mismatch.html", reasons=REASONS, missing=False)


def report() -> ResponseReturnValue:
    """Suspends the records at once and says so."""
    reason = request.form.get("reason", "")
    if reason not in REASONS:
        return render_template("portal/mismatch.html", reasons=REASONS, missing=True), 422
    asked = question()
    with platform().engine.begin() as connection:
        report_mismatch(
            connection,
            MismatchReport(
                actor=asked.actor, person=asked.person, reason=f"person: {reason}", at=asked.at,
                correlation_id=asked.correlation_id,
            ),
        )  # fmt: skip
    return redirect(url_for("portal.certificates", done="mismatch"), 303)
