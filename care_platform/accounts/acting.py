"""A member of staff at work: found by the token of their software or by their browser, asked for the right duty."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from care_platform.accounts.duties import SCOPE_OF, Duty, duties_of, grantable_scopes
from care_platform.accounts.events import Occasion
from care_platform.accounts.staff import StaffAccount, actor_of, find_account
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue import api as api_errors
from care_platform.reference.catalogue.accounts import NOT_YOURS, TOKEN_NOT_OF_STAFF
from care_platform.store.tokens import staff_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who does something now, in which request. Services take it and ask it for the duty they need."""

    account: StaffAccount
    at: datetime
    correlation_id: str
    client_id: str | None = None

    @property
    def occasion(self) -> Occasion:
        """The same as account events name it."""
        return Occasion(at=self.at, correlation_id=self.correlation_id, by=self.account.id)

    def has(self, duty: Duty) -> bool:
        """Whether the account has the duty."""
        return duty in duties_of(self.account.kind, self.account.level, self.account.role)

    def require(self, duty: Duty) -> None:
        """Raises `accounts.not_yours` without the duty."""
        if not self.has(duty):
            raise CataloguedError(NOT_YOURS)

    def insurer(self, duty: Duty) -> Actor:
        """The municipality as it stands in a decision. Raises `accounts.not_yours` without the duty."""
        self.require(duty)
        found = actor_of(self.account, self.client_id, frozenset())
        if found is None or found.kind is not ActorKind.INSURER:
            raise CataloguedError(NOT_YOURS)
        return replace(found, client_id=self.client_id)


def acting_by_token(
    connection: Connection, token: str, duty: Duty, now: datetime, correlation_id: str
) -> Acting:
    """The member of staff a token acts for, who has the duty and let the software use it.

    Asked anew for every request, so that an end or a lost right counts at once. Raises `api.token_missing`,
    `api.token_invalid`, `accounts.token_not_of_staff`, `api.scope_not_granted` or `accounts.not_yours`.
    """
    if not token:
        raise CataloguedError(api_errors.TOKEN_MISSING)
    held = staff_token(connection, token, now)
    if held is None:
        raise CataloguedError(api_errors.TOKEN_INVALID)
    if not held.of_staff:
        raise CataloguedError(TOKEN_NOT_OF_STAFF)
    account = find_account(connection, held.account_id) if held.account_id is not None else None
    if account is None:
        raise CataloguedError(api_errors.TOKEN_INVALID)
    acting = Acting(account=account, at=now, correlation_id=correlation_id, client_id=held.client_id)
    acting.require(duty)
    usable = held.granted & grantable_scopes(
        account.kind, account.level, account.role, account.job_type, held.of_client
    )
    if SCOPE_OF[duty] not in usable:
        raise CataloguedError(api_errors.SCOPE_NOT_GRANTED, {"scope": SCOPE_OF[duty]})
    return acting
