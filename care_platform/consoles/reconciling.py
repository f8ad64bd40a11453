"""A municipality's comparison with the platform: seen by each of its people, a difference accepted by an approver."""

from collections.abc import Sequence

from sqlalchemy import Connection

from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.consoles.signing import act_of
from care_platform.migration.differences import Difference, accept, differences_of
from care_platform.migration.programme import Programme, find_programme
from care_platform.migration.reconciliation import Comparison, latest_comparison


def see_comparison(connection: Connection, acting: Acting) -> tuple[Comparison, list[Difference]] | None:
    """The municipality's last comparison with its differences; None before the first. Raises `accounts.not_yours`."""
    acting.require(Duty.SEE_MUNICIPAL)
    found = latest_comparison(connection, acting.account.organisation)
    return None if found is None else (found, differences_of(connection, found.id))


def accept_differences(
    connection: Connection, acting: Acting, numbers: Sequence[int] | None, reason: str
) -> list[Difference]:
    """A named approver accepts differences; all open ones when `numbers` is None.

    Raises `accounts.not_yours`, `migration.nothing_to_accept`, `migration.not_signed_for`,
    `migration.programme_unknown`.
    """
    acting.require(Duty.APPROVE_MUNICIPAL)
    return accept(connection, acting.account.organisation, numbers, act_of(acting, reason))


def see_programme(connection: Connection, acting: Acting) -> Programme:
    """The municipality's own programme. Raises `accounts.not_yours`, `migration.programme_unknown`."""
    acting.require(Duty.SEE_MUNICIPAL)
    return find_programme(connection, acting.account.organisation)
