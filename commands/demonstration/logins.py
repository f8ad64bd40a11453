"""Whom a visitor of the demonstration can be: one account per audience, ready to sign in.

The passwords are known and the secrets of the one-time codes printed, so these accounts are for made-up data only.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pyotp
from sqlalchemy import Connection

from care_platform.accounts.events import Occasion
from care_platform.accounts.kinds import NATION, Level, OrganisationKind, Role
from care_platform.accounts.managing import NewAccount, Rights, make_account
from care_platform.accounts.secret_box import SecretBox, secret_box
from care_platform.accounts.sign_in import begin_enrolment, change_password, confirm_enrolment
from care_platform.platform import Platform
from care_platform.store.exceptional import grant_emergency
from care_platform.store.offices import register_office
from care_platform.synthesis.institutions import Institution
from commands.demonstration.cast import HIRAKATA, OFFICE_NAME, OFFICE_NUMBER

PASSWORD = "plum-harbour-lantern-42"  # noqa: S105 - printed on purpose; it opens made-up data on loopback only
LOGINS_FILE = "logins.json"
_PERSON_PIN = "1234"

_Office = partial(NewAccount, kind=OrganisationKind.OFFICE)
_Town = partial(NewAccount, kind=OrganisationKind.INSURER, organisation=HIRAKATA, level=Level.STAFF)
_Operator = partial(NewAccount, kind=OrganisationKind.OPERATOR, organisation=NATION, level=Level.STAFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """How one audience signs in; `link` is where it begins. The person has a PIN in the place of the password.

    `code_secret` is what an authenticator application takes (base 32); None where no code is asked for.
    """

    audience: str
    link: str
    login_name: str
    password: str
    code_secret: str | None

    def code(self, at: datetime) -> str:
        """What the authenticator shows at the moment; "" where there is none."""
        return pyotp.TOTP(self.code_secret).at(int(at.timestamp())) if self.code_secret else ""


def _accounts(hospital_number: str) -> dict[str, NewAccount]:
    return {
        "care office staff": _Office(
            login_name="demo-care", organisation=OFFICE_NUMBER, staff_id="S-001", name="見本 花江",
            level=Level.STAFF, rights=Rights(job_type="care_manager"),
        ),
        "care office administrator": _Office(
            login_name="demo-care-admin", organisation=OFFICE_NUMBER, staff_id="A-001", name="見本 管理",
            level=Level.ADMINISTRATOR,
        ),
        "hospital staff": _Office(
            login_name="demo-hospital", organisation=hospital_number, staff_id="D-001", name="見本 医師",
            level=Level.STAFF, rights=Rights(job_type="physician", emergency_right=True),
        ),
        "hospital administrator": _Office(
            login_name="demo-hospital-admin", organisation=hospital_number, staff_id="A-002", name="見本 事務長",
            level=Level.ADMINISTRATOR,
        ),
        "municipality administrator": _Town(
            login_name="demo-town-admin", staff_id="T-000", name="枚方 管理", level=Level.ADMINISTRATOR
        ),
        "municipality viewer": _Town(
            login_name="demo-town-viewer", staff_id="T-001", name="枚方 見子", rights=Rights(role=Role.VIEWER)
        ),
        "municipality operator": _Town(
            login_name="demo-town-operator", staff_id="T-002", name="枚方 操作", rights=Rights(role=Role.OPERATOR)
        ),
        "municipality approver": _Town(
            login_name="demo-town-approver", staff_id="T-003", name="枚方 承認", rights=Rights(role=Role.APPROVER)
        ),
        "programme office": _Operator(
            login_name="demo-programme", staff_id="N-001", name="全国 推進", rights=Rights(role=Role.NATIONAL)
        ),
        "programme office, Osaka": _Operator(
            login_name="demo-osaka", organisation="27", staff_id="P-027", name="大阪 推進",
            rights=Rights(role=Role.PREFECTURAL),
        ),
        "auditor": _Operator(
            login_name="demo-auditor", staff_id="N-009", name="全国 監査", rights=Rights(role=Role.AUDITOR)
        ),
    }  # fmt: skip


def make_logins(platform: Platform, person_key: str, hospital: Institution) -> list[Login]:
    """Makes an account for each audience, with the organisations they belong to; gives how each signs in.

    `person_key` is the name by which the identity provider of the demonstration knows the person, `hospital` the
    institution of the city that may open records in an emergency.
    """
    base, box = platform.settings.base_url, secret_box(platform.settings)
    made = [
        Login(
            audience="person", link=f"{base}/portal/", login_name=person_key, password=_PERSON_PIN,
            code_secret=None,
        )
    ]  # fmt: skip
    with platform.engine.begin() as connection:
        register_office(connection, OFFICE_NUMBER, OFFICE_NAME, ["43"])
        register_office(connection, hospital.code, hospital.name, [])
        grant_emergency(connection, hospital.code, "個人情報保護責任者", platform.clock())
        for audience, account in _accounts(hospital.code).items():
            secret = _ready(connection, account, box, platform.clock())
            made.append(
                Login(
                    audience=audience, link=f"{base}/desk/sign-in", login_name=account.login_name,
                    password=PASSWORD, code_secret=secret,
                )
            )  # fmt: skip
    return made


def write_logins(logins: list[Login], folder: Path) -> Path:
    """The logins as JSON, for a program that walks the pages; readable by the owner alone."""
    path = folder / LOGINS_FILE
    path.touch(mode=0o600)
    rows: list[dict[str, Any]] = [asdict(login) for login in logins]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def read_logins(folder: Path) -> dict[str, Login]:
    """What `write_logins` wrote, by audience."""
    rows = json.loads((folder / LOGINS_FILE).read_text(encoding="utf-8"))
    return {row["audience"]: Login(**row) for row in rows}


def _ready(connection: Connection, account: NewAccount, box: SecretBox, now: datetime) -> str:
    """An account past its first sign-in: password changed, device enrolled. Gives the device's secret."""

    def occasion(by: UUID | None = None) -> Occasion:
        return Occasion(at=now, correlation_id="demonstration", by=by)

    account_id, first = make_account(connection, account, occasion())
    change_password(connection, account_id, first, PASSWORD, occasion(account_id))
    secret = begin_enrolment(connection, account_id, box)
    assert secret is not None  # noqa: S101 - the account is new
    # The step before this one: the present code must still work at the first sign-in.
    code = pyotp.TOTP(secret).at(int((now - timedelta(seconds=30)).timestamp()))
    assert confirm_enrolment(connection, account_id, code, box, occasion(account_id))  # noqa: S101
    return secret
