"""A municipality's transfers: seen by each of its people, cancelled by an operator, released by an approver."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection

from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.consoles.signing import signature
from care_platform.intake.guard.holding import Hold, Release, find_hold, release_transfer
from care_platform.intake.listing import transfers_of
from care_platform.intake.outside_characters import CharacterCheck
from care_platform.intake.report import Report, report_page
from care_platform.intake.sealing import cancel_transfer
from care_platform.intake.transfer_characters import START, Place, TransferCharacters, transfer_characters
from care_platform.intake.transfers import Progress, progress
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.transfer import PAGE_OUT_OF_RANGE, REPORT_NOT_READY
from care_platform.store.tables import Transfer, TransferState

_REPORTED = (TransferState.APPLIED, TransferState.REJECTED, TransferState.HELD)


def list_transfers(
    connection: Connection, acting: Acting, *, states: Collection[str] = (), record_kind: str | None = None,
    before: int | None = None, limit: int = 100,
) -> list[Transfer]:  # fmt: skip
    """The municipality's transfers, newest first. Raises `accounts.not_yours`."""
    acting.require(Duty.SEE_MUNICIPAL)
    number = acting.account.organisation
    return transfers_of(
        connection, number, states=states, record_kind=record_kind, before=before, limit=limit
    )


def see_transfer(connection: Connection, acting: Acting, public_id: UUID) -> Progress:
    """How far one is. Raises `accounts.not_yours`, `intake.transfer_unknown`."""
    acting.require(Duty.SEE_MUNICIPAL)
    return progress(connection, acting.account.organisation, public_id)


def see_report(connection: Connection, acting: Acting, public_id: UUID, page: int, page_size: int) -> Report:
    """A page of the report.

    Raises `accounts.not_yours`, `intake.transfer_unknown`, `soap.report_not_ready`, `soap.page_out_of_range`.
    """
    acting.require(Duty.SEE_MUNICIPAL)
    found = report_page(connection, acting.account.organisation, public_id, page, page_size)
    if found.transfer.state not in _REPORTED:
        raise CataloguedError(REPORT_NOT_READY)
    if page > found.page_count:
        raise CataloguedError(PAGE_OUT_OF_RANGE, {"page_count": found.page_count})
    return found


def see_characters(
    connection: Connection, acting: Acting, public_id: UUID, check: CharacterCheck, after: Place = START,
    at_least: int = 200,
) -> TransferCharacters:  # fmt: skip
    """The characters a partner's repertoire does not hold, with their rows.

    Raises `accounts.not_yours`, `intake.transfer_unknown`, `transfer.not_applied`.
    """
    acting.require(Duty.SEE_MUNICIPAL)
    number = acting.account.organisation
    return transfer_characters(connection, number, public_id, check, after=after, at_least=at_least)


def see_hold(connection: Connection, acting: Acting, public_id: UUID) -> Hold:
    """Why one is or was held. Raises `accounts.not_yours`, `intake.transfer_unknown`, `guard.never_held`."""
    acting.require(Duty.SEE_MUNICIPAL)
    return find_hold(connection, acting.account.organisation, public_id)


def release(connection: Connection, acting: Acting, public_id: UUID, reason: str) -> Transfer:
    """An approver says that a held transfer is right, and why; the caller asks for a worker after the commit.

    Raises `accounts.not_yours`, `intake.transfer_unknown`, `guard.not_held`, `guard.release_unnamed`.
    """
    acting.require(Duty.APPROVE_MUNICIPAL)
    given = Release(released_by=signature(acting), reason=reason)
    return release_transfer(connection, acting.account.organisation, public_id, given, acting.at)


def cancel(connection: Connection, acting: Acting, public_id: UUID, reason: str) -> Transfer:
    """Withdraws a transfer that was not applied; who did is kept beside the reason.

    Raises `accounts.not_yours`, `intake.transfer_unknown`, `intake.not_cancellable`.
    """
    acting.require(Duty.ACT_MUNICIPAL)
    return cancel_transfer(
        connection, acting.account.organisation, public_id, reason.strip(), acting.at, by=signature(acting)
    )
