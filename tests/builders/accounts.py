"""Staff with accounts: made, first password changed, device enrolled; and the software they let act."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pyotp
from argon2 import PasswordHasher
from sqlalchemy import text

from care_platform.accounts import passwords
from care_platform.accounts.events import Occasion
from care_platform.accounts.kinds import Level, OrganisationKind, Role
from care_platform.accounts.managing import NewAccount, Rights, make_account
from care_platform.accounts.secret_box import secret_box
from care_platform.accounts.sign_in import begin_enrolment, change_password, confirm_enrolment
from care_platform.accounts.staff import StaffAccount, find_account
from care_platform.platform import Platform
from tests.builders.offices import OFFICE

PASSWORD = "あさがおの咲く庭で朝の体操"
HOSPITAL = "2710000001"


@dataclass(frozen=True)
class Member:
    """A member of staff with everything needed to sign in."""

    id: UUID
    login_name: str
    password: str
    secret: str

    def code(self, platform: Platform) -> str:
        """What the device shows now."""
        return pyotp.TOTP(self.secret).at(int(platform.clock().timestamp()))


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Argon2id with the least work, since a test makes many."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with patch.object(passwords, "hasher", lambda: quick):
        passwords._nobodys.cache_clear()
        yield
    passwords._nobodys.cache_clear()


def occasion(platform: Platform, by: UUID | None = None) -> Occasion:
    """Now, in a request of this test."""
    return Occasion(at=platform.clock(), correlation_id="test", by=by)


def new_account(**changes: Any) -> NewAccount:
    """A care manager of the office, but for what is said otherwise."""
    rights = Rights(
        role=changes.pop("role", None),
        job_type=changes.pop("job_type", "care_manager"),
        emergency_right=changes.pop("emergency_right", False),
    )
    stated: dict[str, Any] = {
        "login_name": "kj000000000001", "kind": OrganisationKind.OFFICE, "organisation": OFFICE,
        "staff_id": "S-001", "name": "見本 職員", "level": Level.STAFF, "rights": rights,
    } | changes  # fmt: skip
    return NewAccount(**stated)


def first_account(platform: Platform, **changes: Any) -> tuple[UUID, str]:
    """An account with its first password, as its owner is handed it."""
    with platform.engine.begin() as connection:
        return make_account(connection, new_account(**changes), occasion(platform))


def member(platform: Platform, **changes: Any) -> Member:
    """An account in use: password changed, device enrolled (whose first code is used up)."""
    stated = new_account(**changes)
    account_id, first = first_account(platform, **changes)
    box = secret_box(platform.settings)
    with platform.engine.begin() as connection:
        assert change_password(connection, account_id, first, PASSWORD, occasion(platform, account_id))
        secret = begin_enrolment(connection, account_id, box)
        assert secret is not None
        code = pyotp.TOTP(secret).at(int(platform.clock().timestamp()) - 30)
        assert confirm_enrolment(connection, account_id, code, box, occasion(platform, account_id))
    return Member(account_id, stated.login_name, PASSWORD, secret)


clerk = partial(
    member, login_name="clerk", kind=OrganisationKind.INSURER, organisation="272104", staff_id="C-1",
    job_type=None, role=Role.VIEWER,
)  # fmt: skip
"""A viewer in 枚方市's console."""


def account(platform: Platform, account_id: UUID) -> StaffAccount:
    """The account as it stands."""
    with platform.engine.connect() as connection:
        found = find_account(connection, account_id)
    assert found is not None
    return found


def events(platform: Platform, account_id: UUID | None = None) -> list[str]:
    """What happened, oldest first; to one account or to all."""
    with platform.engine.connect() as connection:
        rows = connection.execute(text("select event, account_id from account_event order by id")).all()
    return [event for event, of in rows if account_id is None or of == account_id]


def challenge(verifier: str) -> str:
    """The S256 challenge of a verifier."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
