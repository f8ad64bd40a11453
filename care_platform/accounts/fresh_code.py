"""The step before an emergency: the account's right, and a one-time code given for this very access."""

from uuid import UUID

from sqlalchemy import Connection

from care_platform.accounts.events import EventKind, Occasion
from care_platform.accounts.secret_box import SecretBox
from care_platform.accounts.sign_in import enter_code
from care_platform.accounts.staff import find_account


def emergency_confirmed(
    connection: Connection, account_id: UUID, code: str | None, box: SecretBox, occasion: Occasion
) -> bool:
    """Whether the account has the emergency right and the code is fresh; each code works once.

    A wrong code counts as a failed sign-in, so the caller must commit whatever comes of it.
    """
    account = find_account(connection, account_id)
    if account is None or not account.emergency_right or not code:
        return False
    return enter_code(connection, account_id, code, box, occasion, EventKind.CODE_CONFIRMED)
