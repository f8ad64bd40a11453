"""How a person stands under what they answer for."""

from care_platform.accounts.acting import Acting
from care_platform.migration.history import Act

_LONGEST = 100


def signature(acting: Acting) -> str:
    """Name and staff id, or the staff id alone where both are longer than the place for them (100 letters)."""
    account = acting.account
    both = f"{account.name} ({account.staff_id})"
    return both if len(both) <= _LONGEST else account.staff_id


def act_of(acting: Acting, reason: str) -> Act:
    """The same for the programme's history. Raises `migration.not_signed_for` without a reason."""
    return Act(by=signature(acting), reason=reason, at=acting.at)
