"""How the desk reads records: one actor, one purpose, through the same decision and log as the interface."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from care_platform.access.decision import open_kinds
from care_platform.accounts.staff import actor_of
from care_platform.audit.log import Action
from care_platform.lookup.answer import PersonAnswer
from care_platform.lookup.changed_people import ChangedRecords, ChangesRequest, list_changes
from care_platform.lookup.cursor import encode_cursor
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.reference.actors import Actor, Purpose
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import NOT_YOURS
from care_platform.reference.people import PersonKey
from care_platform.screens.staff import account
from care_platform.store.ledger import latest_moment, sequence_at
from care_platform.store.registrations import RegistrationRow, registrations_of
from care_platform.telemetry import correlation
from care_platform.web.requests import platform

SCOPES = frozenset({"records.read", "users.write"})
"""What a person at the desk does without software in between."""
GLANCE_KINDS = ("insured_certificate", "certification", "copay_certificate")
CHUNK = 500
"""People per look-up, as the interface allows."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The circumstances of one request; the transaction commits when the page is made."""

    connection: Connection
    actor: Actor
    at: datetime
    correlation_id: str

    @property
    def today(self) -> date:
        """The day in Japan."""
        return japan_day(self.at)

    @property
    def office_number(self) -> str:
        """The office whose desk this is."""
        return self.actor.office_number or ""

    def users(self) -> list[RegistrationRow]:
        """Everybody the office has registered, in the order of their numbers."""
        found: list[RegistrationRow] = []
        while page := registrations_of(self.connection, self.office_number, CHUNK, len(found)):
            found += page
            if len(page) < CHUNK:
                break
        return found

    def glance(
        self,
        people: Sequence[PersonKey],
        kinds: Sequence[str] = GLANCE_KINDS,
        known_at: datetime | None = None,
    ) -> list[PersonAnswer]:
        """What a list shows of people. As known then or now, so it does not count as the office's look at them."""
        now = max(self.at, latest_moment(self.connection) or self.at)
        return self._look_up(people, kinds, Action.LOOK_UP_LIST, known_at=known_at or now)

    def check(self, people: Sequence[PersonKey], kinds: Sequence[str] = GLANCE_KINDS) -> list[PersonAnswer]:
        """A look at people that counts: what changes after it will be new."""
        return self._look_up(people, kinds, Action.LOOK_UP_LIST)

    def see(
        self, person: PersonKey, purpose: Purpose = Purpose.CARE_PROVISION, kinds: Sequence[str] = ()
    ) -> PersonAnswer:
        """One person: the kinds asked, or everything the matrix may open."""
        return self._look_up([person], kinds or sorted(open_kinds(self.actor)), Action.LOOK_UP, purpose)[0]

    def changes_since(self, moment: datetime) -> list[ChangedRecords]:
        """What changed for the office's users after a moment."""
        cursor = encode_cursor(sequence_at(self.connection, moment))
        page = list_changes(
            self.connection,
            ChangesRequest(
                actor=self.actor, office_number=self.office_number, purpose=Purpose.CARE_PROVISION, cursor=cursor,
                page_size=CHUNK, at=self.at, correlation_id=self.correlation_id,
            ),
        )  # fmt: skip
        return page.changed

    def _look_up(
        self, people: Sequence[PersonKey], kinds: Sequence[str], action: Action,
        purpose: Purpose = Purpose.CARE_PROVISION, known_at: datetime | None = None,
    ) -> list[PersonAnswer]:  # fmt: skip
        answers: list[PersonAnswer] = []
        for start in range(0, len(people), CHUNK):
            request = LookupRequest(
                actor=self.actor, people=people[start : start + CHUNK], kinds=kinds, purpose=purpose,
                action=action, at=self.at, correlation_id=self.correlation_id, known_at=known_at,
            )  # fmt: skip
            answers += look_up(self.connection, request)
        return answers


@contextmanager
def desk() -> Iterator[Desk]:
    """The desk of whoever is signed in. Raises `accounts.not_yours` for an account whose work needs no records."""
    actor = actor_of(account(), None, SCOPES)
    if actor is None:
        raise CataloguedError(NOT_YOURS)
    with platform().engine.begin() as connection:
        yield Desk(connection, actor, platform().clock(), correlation.current() or "none")
