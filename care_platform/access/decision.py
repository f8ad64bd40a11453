"""The one decision point: may this actor see this kind of record of this person, for this purpose, now?

The rules are a list, read from the top; the first that does not hold gives the reason. Deny by default: an actor
kind without a rule sees nothing. Everything here is pure; `facts.py` reads, `audit` writes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from care_platform.access.facts import Facts
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import Entry, access
from care_platform.reference.people import PersonKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Everything a decision depends on, and nothing else."""

    actor: Actor
    person: PersonKey
    record_kind: str
    purpose: Purpose
    at: datetime
    facts: Facts


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer and its reason from the catalogue."""

    allowed: bool
    reason: Entry


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that must hold for some kinds of actors, and the reason given when it does not."""

    reason: Entry
    applies_to: frozenset[ActorKind]
    holds: Callable[[Question], bool]
    source: str


OFFICE_PURPOSES = frozenset({Purpose.CARE_PROVISION, Purpose.CARE_PLANNING, Purpose.CLAIM})
LOOKUP_SCOPE = "records.read"
_OPEN_KINDS = frozenset({"insured_certificate", "certification", "copay_certificate"})
"""Kinds that offices and the person may see; any other stays closed until a rule opens it."""
_CARE_ONLY_KINDS = frozenset({"copay_certificate", "burden_limit_certificate"})
_OFFICE = frozenset({ActorKind.OFFICE})
_PERSON = frozenset({ActorKind.PERSON})
_INSURER = frozenset({ActorKind.INSURER})


def _purpose_fits(q: Question) -> bool:
    return {
        ActorKind.OFFICE: q.purpose in OFFICE_PURPOSES and LOOKUP_SCOPE in q.actor.scopes,
        ActorKind.PERSON: q.purpose is Purpose.OWN_RECORDS,
        ActorKind.INSURER: q.purpose is Purpose.INSURER_DUTY,
    }[q.actor.kind]


def open_kinds(actor: Actor) -> frozenset[str]:
    """The kinds some rule could open to this actor; what is asked for when no kind is named."""
    return frozenset(RECORD_KINDS) if actor.kind is ActorKind.INSURER else _OPEN_KINDS


def _kind_is_open(q: Question) -> bool:
    return q.record_kind in open_kinds(q.actor)


def is_sharing(facts: Facts, at: datetime) -> bool:
    """Whether the insurer shares at that moment."""
    return facts.shared_from is not None and facts.shared_from <= at


def _still_viewable(q: Question) -> bool:
    return q.facts.view_until is not None and japan_day(q.at) <= q.facts.view_until


def _care_service_or_open_kind(q: Question) -> bool:
    return q.record_kind not in _CARE_ONLY_KINDS or bool(q.actor.service_types)


RULES: tuple[Rule, ...] = (
    Rule(access.ACTOR_NOT_ENTITLED, frozenset(ActorKind), _purpose_fits, "token scope and purpose"),
    Rule(access.KIND_NOT_OPEN, frozenset(ActorKind), _kind_is_open, "deny by default"),
    Rule(access.NOT_OWN_RECORD, _PERSON, lambda q: q.actor.own == q.person, "本人"),
    Rule(
        access.NOT_OWN_INSURED, _INSURER, lambda q: q.actor.insurer_number == q.person.insurer_number,
        "市町村は自保険者の被保険者のみ",
    ),
    Rule(access.NOT_SHARING, _OFFICE | _PERSON, lambda q: is_sharing(q.facts, q.at), "市町村ごとの情報共有開始"),
    Rule(access.NO_RELATIONSHIP, _OFFICE, lambda q: q.facts.registered, "wic-net 23854/8: 本人確認とサービス提供"),
    Rule(access.RELATIONSHIP_ENDED, _OFFICE, lambda q: q.facts.ended_at is None, "wic-net 23854/8"),
    Rule(access.DEADLINE_PASSED, _OFFICE, _still_viewable, "別紙4 閲覧期限"),
    Rule(
        access.KIND_NOT_FOR_INSTITUTION, _OFFICE, _care_service_or_open_kind,
        "wic-net 13799/6: 負担割合証等は介護サービスを提供しない医療機関に表示しない",
    ),
)  # fmt: skip


def decide(question: Question) -> Decision:
    """Goes through the rules; allowed only when every rule for this kind of actor holds."""
    for rule in RULES:
        if question.actor.kind in rule.applies_to and not rule.holds(question):
            return Decision(allowed=False, reason=rule.reason)
    return Decision(allowed=True, reason=access.ALLOWED)
