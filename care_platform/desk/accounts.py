"""Staff accounts for those who look after them: the list, a new colleague, rights, lost devices, the end."""

from collections.abc import Callable, Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from care_platform.accounts import looking_after
from care_platform.accounts.acting import Acting
from care_platform.accounts.kinds import LOOKS_AFTER, ROLES, Level, OrganisationKind, Role
from care_platform.accounts.looking_after import NewColleague
from care_platform.accounts.managing import Rights
from care_platform.desk.blueprint import blueprint
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import ACCOUNT_INVALID
from care_platform.reference.codes import JOB_TYPE
from care_platform.reference.numbers import is_medical_code
from care_platform.screens.acting import acting
from care_platform.screens.asked import before_asked
from care_platform.screens.language import language, say
from care_platform.screens.rules import require
from care_platform.screens.staff import account
from care_platform.web.requests import platform

_managers = require(*OrganisationKind, levels=[Level.ORGANISATION, Level.ADMINISTRATOR])
_EVENTS_SHOWN = 20
_FIELDS = ("name", "staff_id", "login_name", "job_type", "role")


@blueprint.get("/accounts")
@_managers
def accounts() -> str:
    """The accounts one looks after."""
    return _page()


@blueprint.post("/accounts")
@_managers
def make_account() -> ResponseReturnValue:
    """A new colleague; the first password is shown this once."""
    entered = {name: request.form.get(name, "").strip() for name in _FIELDS}
    [level] = LOOKS_AFTER[account().level]
    try:
        new = NewColleague(
            login_name=entered["login_name"], staff_id=entered["staff_id"], name=entered["name"], level=level,
            rights=_rights(),
        )  # fmt: skip
        with platform().sign_engine.begin() as connection:
            password = looking_after.make_colleague(connection, acting(), new)
    except CataloguedError as error:
        if error.entry is not ACCOUNT_INVALID:
            raise
        return _page(entered, str(error.details.get("item", ""))), 422
    return _password_page(entered["login_name"], password)


@blueprint.post("/accounts/rights")
@_managers
def change_rights() -> ResponseReturnValue:
    """Other rights for a colleague, at once."""
    with platform().sign_engine.begin() as connection:
        looking_after.change_rights(connection, acting(), _staff_id(), _rights())
    return redirect(url_for("desk.accounts", done="rights_changed"), 303)


@blueprint.post("/accounts/recover")
@_managers
def recover_account() -> ResponseReturnValue:
    """A new first password for whoever lost password or device; shown this once."""
    with platform().sign_engine.begin() as connection:
        login_name = _login_of(connection)
        password = looking_after.recover(connection, acting(), _staff_id())
    return _password_page(login_name, password)


@blueprint.post("/accounts/unlock")
@_managers
def unlock_account() -> ResponseReturnValue:
    """Ends a lock."""
    return _do(looking_after.unlock, "account_unlocked")


@blueprint.post("/accounts/end")
@_managers
def end_account() -> ResponseReturnValue:
    """Ends an account for good."""
    return _do(looking_after.end, "account_ended")


@blueprint.get("/accounts/events")
@_managers
def account_events() -> str:
    """What happened to the organisation's accounts; reading it is itself an event."""
    before = before_asked()
    with platform().sign_engine.begin() as connection:
        found = looking_after.events(connection, acting(), _EVENTS_SHOWN, before)
    last = found[-1].id if len(found) == _EVENTS_SHOWN else None
    return render_template("desk/account_events.html", events=found, before=last)


def _page(entered: Mapping[str, str] | None = None, wrong: str = "") -> str:
    with platform().sign_engine.connect() as connection:
        found = looking_after.colleagues(connection, acting())
    me = account()
    jobs = [(code, JOB_TYPE.label(code, language())) for code in JOB_TYPE.values]
    roles = [(role.value, say(f"role.{role}")) for role in Role if role in ROLES[me.kind]]
    [level] = LOOKS_AFTER[me.level]
    return render_template(
        "desk/accounts.html", accounts=found, entered=entered or {}, wrong=wrong,
        jobs=jobs if level is Level.STAFF else [], roles=roles if level is Level.STAFF else [],
        office=me.kind is OrganisationKind.OFFICE, level=level,
        medical=me.kind is OrganisationKind.OFFICE and is_medical_code(me.organisation),
        job_words=dict(jobs), role_words=dict(roles),
    )  # fmt: skip


def _password_page(login_name: str, password: str) -> str:
    return render_template("desk/first_password.html", login_name=login_name, password=password)


def _do(step: Callable[[Connection, Acting, str], None], word: str) -> ResponseReturnValue:
    with platform().sign_engine.begin() as connection:
        step(connection, acting(), _staff_id())
    return redirect(url_for("desk.accounts", done=word), 303)


def _rights() -> Rights:
    """The rights of the form; a role that does not exist is refused like one that does not fit."""
    named = request.form.get("role") or None
    if named is not None and named not in set(Role):
        raise CataloguedError(ACCOUNT_INVALID, {"item": "role"})
    return Rights(
        role=Role(named) if named else None, job_type=request.form.get("job_type") or None,
        emergency_right=request.form.get("emergency_right") == "yes",
    )  # fmt: skip


def _staff_id() -> str:
    return request.form.get("staff_id", "").replace("\0", "")


def _login_of(connection: Connection) -> str:
    found = [
        a.login_name for a in looking_after.colleagues(connection, acting()) if a.staff_id == _staff_id()
    ]
    return found[0] if found else ""
