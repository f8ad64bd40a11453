"""Row-level security: the web sees and writes only what the presented credential opens.

The outer bound: what an office is tied to at all, an insurer's own people, the person alone. Which kinds and which
job is the matrix's to say; the two never depend on each other, so that a mistake in one opens nothing.
"""

from care_platform.records.registry import RECORD_KINDS

CONSENT_GATED = frozenset({"assessment_survey", "physician_opinion"})
"""Kinds that no registration opens without the person's consent, as the matrix has it; a test compares."""
AUTHOR = {"physician_opinion": "medical_code"}
"""Kinds that the institution that wrote them sees by the municipality's request for them."""
_SEEN = "(select care.seen())"
_OWN = {
    "transfer_part":
        "exists (select from public.transfer t where t.id = transfer_part.transfer_id and {seen} ? t.insurer_number)",
    "reconciliation_difference":
        "exists (select from public.reconciliation r where r.id = reconciliation_difference.reconciliation_id "
        "and {seen} ? r.insurer_number)",
    "differential_request": "{seen} ? differential_request.insurer_number",
}  # fmt: skip
"""Tables with what a municipality sent or should have, and when a row is its own. Findings are not among them: they
name rows and codes only, and come by COPY, which knows no policies."""


def record_policies(kind: str) -> list[str]:
    """The policies of one record kind's table."""
    insurer, person = f"{kind}.insurer_number", f"{kind}.insurer_number || {kind}.insured_number"
    keys = [f"{person} || '/{kind}'" if kind in CONSENT_GATED else person]
    if kind in AUTHOR:
        keys.append(f"{person} || '@' || {kind}.{AUTHOR[kind]}")
    # The first is cheap and settles the rows of people who were named when presenting; the second settles others.
    named = f"{_SEEN} ?| array[{', '.join([insurer, *keys])}]"
    tied = " or ".join(f"care.sees({insurer}, {kind}.insured_number, {key})" for key in keys)
    own = f"{_SEEN} ? {insurer}"
    return [
        f"create policy web_sees on public.{kind} for select to care_web using ({named} or {tied})",
        f"create policy web_adds on public.{kind} for insert to care_web with check ({own})",
        f"create policy web_closes on public.{kind} for update to care_web using ({own}) with check ({own})",
    ]


def municipal_policies(table: str) -> list[str]:
    """What municipalities sent, and what was found missing or different in it, is their own only."""
    own = _OWN[table].format(seen=_SEEN)
    return [f"create policy web_own on public.{table} to care_web using ({own}) with check ({own})"]


_TIES = [
    ("registration", "unlogged", "insert or update of registered_at, view_until, ended_at", "new.ended_at is null",
     ("register_user",)),
    ("exceptional_access", "unlogged", "insert", "true", ("open_emergency", "open_disaster")),
    ("exceptional_access", "longer", "update of open_until", "new.open_until > old.open_until",
     ("open_emergency", "open_disaster")),
    ("person_account", "unlogged", "update of insurer_number, insured_number", "true", ("link_account",)),
    ("opinion_tie", "unlogged", "insert or update", "true", ("request_opinion",)),
    ("consent_state", "unlogged", "insert or update", "true", ("change_consent",)),
    ("mismatch", "unlogged", "update of settled_at", "true", ("confirm_mismatch",)),
]  # fmt: skip
"""What ties somebody to a person or opens more of them: when, on which condition, as what the log then has it."""


def logged_ties() -> list[str]:
    """Triggers that let the web and signing in make no tie without its line in the access log, looked for at the commit."""
    statements = []
    for table, name, events, condition, actions in _TIES:
        named = ", ".join(f"'{action}'" for action in actions)
        statements += [
            f"drop trigger if exists never_{name} on public.{table}",
            f"create constraint trigger never_{name} after {events} on public.{table} deferrable initially deferred "
            f"for each row when (current_user in ('care_web', 'care_sign') and {condition}) "
            f"execute function care.needs_log({named})",
        ]
    return statements


def protected() -> dict[str, list[str]]:
    """The policies of every protected table, by its name."""
    found = {kind: record_policies(kind) for kind in sorted(RECORD_KINDS)}
    found |= {table: municipal_policies(table) for table in _OWN}
    for table, policies in found.items():
        policies.append(
            f"create policy worker_all on public.{table} to care_worker using (true) with check (true)"
        )
    return found
