"""The audit event catalogue: every action of the access log, every account event, and what the duties of accounts are."""

from care_platform.accounts.duties import SCOPE_OF, Duty, duties_of
from care_platform.accounts.events import EventKind
from care_platform.accounts.kinds import ROLES, Level, OrganisationKind, Role
from care_platform.audit.log import Action
from tools.markdown import table

_ACTIONS = {
    Action.LOOK_UP: "Someone looked one person up, in ordinary work, an emergency or a disaster",
    Action.LOOK_UP_LIST: "An office looked up many people at once; one row each",
    Action.LIST_CHANGES: "An office asked what changed for its people",
    Action.REGISTER_USER: "An office registered a person or ended the registration, by four items or by card",
    Action.LINK_ACCOUNT: "A person's account was linked to an insured person, or was refused",
    Action.SEE_OWN_RECORDS: "A person looked at their own records",
    Action.SEE_OWN_ACCESS_LOG: "A person looked at who had looked",
    Action.READ_ACCESS_LOG: "An administrator, a municipality or the auditor read the log",
    Action.SEE_CONSENT: "Someone saw a consent: the person, a proxy or the municipality",
    Action.CHANGE_CONSENT: "A consent was given, withdrawn or narrowed",
    Action.REGISTER_PROXY: "A municipality registered a proxy, or was refused",
    Action.END_PROXY: "A municipality ended a proxy's right",
    Action.REQUEST_OPINION: "A municipality asked an institution for an opinion, or took it back",
    Action.OPEN_EMERGENCY: "A hospital opened an emergency access, or was refused",
    Action.OPEN_DISASTER: "An office opened a disaster access, or was refused",
    Action.REPORT_MISMATCH: "Someone reported a mix-up; the records are suspended",
    Action.CONFIRM_MISMATCH: "The insurer settled a mix-up",
}
_EVENTS = {
    EventKind.ACCOUNT_MADE: "An account was made; its level and rights",
    EventKind.ACCOUNT_CHANGED: "Its rights changed; before and after",
    EventKind.ACCOUNT_RECOVERED: "It was given a new first password; sessions and grants ended",
    EventKind.ACCOUNT_UNLOCKED: "A lock was ended before its time",
    EventKind.ACCOUNT_ENDED: "It was ended for good",
    EventKind.SIGN_IN_FAILED: "A sign-in failed, and why",
    EventKind.LOCKED: "Failures locked it, until when",
    EventKind.PASSWORD_ACCEPTED: "The password was right; the code is still to come",
    EventKind.SIGNED_IN: "The code was right too",
    EventKind.SIGNED_OUT: "Its browser signed out",
    EventKind.CODE_CONFIRMED: "A fresh one-time code was given again",
    EventKind.CODE_ENROLLED: "A device was enrolled",
    EventKind.PASSWORD_CHANGED: "Its password changed",
    EventKind.GRANT_GIVEN: "It let software act; which, and with which scopes",
    EventKind.GRANT_ENDED: "That ended, and why",
    EventKind.EVENTS_READ: "An administrator read this list",
    EventKind.DISASTER_OPENED: "A programme office opened a disaster period",
    EventKind.DISASTER_CLOSED: "A programme office closed one early",
    EventKind.EMERGENCIES_READ: (
        "The auditor read emergencies to review or reviewed, or a hospital's administrator those of its staff"
    ),
    EventKind.EMERGENCY_REVIEWED: "The auditor closed the case of an emergency; which, and the outcome",
}
_DUTIES = {
    Duty.MANAGE_STAFF: "make, change, unlock, recover and end the accounts one looks after; read account events",
    Duty.READ_STAFF_LOG: "read what the own staff looked up, with staff ids",
    Duty.READ_INSURED_LOG: "read which institutions looked at the own insured, without staff",
    Duty.SEARCH_LOG: "search everybody's accesses and the findings; no record",
    Duty.SEE_MUNICIPAL: "see transfers, holds, comparison, programme, cases, and the own insured's data",
    Duty.ACT_MUNICIPAL: "cancel transfers; register consents and proxies; ask for opinions; report mix-ups",
    Duty.APPROVE_MUNICIPAL: "release held transfers, accept differences, settle mix-ups: with name and reason",
    Duty.SEE_PROGRAMME: "see the programme of the country, or of the own prefecture",
    Duty.OPEN_DISASTER: "open and close disaster periods of the area",
    Duty.REVIEW_EMERGENCY: "review emergency accesses: with name, outcome and reason; no record",
    Duty.CHOOSE_NOTICES: "say who is told what of the own organisation's notices",
}


def actions() -> str:
    """The actions of the access log. Raises KeyError for one that is not described."""
    return table(["Action", "Means"], [[f"`{action.value}`", _ACTIONS[action]] for action in Action])


def account_events() -> str:
    """The events of accounts. Raises KeyError for one that is not described."""
    return table(["Event", "Means"], [[f"`{event.value}`", _EVENTS[event]] for event in EventKind])


def duties() -> str:
    """Who has which duty. Raises KeyError for one that is not described."""
    rows = [[_DUTIES[duty], _holders(duty), f"`{SCOPE_OF[duty]}`"] for duty in Duty]
    return table(["May", "Who", "Scope for their software"], rows)


def _holders(duty: Duty) -> str:
    of_levels = {
        f"{kind.value} {level.value}"
        for kind in OrganisationKind for level in Level if duty in duties_of(kind, level, None)
    }  # fmt: skip
    of_roles = {
        f"{kind.value} {role.value}"
        for kind in OrganisationKind for role in Role
        if role in ROLES[kind] and duty in duties_of(kind, Level.STAFF, role)
    }  # fmt: skip
    return ", ".join([*sorted(of_levels), *sorted(of_roles)])
