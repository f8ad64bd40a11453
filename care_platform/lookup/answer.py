"""What a look-up answers: per record kind a state and its reason, the records, their source, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from care_platform.records.description import Headline
from care_platform.reference.catalogue import Reason
from care_platform.reference.people import PersonKey
from care_platform.reference.values import value
from care_platform.store.versions import StoredVersion


class State(StrEnum):
    """What is the case for a record kind; never only "not found"."""

    FOUND = "found"
    NONE_ON_RECORD = "none_on_record"
    EXPIRED = "expired"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    NOT_SHARING = "not_sharing"
    NO_RELATIONSHIP = "no_relationship"
    CONSENT_MISSING = "consent_missing"
    SUSPENDED = "suspended"
    NOT_PERMITTED = "not_permitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedItem:
    """One item that differs from what was shown before; None where it was or is absent."""

    item: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A record changed since the office's last look-up.

    `effective_from` is the first day on which the two versions say something different, where the kind can
    tell; `retroactive` when that day lies before the change was recorded.
    """

    business_key: str
    changed_at: datetime
    effective_from: date | None
    retroactive: bool
    items: list[ChangedItem]


@value(kw_only=True)
class KindAnswer:
    """The answer for one record kind. `records` begins with the one in force, if there is one.

    `headlines` is what the desk must see at once, taken from that one.
    """

    record_kind: str
    state: State
    reason: Reason
    details: Mapping[str, str] = field(default_factory=dict)
    headlines: Sequence[Headline] = ()
    records: list[StoredVersion] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    last_upload: datetime | None = None


@value(kw_only=True)
class PersonAnswer:
    """The answer about one person on a day, as known at a moment. `last_lookup_at` is the office's own."""

    person: PersonKey
    on: date
    known_at: datetime
    sequence: int
    kinds: list[KindAnswer]
    last_lookup_at: datetime | None = None
