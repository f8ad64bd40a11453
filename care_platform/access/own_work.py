"""Records that an institution sees only where it wrote them itself: an opinion, by the municipality's request for it."""

from datetime import datetime

from care_platform.access.matrix import Tie, job_of, open_lines, viewers_of
from care_platform.records.description import Values
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.calendar import japan_day

AUTHOR: dict[str, str] = {"physician_opinion": "medical_code"}
"""Kinds with an author, and the item that names the institution."""


def is_others_work(kind: str, values: Values, actor: Actor, purpose: Purpose, at: datetime) -> bool:
    """Whether a record is another institution's, for one whom nothing but a request for an opinion ties to the person.

    A request asks for the institution's own opinion and opens no other's (wic-net 23854/8: 依頼を受けて作成する医師).
    """
    if kind not in AUTHOR or actor.kind is not ActorKind.OFFICE:
        return False
    lines = open_lines(viewers_of(actor, purpose), job_of(actor), kind, purpose, japan_day(at))
    return (
        all(line.tie is Tie.OPINION_REQUEST for line in lines)
        and values.get(AUTHOR[kind]) != actor.office_number
    )
