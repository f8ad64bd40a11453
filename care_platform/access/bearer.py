"""Whoever holds an access token: who that is, is found out by the statement that reads, or before it."""

from dataclasses import field
from datetime import datetime

from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue import CataloguedError, api
from care_platform.reference.values import value
from care_platform.store.tokens import TokenHolder


@value()
class Bearer:
    """An access token as it was sent, the scope it must have, and the moment it must be valid at."""

    token: str = field(repr=False)
    scope: str
    at: datetime


def actor_of(holder: TokenHolder | None, scope: str) -> Actor:
    """The office behind a token's holder.

    Raises CataloguedError: `api.token_invalid` where there is no holder, `api.scope_not_granted`.
    """
    if holder is None:
        raise CataloguedError(api.TOKEN_INVALID)
    if scope not in holder.scopes:
        raise CataloguedError(api.SCOPE_NOT_GRANTED, {"scope": scope})
    return Actor(
        kind=ActorKind.OFFICE, scopes=holder.scopes, office_number=holder.office_number,
        client_id=holder.client_id, service_types=holder.service_types, staff_id=holder.staff_id,
        job_type=holder.job_type,
    )  # fmt: skip
