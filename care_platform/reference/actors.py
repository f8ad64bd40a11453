"""Who is asking."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from care_platform.reference.people import PersonKey


class ActorKind(StrEnum):
    """The kinds of actors; nobody reads records by being an administrator."""

    OFFICE = "office"
    PERSON = "person"
    INSURER = "insurer"


class Purpose(StrEnum):
    """Why a record is read; shown to the person."""

    CARE_PROVISION = "care_provision"
    CARE_PLANNING = "care_planning"
    CLAIM = "claim"
    USER_REGISTRATION = "user_registration"
    OWN_RECORDS = "own_records"
    INSURER_DUTY = "insurer_duty"
    EMERGENCY = "emergency"
    DISASTER = "disaster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One who asks: exactly the fields of its kind are set.

    An office acts through a client (its software) and has service types; a person has an account linked to
    themselves as insured; an insurer has its number. `staff_id` and `job_type` name the member of staff behind an
    office's request, where one is; `emergency_verified` says that this account has the emergency right and has
    just given a fresh one-time code.
    """

    kind: ActorKind
    scopes: frozenset[str] = frozenset()
    office_number: str | None = None
    client_id: str | None = None
    service_types: frozenset[str] = frozenset()
    account_id: UUID | None = None
    insurer_number: str | None = None
    own: PersonKey | None = None
    staff_id: str | None = None
    job_type: str | None = None
    emergency_verified: bool = False

    def insures(self, person: PersonKey) -> bool:
        """Whether this is the person's own insurer."""
        return self.kind is ActorKind.INSURER and self.insurer_number == person.insurer_number
