"""/api/v1/municipal/transfers: a municipality's people watch, release and cancel what their system sent."""

from dataclasses import asdict
from typing import Any

from flask import Response

from care_platform.accounts.duties import Duty
from care_platform.api.answers import JsonObject, day, moment
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.municipal import (
    CharactersQuerySchema,
    CharactersSchema,
    DecisionSchema,
    HoldSchema,
    ReportQuerySchema,
    ReportSchema,
    TransferQuerySchema,
    TransferSchema,
    TransfersQuerySchema,
    TransfersSchema,
    TransferStatusSchema,
)
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import asked_by_staff, staff
from care_platform.consoles import transfers
from care_platform.intake.guard.words import line_of_figure
from care_platform.intake.transfer_characters import RowCharacter
from care_platform.records.registry import RECORD_KINDS
from care_platform.store.tables import Transfer
from care_platform.web.requests import platform

blueprint = Blueprint(
    "municipal_transfers", __name__, url_prefix="/api/v1/municipal/transfers",
    description="A municipality's transfers: how far they are, what was found, and what is held.",
)  # fmt: skip
_MOST_MISSING = 1_000
_COUNTS = ("received", "inserted", "superseding", "unchanged", "rejected", "warnings")
_AS_IT_IS = (
    "record_kind", "transfer_kind", "carrier", "state", "part_count", "failure_code", "cancel_reason",
    "cancelled_by",
)  # fmt: skip


@blueprint.get("")
@asked_by_staff(
    blueprint, Duty.SEE_MUNICIPAL, gives=TransfersSchema, takes=TransfersQuerySchema, in_query=True
)
def listed(query: dict[str, Any]) -> Response:
    """List the municipality's transfers, newest first; `state=held` finds those that wait for a release."""
    size = query["page_size"]
    found = transfers.list_transfers(
        staff().connection, staff().acting, states=[query["state"]] if "state" in query else (),
        record_kind=query.get("record_kind"), before=query.get("before"), limit=size + 1,
    )  # fmt: skip
    shown = found[:size]
    more = shown[-1].id if len(found) > size else None
    return json_answer({"transfers": [_body(one) for one in shown], "next": more})


@blueprint.get("/status")
@asked_by_staff(
    blueprint, Duty.SEE_MUNICIPAL, gives=TransferStatusSchema, takes=TransferQuerySchema, in_query=True
)
def status(query: dict[str, Any]) -> Response:
    """Show how far a transfer is."""
    found = transfers.see_transfer(staff().connection, staff().acting, query["transfer_id"])
    missing = found.missing_parts[:_MOST_MISSING]
    return json_answer(_body(found.transfer) | {"missing_parts": missing})


@blueprint.get("/report")
@asked_by_staff(blueprint, Duty.SEE_MUNICIPAL, gives=ReportSchema, takes=ReportQuerySchema, in_query=True)
def report(query: dict[str, Any]) -> Response:
    """Show a page of a transfer's report: row, item, what was wrong, how to mend it."""
    found = transfers.see_report(
        staff().connection, staff().acting, query["transfer_id"], query["page"], query["page_size"]
    )
    return json_answer(
        {
            "transfer": _body(found.transfer), "page": found.page, "page_count": found.page_count,
            "finding_count": found.finding_count, "lines": [asdict(line) for line in found.lines],
        }
    )  # fmt: skip


@blueprint.get("/characters")
@asked_by_staff(
    blueprint, Duty.SEE_MUNICIPAL, gives=CharactersSchema, takes=CharactersQuerySchema, in_query=True
)
def characters(query: dict[str, Any]) -> Response:
    """List the characters of an applied transfer that JIS X 0213 or MS932 does not hold, with row and candidates."""
    check = platform().character_check(query["repertoire"])
    after = (query["after_part"], query["after_row"])
    found = transfers.see_characters(
        staff().connection, staff().acting, query["transfer_id"], check, after, query["page_size"]
    )
    following = {"part_number": found.after[0], "row_number": found.after[1]} if found.after else None
    return json_answer(
        {
            "repertoire": query["repertoire"],
            "shrink_map_loaded": check.official is not None,
            "characters": [_character(each) for each in found.characters],
            "next": following,
        }
    )


@blueprint.get("/hold")
@asked_by_staff(blueprint, Duty.SEE_MUNICIPAL, gives=HoldSchema, takes=TransferQuerySchema, in_query=True)
def hold(query: dict[str, Any]) -> Response:
    """Show the figures that caused a hold, and who released it."""
    found = transfers.see_hold(staff().connection, staff().acting, query["transfer_id"])
    kind, held = RECORD_KINDS[found.transfer.record_kind], found.held
    return json_answer(
        {
            "transfer": _body(found.transfer),
            "held_at": moment(held.held_at),
            "figures": [asdict(line_of_figure(figure, kind)) for figure in found.figures],
            "released_at": moment(held.released_at),
            "released_by": held.released_by,
            "reason": held.reason,
        }
    )


@blueprint.post("/release")
@asked_by_staff(blueprint, Duty.APPROVE_MUNICIPAL, gives=TransferSchema, takes=DecisionSchema)
def release(body: dict[str, Any]) -> Response:
    """Let a held transfer pass; an approver answers for it with name and reason."""
    asked = staff()
    released = transfers.release(asked.connection, asked.acting, body["transfer_id"], body["reason"])
    asked.afterwards.append(lambda: _to_a_worker(released))
    return json_answer(_body(released))


@blueprint.post("/cancel")
@asked_by_staff(blueprint, Duty.ACT_MUNICIPAL, gives=TransferSchema, takes=DecisionSchema)
def cancel(body: dict[str, Any]) -> Response:
    """Withdraw a transfer that was not applied."""
    cancelled = transfers.cancel(staff().connection, staff().acting, body["transfer_id"], body["reason"])
    return json_answer(_body(cancelled))


def _character(one: RowCharacter) -> JsonObject:
    found = one.found
    return {
        "part_number": one.part_number, "row_number": one.row_number, "item": found.item,
        "item_name": found.official_name, "position": found.position, "code_points": found.code_points,
        "usual_form": found.usual_form,
        "candidates": None if found.candidates is None else list(found.candidates),
    }  # fmt: skip


def _to_a_worker(released: Transfer) -> None:
    assert released.id is not None  # noqa: S101 - it was read from the table
    platform().enqueue(released.id, released.insurer_number, released.record_kind)


def _body(one: Transfer) -> JsonObject:
    return {
        **{name: getattr(one, name) for name in _AS_IT_IS},
        "transfer_id": str(one.public_id),
        "base_date": day(one.base_date),
        "opened_at": moment(one.opened_at),
        "sealed_at": moment(one.sealed_at),
        "finished_at": moment(one.finished_at),
        "processed_records": one.processed_rows,
        "counts": {name: getattr(one, name) for name in _COUNTS},
    }
