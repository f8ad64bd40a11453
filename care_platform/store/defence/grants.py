"""What each role of the application may do with each table: deny by default, one decision a table.

A table without a line here is closed to both roles, and a test fails. The web serves requests; the worker processes
what was sent, keeps the times and forgets what has expired. Commands of an operator run as the owner.
"""

from dataclasses import dataclass
from typing import Final

from care_platform.records.registry import RECORD_KINDS

WEB: Final = "care_web"
WORKER: Final = "care_worker"
READ: Final = "select"
ADD: Final = "select, insert"
KEEP: Final = "select, insert, update"
ALL: Final = "select, insert, update, delete"
NONE: Final = ""
EXPIRE: Final = "select (expires_at), delete"


@dataclass(frozen=True, slots=True)
class Decision:
    """Privileges of the web and of the worker; nobody but the owner reads what is `hidden`."""

    web: str
    worker: str
    hidden: tuple[str, ...] = ()


_LOGGED = (
    "at, correlation_id, action, actor_kind, organisation, client_id, account_id, staff_id, purpose, "
    "insurer_number, insured_number, allowed, emergency, decisions, as_of_sequence"
)
_HAPPENED = "at, correlation_id, event, account_id, by_account_id, organisation_kind, organisation, client_id, details"
_BY_GROUP: list[tuple[Decision, tuple[str, ...]]] = [
    # Row by row the policies say which; nothing is deleted, a version is only closed.
    (Decision("select, insert, update (superseded_by)", KEEP), tuple(RECORD_KINDS)),
    (Decision(ALL, ALL), (
        "transfer", "transfer_part", "finding", "guard_figure", "guard_hold", "guard_profile", "sender_request",
    )),
    # Logs and histories only grow; see the triggers.
    (Decision(f"select, insert ({_LOGGED})", f"select, insert ({_LOGGED})"), ("access_log",)),
    (Decision(f"select, insert ({_HAPPENED})", f"select, insert ({_HAPPENED})"), ("account_event",)),
    (Decision(READ, ADD), ("audit_seal", "usage_day", "usage_day_counted")),
    (Decision(ADD, ADD), ("consent_event", "programme_event")),
    # Who may ask.
    (Decision(KEEP, NONE, hidden=("password_hash", "code_secret")), ("staff_account",)),
    (Decision(ALL, EXPIRE), (
        "access_token", "staff_session", "person_session", "sign_in_attempt", "sign_in_source",
        "authorization_code", "refresh_token", "used_assertion", "used_card_nonce", "seen_signature",
        "sent_form",
    )),
    (Decision(ALL, READ), ("staff_grant", "client_redirect")),
    (Decision(KEEP, NONE), ("list_check",)),
    # Secrets agreed with insurers: only commands of an operator compare with them.
    (Decision(NONE, NONE), ("reconciliation_key",)),
    (Decision(READ, READ), (
        "api_client", "care_office", "client_certificate", "card_terminal", "sender_certificate", "emergency_hospital",
        "programme_reader", "alembic_version",
    )),
    (Decision(KEEP, READ), ("person_proxy", "access_notice", "disaster_period")),
    # What ties them to a person. Who is tied to whom never changes; a trigger asks for each tie's line in the log.
    (Decision("select, insert (id, issuer, subject, created_at, failed_links), "
              "update (subject, insurer_number, insured_number, linked_at, failed_links)", READ), ("person_account",)),
    (Decision("select, insert, update (identity_method, registered_at, view_until, ended_at, last_lookup_at, "
              "last_lookup_sequence)", KEEP), ("registration",)),
    (Decision("select, insert, update (open_until, reviewed_at, reviewed_by, review_outcome, review_note)", KEEP),
     ("exceptional_access",)),
    (Decision("select, insert, update (requested_at, view_until, withdrawn_at)", KEEP), ("opinion_tie",)),
    (Decision("select, insert, update (settled_at, settled_by, settled_note)", KEEP), ("mismatch",)),
    (Decision("select, insert, update (given, closed_kinds, closed_offices, changed_at)", KEEP), ("consent_state",)),
    (Decision(READ, KEEP), ("insurer_sharing",)),
    # A municipality's way, and the times.
    (Decision(ALL, ALL), (
        "programme", "programme_member", "programme_milestone", "programme_obstacle", "programme_sandbox",
        "reconciliation", "reconciliation_difference", "differential_request",
        "programme_forecast", "schedule_alarm", "schedule_capacity", "schedule_freeze", "schedule_plan", "schedule_run",
        "pull_change_set", "pull_source", "notice", "notice_recipient", "notice_delivery",
    )),
]  # fmt: skip


def decisions() -> dict[str, Decision]:
    """The decision about each table, by its name."""
    return {table: decision for decision, tables in _BY_GROUP for table in tables}
