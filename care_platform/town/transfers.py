"""Transfers: the list, one with its progress, report and figures, and what may be done with it."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.accounts.kinds import OrganisationKind, Role
from care_platform.consoles import transfers as service
from care_platform.intake.guard.words import FigureLine, line_of_figure
from care_platform.intake.report import Report, ReportLine
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CATALOGUE, CataloguedError
from care_platform.reference.catalogue.guard import NEVER_HELD
from care_platform.screens.acting import acting
from care_platform.screens.asked import before_asked, page_asked
from care_platform.screens.cards import kind_in_words
from care_platform.screens.csv_text import csv_answer
from care_platform.screens.language import language, say
from care_platform.screens.pages import spoken
from care_platform.screens.rules import require
from care_platform.store.tables import GuardHold, Transfer, TransferState
from care_platform.town.blueprint import blueprint, done_by_approvers, done_by_operators, seen_by_all_roles
from care_platform.town.item_words import item_words
from care_platform.web.requests import platform

PAGE, REPORT_PAGE, CSV_PAGE = 30, 50, 1_000
UNDER_WAY: Final = (TransferState.OPEN, TransferState.SEALED, TransferState.PROCESSING)
REPORTED: Final = (TransferState.APPLIED, TransferState.REJECTED, TransferState.HELD)
CANCELLABLE: Final = (TransferState.OPEN, TransferState.SEALED, TransferState.HELD)


@blueprint.get("/transfers")
@seen_by_all_roles
def transfers() -> str:
    """What the municipality's system sent, newest first."""
    state, kind = request.args.get("state", ""), request.args.get("kind", "")
    before = before_asked()
    with platform().engine.connect() as connection:
        found = service.list_transfers(
            connection,
            acting(),
            states=[state] if state else (),
            record_kind=kind or None,
            before=before,
            limit=PAGE + 1,
        )
    more = found[PAGE - 1].id if len(found) > PAGE else None
    return render_template(
        "town/transfers.html", wide=True, transfers=found[:PAGE], state=state, kind=kind, kinds=_kinds(),
        states=[(each.value, say(f"transfer.{each}")) for each in TransferState],
        next=url_for("town.transfers", state=state, kind=kind, before=more) if more else None,
        running=any(one.state in UNDER_WAY for one in found[:PAGE]),
    )  # fmt: skip


@blueprint.get("/transfers/<uuid:transfer>")
@seen_by_all_roles
def transfer(transfer: UUID) -> str:
    """One: how far it is, what was found, why it is held, and what may be done."""
    return _page(transfer)


@blueprint.get("/transfers/<uuid:transfer>/progress")
@require(OrganisationKind.INSURER, roles=[Role.VIEWER, Role.OPERATOR, Role.APPROVER], background=True)
def transfer_progress(transfer: UUID) -> Response:
    """What the page's script asks every two seconds."""
    with platform().engine.connect() as connection:
        found = service.see_transfer(connection, acting(), transfer)
    one = found.transfer
    done, total = how_far(one, len(found.missing_parts))
    return jsonify(
        done=done, total=total, words=progress_words(one, done, total), finished=one.state not in UNDER_WAY
    )


@blueprint.get("/transfers/<uuid:transfer>/report.csv")
@seen_by_all_roles
def transfer_report(transfer: UUID) -> Response:
    """Every finding with its row and item, to go through beside the file."""
    with platform().engine.connect() as connection:
        lines = list(_all_lines(connection, acting(), transfer))
    columns = ("part", "row", "item", "weight", "title", "remedy", "found", "code")
    rows = [_csv_row(line) for line in lines]
    return csv_answer(f"report-{transfer}.csv", [say(f"report.{name}") for name in columns], rows)


@blueprint.post("/transfers/<uuid:transfer>/release")
@done_by_approvers
def release_transfer(transfer: UUID) -> ResponseReturnValue:
    """An approver says that a held transfer is right, and why."""
    try:
        with platform().engine.begin() as connection:
            released = service.release(connection, acting(), transfer, request.form.get("reason", ""))
    except CataloguedError as error:
        return _page(
            transfer, {"reason": spoken(error.entry, error.details)["remedy"]}
        ), error.entry.http_status
    assert released.id is not None  # noqa: S101 - it was read from the table
    platform().enqueue(released.id, released.insurer_number, released.record_kind)
    return redirect(url_for("town.transfer", transfer=transfer, done="released"), 303)


