"""Entries of the access log as a person reads them: institutions, never their staff or software."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from care_platform.audit.log import Action
from care_platform.audit.reading import LoggedAccess
from care_platform.lookup.own import CERTIFICATE_KINDS
from care_platform.portal.words import say, say_or
from care_platform.reference.actors import ActorKind
from care_platform.reference.catalogue import CATALOGUE, Entry, Reason, access
from care_platform.reference.codes import Language
from care_platform.screens.cards import kind_in_words
from care_platform.screens.formats import moment_in_words

_ACTS = frozenset(
    {
        Action.REGISTER_USER, Action.LINK_ACCOUNT, Action.CHANGE_CONSENT, Action.REGISTER_PROXY, Action.END_PROXY,
        Action.REQUEST_OPINION, Action.OPEN_EMERGENCY, Action.OPEN_DISASTER, Action.REPORT_MISMATCH,
        Action.CONFIRM_MISMATCH,
    }
)  # fmt: skip
"""What is done and shows nothing by itself: its result is not that somebody saw something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Items that were not shown, and why; `code` leads to the explanation."""

    items: str
    reason: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A reason in plain words: what happened, and what one can do."""

    code: str
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLine:
    """One access in words. `result` sums up; `refusals` give the reason for what was not shown."""

    at: datetime
    when: str
    who: str
    who_kind: str
    items: str
    action: str
    purpose: str
    result: str
    refusals: list[Refusal]


def access_line(entry: LoggedAccess, language: Language) -> AccessLine:
    """The entry in words; an action or purpose newer than this page is shown as its code."""
    return AccessLine(
        at=entry.at,
        when=moment_in_words(entry.at, language),
        who=_who(entry, language),
        who_kind=say(language, f"access.{entry.actor_kind}") if entry.institution else "",
        items=_items(list(entry.reasons), language),
        action=say_or(language, f"action.{entry.action}", entry.action),
        purpose=_purpose(entry, language),
        result=say(language, _result(entry)),
        refusals=_refusals(entry, language),
    )


def explanations(entries: Iterable[LoggedAccess], language: Language) -> list[Explanation]:
    """Each reason that the entries name, once, in the order they come; one no longer in use has no words."""
    codes = dict.fromkeys(code for entry in entries for code in entry.reasons.values())
    found = [reason for code in codes if isinstance(reason := CATALOGUE.get(code), Reason)]
    return [
        Explanation(code=reason.code, title=_title(reason, language), words=reason.to_person(language))
        for reason in found
    ]


def _who(entry: LoggedAccess, language: Language) -> str:
    if entry.actor_kind == ActorKind.PERSON:
        whose = "self" if entry.own else "proxy" if entry.proxy else "another_account"
        return say(language, f"access.{whose}")
    return entry.institution or say(language, f"access.{entry.actor_kind}")


def _purpose(entry: LoggedAccess, language: Language) -> str:
    """A proxy looks with the person's right, but the log must not read as if the person had."""
    purpose = "by_proxy" if entry.proxy else entry.purpose
    return say_or(language, f"purpose.{purpose}", entry.purpose)


def _result(entry: LoggedAccess) -> str:
    if entry.action == Action.REGISTER_USER and access.RELATIONSHIP_ENDED.code in entry.reasons.values():
        return "access.registration_ended"
    if entry.action in _ACTS:
        return "access.done" if entry.allowed else "access.not_done"
    if not entry.allowed:
        return "access.denied"
    refused = any(code != access.ALLOWED.code for code in entry.reasons.values())
    return "access.partly" if refused else "access.allowed"


def _refusals(entry: LoggedAccess, language: Language) -> list[Refusal]:
    kinds_by_code: dict[str, list[str]] = {}
    for kind, code in entry.reasons.items():
        if code != access.ALLOWED.code:
            kinds_by_code.setdefault(code, []).append(kind)
    return [
        Refusal(items=_items(kinds, language), reason=_reason(code, language), code=code)
        for code, kinds in kinds_by_code.items()
    ]


def _items(kinds: list[str], language: Language) -> str:
    return ("、" if language == "ja" else ", ").join(
        say_or(language, f"item.{kind}", kind_in_words(kind, language)) for kind in _in_order(kinds)
    )


def _in_order(kinds: list[str]) -> list[str]:
    known = [kind for kind in CERTIFICATE_KINDS if kind in kinds]
    return known + sorted(set(kinds) - set(known))


def _reason(code: str, language: Language) -> str:
    entry = CATALOGUE.get(code)
    return code if entry is None else _title(entry, language)


def _title(entry: Entry, language: Language) -> str:
    if entry is access.ALLOWED:
        return say(language, "access.allowed_or_done")
    return entry.title_ja if language == "ja" else entry.title_en
