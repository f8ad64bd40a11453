"""What the platform tells people by itself, and the facts each notice may hold. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Addressee(StrEnum):
    """Whose notice it is: an insurer, an office or institution, or one person's account."""

    INSURER = "insurer"
    OFFICE = "office"
    PERSON = "person"


class NoticeKind(StrEnum):
    """The catalogue of notices; a value is never used again for something else."""

    STEP_DUE = "step_due"
    STEP_LATE = "step_late"
    GATE_PASSED = "gate_passed"
    TRANSFER_HELD = "transfer_held"
    CERTIFICATE_EXPIRING = "certificate_expiring"
    WINDOW_MISSED = "window_missed"
    EMERGENCY_ACCESS = "emergency_access"


FACTS: Final[Mapping[NoticeKind, frozenset[str]]] = {
    NoticeKind.STEP_DUE: frozenset({"milestone", "planned_on"}),
    NoticeKind.STEP_LATE: frozenset({"milestone", "planned_on", "days_late"}),
    NoticeKind.GATE_PASSED: frozenset({"milestone"}),
    NoticeKind.TRANSFER_HELD: frozenset({"transfer", "record_kind"}),
    NoticeKind.CERTIFICATE_EXPIRING: frozenset({"fingerprint", "valid_to", "days_left"}),
    NoticeKind.WINDOW_MISSED: frozenset({"job", "night"}),
    NoticeKind.EMERGENCY_ACCESS: frozenset(),
}
"""The names a notice's facts may have. None can hold a person: a mail travels where no access rule reaches."""

ADDRESSEES: Final[Mapping[NoticeKind, frozenset[Addressee]]] = {
    kind: frozenset({Addressee.OFFICE, Addressee.PERSON})
    if kind is NoticeKind.EMERGENCY_ACCESS
    else frozenset({Addressee.INSURER})
    for kind in NoticeKind
}
"""Whom a kind concerns. An operator may listen to what concerns the insurers of its area."""


def kinds_heard_by(listener: str) -> tuple[NoticeKind, ...]:
    """What an organisation of that kind (insurer, office, operator) or a person may be told, in the catalogue's order."""
    addressee = Addressee.INSURER if listener == "operator" else Addressee(listener)
    return tuple(kind for kind in NoticeKind if addressee in ADDRESSEES[kind])
