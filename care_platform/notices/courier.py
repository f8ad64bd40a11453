"""The worker's round: give out what is due, and carry it to its recipients."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from care_platform.accounts.secret_box import SecretBox
from care_platform.notices.confirmation_mail import Request, note
from care_platform.notices.confirmation_mail import take as take_request
from care_platform.notices.outbox import Taken, delivered, failed, give_out, put_back, take
from care_platform.notices.parcel import Channel, Deliver, Parcel, parcels
from care_platform.reference.calendar import Clock
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.catalogue.notices import GIVEN_UP
from care_platform.telemetry import metrics
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)
Ask = Callable[[Request, datetime], None]
"""Sends the mail that asks for a confirmation. Raises CataloguedError when it did not leave."""
LONGEST_ROUND = 30.0
"""Seconds after which a round ends although something is left: a worker has uploads to process, too."""


@dataclass(frozen=True, slots=True)
class Courier:
    """Carries notices by the channels it was given, and asks addresses for their confirmation by `ask`.

    `box` opens the secrets that sign webhooks.
    """

    engine: Engine
    channels: Mapping[Channel, Deliver]
    ask: Ask
    box: Callable[[], SecretBox]
    clock: Clock
    longest: float = field(default=LONGEST_ROUND)

    def round(self) -> int:
        """One round; gives how many notices arrived."""
        ends = time.monotonic() + self.longest
        with self.engine.begin() as connection:
            give_out(connection, self.clock())
        self._ask_addresses(ends)
        arrived = 0
        while time.monotonic() < ends:
            with self.engine.begin() as connection:
                taken = take(connection, self.clock())
            if taken is None:
                break
            arrived += self._carry(taken, ends)
        return arrived

    def _ask_addresses(self, ends: float) -> None:
        while time.monotonic() < ends:
            with self.engine.begin() as connection:
                request = take_request(connection, self.clock())
            if request is None:
                return
            refusal: Entry | None = None
            try:
                self.ask(request, self.clock())
            except CataloguedError as error:
                refusal = error.entry
                _log.warning(refusal.code, recipient=request.recipient.id, channel=Channel.MAIL.value)
            with self.engine.begin() as connection:
                note(connection, request, refusal, self.clock())

    def _carry(self, taken: Taken, ends: float) -> int:
        """Carries one recipient's parcels. After a failure the rest waits with it: the receiver is the same."""
        arrived = 0
        waiting = parcels(taken.recipient, taken.notices)
        for place, parcel in enumerate(waiting):
            if time.monotonic() >= ends:
                self._put_back(taken, waiting[place:])
                break
            refusal = self._deliver(parcel, taken)
            if refusal is not None:
                self._note_failure(taken, waiting[place:], refusal)
                break
            self._note_arrival(parcel)
            arrived += len(parcel.notices)
        return arrived

    def _deliver(self, parcel: Parcel, taken: Taken) -> Entry | None:
        recipient = taken.recipient
        try:
            secret = self.box().open(recipient.sealed_secret) if recipient.sealed_secret else ""
            self.channels[recipient.channel](parcel, secret, self.clock())
        except CataloguedError as refusal:
            _log.warning(refusal.entry.code, recipient=recipient.id, channel=recipient.channel.value)
            return refusal.entry
        return None

    def _note_arrival(self, parcel: Parcel) -> None:
        with self.engine.begin() as connection:
            delivered(connection, parcel.recipient.id, [one.id for one in parcel.notices], self.clock())
        metrics.count_notices(parcel.recipient.channel, "delivered", len(parcel.notices))

    def _put_back(self, taken: Taken, left: list[Parcel]) -> None:
        with self.engine.begin() as connection:
            put_back(connection, taken.recipient.id, _numbers(left), self.clock())

    def _note_failure(self, taken: Taken, left: list[Parcel], entry: Entry) -> None:
        recipient = taken.recipient
        notices = _numbers(left)
        with self.engine.begin() as connection:
            given_up = failed(connection, recipient.id, notices, entry, self.clock())
        metrics.count_notices(recipient.channel, "failed", len(notices))
        if given_up:
            metrics.count_notices(recipient.channel, "given_up", given_up)
            _log.error(GIVEN_UP.code, recipient=recipient.id, count=given_up, cause=entry.code)


def _numbers(left: list[Parcel]) -> list[int]:
    return [one.id for parcel in left for one in parcel.notices]