@blueprint.post("/transfers/<uuid:transfer>/cancel")
@done_by_operators
def cancel_transfer(transfer: UUID) -> ResponseReturnValue:
    """Withdraws one that was not applied."""
    reason = request.form.get("cancel_reason", "").strip()
    if not reason:
        return _page(transfer, {"cancel_reason": say("transfer.reason_missing")}), 422
    with platform().engine.begin() as connection:
        service.cancel(connection, acting(), transfer, reason)
    return redirect(url_for("town.transfer", transfer=transfer, done="cancelled"), 303)


def how_far(one: Transfer, missing: int) -> tuple[int, int]:
    """Parts received while it is open, rows afterwards where the sender said how many there are."""
    if one.state == TransferState.OPEN:
        return one.part_count - missing, one.part_count
    total = one.stated_record_count or max(one.processed_rows, 1)
    return min(one.processed_rows, total), total


def progress_words(one: Transfer, done: int, total: int) -> str:
    """The same in words."""
    unit = "parts" if one.state == TransferState.OPEN else "rows"
    return say(f"transfer.progress_{unit}", done=f"{done:,}", total=f"{total:,}")


def _page(public_id: UUID, errors: dict[str, str] | None = None) -> str:
    who = acting()
    page = page_asked()
    with platform().engine.connect() as connection:
        found = service.see_transfer(connection, who, public_id)
        one = found.transfer
        report = (
            service.see_report(connection, who, public_id, page, REPORT_PAGE)
            if one.state in REPORTED
            else None
        )
        held, figures = _hold(connection, who, one)
    done, total = how_far(one, len(found.missing_parts))
    return render_template(
        "town/transfer.html", wide=True, transfer=one, missing=found.missing_parts[:20], report=report, page=page,
        held=held, figures=figures, errors=errors or {}, given=request.form, done_rows=done, total_rows=total,
        running=one.state in UNDER_WAY, words=progress_words(one, done, total), item_words=item_words,
        may_release=who.has(Duty.APPROVE_MUNICIPAL) and one.state == TransferState.HELD,
        may_cancel=who.has(Duty.ACT_MUNICIPAL) and one.state in CANCELLABLE, failure=_failure(one),
        kind=kind_in_words(one.record_kind, language()), titles=_titles(report),
    )  # fmt: skip


def _hold(connection: Connection, who: Acting, one: Transfer) -> tuple[GuardHold | None, list[FigureLine]]:
    try:
        hold = service.see_hold(connection, who, one.public_id)
    except CataloguedError as error:
        if error.entry is not NEVER_HELD:
            raise
        return None, []
    return hold.held, [line_of_figure(figure, RECORD_KINDS[one.record_kind]) for figure in hold.figures]


def _failure(one: Transfer) -> dict[str, str] | None:
    entry = CATALOGUE.get(one.failure_code or "")
    return spoken(entry, one.failure_details) if entry is not None else None


def _titles(report: Report | None) -> list[tuple[str, str, str]]:
    """Title and remedy of each line in the reader's language."""
    speech = language()
    return [
        (
            line.code,
            line.title_ja if speech == "ja" else line.title_en,
            line.remedy_ja if speech == "ja" else line.remedy_en,
        )
        for line in (report.lines if report else [])
    ]


def _all_lines(connection: Connection, who: Acting, public_id: UUID) -> Iterator[ReportLine]:
    page, pages = 0, 1
    while page < pages:
        page += 1
        found = service.see_report(connection, who, public_id, page, CSV_PAGE)
        pages = found.page_count
        yield from found.lines


def _csv_row(line: ReportLine) -> list[str]:
    japanese = language() == "ja"
    return [
        str(line.part_number), str(line.row_number), line.item, say("report.rejects" if line.rejects else "report.warns"),
        line.title_ja if japanese else line.title_en, line.remedy_ja if japanese else line.remedy_en, line.found or "",
        line.code,
    ]  # fmt: skip


def _kinds() -> list[tuple[str, str]]:
    return [(name, kind_in_words(name, language())) for name in RECORD_KINDS]
