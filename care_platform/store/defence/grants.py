"""What each role of the application may do with each table: deny by default, one decision a table.

A table without a line here is closed to every role, and a test fails. The web serves requests; the worker processes
what was sent, keeps the times and forgets what has expired. What makes a session, a token or an account, and what
reads the secrets they are proved by, is done under a role of its own, which sees no record. Commands of an operator
run as the owner.
"""

from dataclasses import dataclass
from typing import Final

from care_platform.records.registry import RECORD_KINDS

WEB: Final = "care_web"
WORKER: Final = "care_worker"
SIGN: Final = "care_sign"
READ: Final = "select"
ADD: Final = "select, insert"
KEEP: Final = "select, insert, update"
ALL: Final = "select, insert, update, delete"
NONE: Final = ""
EXPIRE: Final = "select (expires_at), delete"


@dataclass(frozen=True, slots=True)
class Decision:
    """Privileges of the web, of the worker and of signing in; of the three only the last reads what is `hidden`."""

    web: str
    worker: str
    sign: str = NONE
    hidden: tuple[str, ...] = ()


_LOGGED = (
    "at, correlation_id, action, actor_kind, organisation, client_id, account_id, staff_id, purpose, "
    "insurer_number, insured_number, allowed, emergency, decisions, as_of_sequence"
)
_HAPPENED = "at, correlation_id, event, account_id, by_account_id, organisation_kind, organisation, client_id, details"
_BY_GROUP: list[tuple[Decision, tuple[str, ...]]] = [
    # Row by row the policies say which; nothing is deleted, a version is only closed.
    (Decision("select, insert, update (superseded_by)", KEEP), tuple(RECORD_KINDS)),
    (Decision(ALL, ALL, "select (apply_sequence)"), ("transfer",)),
    (Decision(ALL, ALL), (
        "transfer_part", "finding", "guard_figure", "guard_hold", "guard_profile", "sender_request",
    )),
    # Logs and histories only grow; see the triggers.
    (Decision(f"select, insert ({_LOGGED})", f"select, insert ({_LOGGED})", f"insert ({_LOGGED})"), ("access_log",)),
    (Decision(f"select, insert ({_HAPPENED})", f"select, insert ({_HAPPENED})", f"select, insert ({_HAPPENED})"),
     ("account_event",)),
    (Decision(READ, ADD), ("audit_seal", "usage_day", "usage_day_counted")),
    (Decision(ADD, ADD), ("consent_event", "programme_event")),
    # Who may ask. The web reads whom a credential belongs to, and lets a browser's session go on while it is used.
    (Decision(READ, NONE, KEEP, hidden=("password_hash", "code_secret")), ("staff_account",)),
    (Decision(READ, EXPIRE, ALL), ("access_token",)),
    (Decision(READ, READ, KEEP), ("staff_grant",)),
    (Decision("select, update (expires_at)", EXPIRE, ALL, hidden=("claims",)), ("person_session",)),
    (Decision("select, update (expires_at)", EXPIRE, ALL), ("staff_session",)),
    (Decision(NONE, EXPIRE, ALL), (
        "authorization_code", "refresh_token", "sign_in_attempt", "sign_in_source", "used_assertion",
    )),
    (Decision(ALL, EXPIRE), ("used_card_nonce", "seen_signature", "sent_form")),
    (Decision(READ, READ), ("client_redirect",)),
    (Decision(KEEP, NONE), ("list_check",)),
    # Secrets agreed with insurers: only commands of an operator compare with them.
    (Decision(NONE, NONE), ("reconciliation_key",)),
    (Decision(READ, READ, READ), ("api_client", "care_office", "alembic_version")),
    (Decision(NONE, READ, READ), ("client_certificate",)),
    (Decision(READ, READ), ("card_terminal", "sender_certificate", "emergency_hospital", "programme_reader")),
    (Decision(KEEP, READ), ("person_proxy", "access_notice", "disaster_period")),
    # What ties them to a person. Who is tied to whom never changes; a trigger asks for each tie's line in the log.
    (Decision(READ, READ, "select, insert (id, issuer, subject, created_at, failed_links), "
              "update (subject, insurer_number, insured_number, linked_at, failed_links)"), ("person_account",)),
    (Decision("select, insert, update (identity_method, registered_at, view_until, ended_at, last_lookup_at, "
              "last_lookup_sequence)", KEEP), ("registration",)),
    (Decision("select, insert, update (open_until, reviewed_at, reviewed_by, review_outcome, review_note)", KEEP),
     ("exceptional_access",)),
    (Decision("select, insert, update (requested_at, view_until, withdrawn_at)", KEEP), ("opinion_tie",)),
    (Decision("select, insert, update (settled_at, settled_by, settled_note)", KEEP), ("mismatch",)),
    (Decision("select, insert, update (given, closed_kinds, closed_offices, changed_at)", KEEP), ("consent_state",)),
    (Decision(READ, KEEP, READ), ("insurer_sharing",)),
    # The web asks for a confirmation and takes one; the token is the worker's to make.
    (Decision("select, insert (recipient_id, asked_at, next_at), update (used_at, next_at)", ALL),
     ("address_confirmation",)),
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
