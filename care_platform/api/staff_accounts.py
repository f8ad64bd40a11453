"""/api/v1/staff: an organisation's administrators look after its accounts. Nobody reads records by doing so."""

from typing import Any

from flask import Response

from care_platform.accounts import looking_after
from care_platform.accounts.duties import Duty
from care_platform.accounts.kinds import Level, Role
from care_platform.accounts.looking_after import NewColleague
from care_platform.accounts.managing import Rights
from care_platform.accounts.staff import StaffAccount
from care_platform.api.answers import JsonObject, moment
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.staff import (
    AccountsSchema,
    ColleagueRightsSchema,
    ColleagueSchema,
    DoneSchema,
    EventsPageSchema,
    EventsSchema,
    FirstPasswordSchema,
    NewColleagueSchema,
)
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import asked_by_staff, staff

blueprint = Blueprint(
    "staff_accounts", __name__, url_prefix="/api/v1/staff",
    description="Administrators look after the accounts of their own organisation.",
)  # fmt: skip
_DUTY = Duty.MANAGE_STAFF
_SHOWN = (
    "staff_id", "login_name", "name", "level", "role", "job_type", "emergency_right", "must_change_password",
    "code_enrolled", "locked",
)  # fmt: skip


@blueprint.get("/accounts")
@asked_by_staff(blueprint, _DUTY, gives=AccountsSchema, about_accounts=True)
def accounts() -> Response:
    """List the accounts you look after.

    An administrator looks after staff, the account of the whole organisation after administrators.
    """
    found = looking_after.colleagues(staff().connection, staff().acting)
    return json_answer({"accounts": [_body(one) for one in found]})


@blueprint.post("/accounts")
@asked_by_staff(
    blueprint, _DUTY, gives=FirstPasswordSchema, takes=NewColleagueSchema, status=201, about_accounts=True
)
def make(body: dict[str, Any]) -> Response:
    """Make an account; the answer has its first password, once."""
    new = NewColleague(
        login_name=body["login_name"], staff_id=body["staff_id"], name=body["name"], level=Level(body["level"]),
        rights=_rights(body),
    )  # fmt: skip
    password = looking_after.make_colleague(staff().connection, staff().acting, new)
    return json_answer({"staff_id": new.staff_id, "first_password": password}, 201)


@blueprint.post("/accounts/rights")
@asked_by_staff(blueprint, _DUTY, gives=DoneSchema, takes=ColleagueRightsSchema, about_accounts=True)
def change(body: dict[str, Any]) -> Response:
    """Give a colleague other rights; they hold with the next request of any software."""
    looking_after.change_rights(staff().connection, staff().acting, body["staff_id"], _rights(body))
    return _done()


@blueprint.post("/accounts/unlock")
@asked_by_staff(blueprint, _DUTY, gives=DoneSchema, takes=ColleagueSchema, about_accounts=True)
def unlock(body: dict[str, Any]) -> Response:
    """End a colleague's lock before its time."""
    looking_after.unlock(staff().connection, staff().acting, body["staff_id"])
    return _done()


@blueprint.post("/accounts/recover")
@asked_by_staff(blueprint, _DUTY, gives=FirstPasswordSchema, takes=ColleagueSchema, about_accounts=True)
def recover(body: dict[str, Any]) -> Response:
    """Give a colleague who lost password or device a new first password; their sessions and software end."""
    password = looking_after.recover(staff().connection, staff().acting, body["staff_id"])
    return json_answer({"staff_id": body["staff_id"], "first_password": password})


@blueprint.post("/accounts/end")
@asked_by_staff(blueprint, _DUTY, gives=DoneSchema, takes=ColleagueSchema, about_accounts=True)
def end(body: dict[str, Any]) -> Response:
    """End a colleague's account for good."""
    looking_after.end(staff().connection, staff().acting, body["staff_id"])
    return _done()


@blueprint.get("/events")
@asked_by_staff(
    blueprint, _DUTY, gives=EventsSchema, takes=EventsPageSchema, in_query=True, about_accounts=True
)
def events(query: dict[str, Any]) -> Response:
    """Show what happened to the organisation's accounts, newest first; reading is itself an event."""
    size = query["page_size"]
    found = looking_after.events(staff().connection, staff().acting, size + 1, query.get("before"))
    shown = found[:size]
    lines = [
        {
            "at": moment(one.at), "event": one.event, "staff_id": one.staff_id, "by_staff_id": one.by_staff_id,
            "client_id": one.client_id, "details": dict(one.details),
        }
        for one in shown
    ]  # fmt: skip
    return json_answer({"events": lines, "next": shown[-1].id if len(found) > size else None})


def _rights(body: dict[str, Any]) -> Rights:
    role = Role(body["role"]) if body["role"] else None
    return Rights(role=role, job_type=body["job_type"], emergency_right=body["emergency_right"])


def _body(account: StaffAccount) -> JsonObject:
    return {name: getattr(account, name) for name in _SHOWN}


def _done() -> Response:
    return json_answer({"done": True})
