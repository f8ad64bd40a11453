"""The answer to a look-up of one person, as bytes and with its ETag: for the view and for the short way to it."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from care_platform.access.bearer import Bearer
from care_platform.api.answers import encoded, lasting_body, times_body
from care_platform.audit.log import Action
from care_platform.lookup.answer import PersonAnswer
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.reference.actors import Actor, Purpose
from care_platform.reference.people import PersonKey
from care_platform.reference.values import value
from care_platform.telemetry import metrics


@value()
class OneAnswer:
    """The whole JSON body, and a tag that stays the same while nothing changes that it shows."""

    body: bytes
    etag: str


def answer_one(
    connection: Connection, asker: Actor | Bearer, body: Mapping[str, Any], at: datetime, correlation_id: str
) -> OneAnswer:
    """Looks the one person of a loaded body up; the kinds are named. Raises CataloguedError as `look_up` does."""
    person = PersonKey(body["insurer_number"], body["insured_number"])
    request = LookupRequest(
        actor=asker, people=[person], kinds=list(dict.fromkeys(body["record_kinds"])),
        purpose=Purpose(body["purpose"]), action=Action.LOOK_UP, at=at, correlation_id=correlation_id,
        on=body.get("on"), known_at=body.get("known_at"),
    )  # fmt: skip
    [answer] = look_up(connection, request)
    count_states(answer)
    lasting = encoded(lasting_body(answer))
    # Two objects joined as text, so that the records are written out once.
    return OneAnswer(
        encoded(times_body(answer))[:-1] + b"," + lasting[1:], hashlib.sha256(lasting).hexdigest()[:32]
    )


def count_states(answer: PersonAnswer) -> None:
    """One measurement for each record kind of an answer."""
    states = [kind.state for kind in answer.kinds]
    for state in dict.fromkeys(states):
        metrics.count_lookup(state, states.count(state))
