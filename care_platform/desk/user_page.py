"""One user's page put together from an answer: what to see first, the papers, the application, the balances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from care_platform.desk.glance import Glance, glance_of
from care_platform.lookup.answer import KindAnswer, PersonAnswer, State
from care_platform.records.description import Values
from care_platform.reference.codes import EQUIPMENT_ITEM, MODIFICATION_WORK, Language
from care_platform.screens.applications import APPLICATION_KINDS, Application, applications_of
from care_platform.screens.cards import Card, cards_of, kind_in_words
from care_platform.screens.formats import day_in_words
from care_platform.screens.paper import Paper, has_form, paper_of
from care_platform.screens.words import Speech

PAPERS = ("insured_certificate", "copay_certificate", "burden_limit_certificate")
_BALANCES: Mapping[str, str] = {"home_modification_usage": "works", "equipment_purchase_usage": "purchases"}
_SHOWN_APART = frozenset({*PAPERS, *APPLICATION_KINDS, *_BALANCES})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCard:
    """A certificate on its form, with its card; `paper` is None where there is nothing to lay out."""

    card: Card
    paper: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLine:
    """One use of a ceiling."""

    what: str
    when: str
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A ceiling, what was used and what is left, in yen; `note` says which dwelling or year."""

    title: str
    note: str
    ceiling: int
    used: int
    left: int
    lines: Sequence[BalanceLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserView:
    """Everything the page shows."""

    glance: Glance
    papers: Sequence[PaperCard]
    others: Sequence[Card]
    applications: Sequence[Application]
    application_state: str | None
    balances: Sequence[Balance]
    balance_states: Sequence[tuple[str, str]]
    changed: Sequence[str]
    last_lookup: date | None


def user_view(answer: PersonAnswer, speech: Speech, language: Language) -> UserView:
    """The view of an answer about all kinds open to the office."""
    kinds = {one.record_kind: one for one in answer.kinds}
    cards = {card.kind: card for card in cards_of(answer, speech)}
    application = kinds.get("certification_application")
    return UserView(
        glance=glance_of(answer, speech),
        papers=[_paper(cards[kind], kinds[kind], language) for kind in PAPERS if kind in kinds],
        others=[card for kind, card in cards.items() if kind not in _SHOWN_APART],
        applications=applications_of({k: kinds[k] for k in APPLICATION_KINDS if k in kinds}, answer.on, speech),
        application_state=speech.say(f"next.{application.state}", planned_for="")
        if application and application.state not in {State.FOUND, State.EXPIRED} else None,
        balances=[b for kind in _BALANCES if kind in kinds for b in _balances(kinds[kind], language, speech)],
        balance_states=_missing(kinds, speech),
        changed=[kind_in_words(one.record_kind, language) for one in answer.kinds if one.changes],
        last_lookup=answer.last_lookup_at.date() if answer.last_lookup_at else None,
    )  # fmt: skip


def _paper(card: Card, answer: KindAnswer, language: Language) -> PaperCard:
    begun = answer.state in {State.FOUND, State.EXPIRED} and answer.records and has_form(answer.record_kind)
    return PaperCard(card=card, paper=paper_of(answer.records[0], language) if begun else None)


def _balances(answer: KindAnswer, language: Language, speech: Speech) -> list[Balance]:
    return [
        Balance(
            title=kind_in_words(answer.record_kind, language),
            note=_note(version.values, language, speech),
            ceiling=int(version.values["ceiling"]), used=int(version.values["used"]),
            left=int(version.values["balance"]),
            lines=[_line(one, language) for one in version.values.get(_BALANCES[answer.record_kind]) or ()],
        )
        for version in (answer.records if answer.state in {State.FOUND, State.EXPIRED} else ())
    ]  # fmt: skip


def _note(values: Values, language: Language, speech: Speech) -> str:
    if "fiscal_year" in values:
        return speech.say("balance.year", year=values["fiscal_year"])
    since = day_in_words(date.fromisoformat(values["ceiling_from"]), language)
    return speech.say("balance.dwelling", number=values["dwelling_number"], since=since)


def _line(values: Values, language: Language) -> BalanceLine:
    if "work_kind" in values:
        what, day = MODIFICATION_WORK.label(values["work_kind"], language), values["completed_on"]
    else:
        what, day = EQUIPMENT_ITEM.label(values["equipment_item"], language), values["bought_on"]
    return BalanceLine(
        what=what, when=day_in_words(date.fromisoformat(day), language), cost=int(values["counted_cost"])
    )


def _missing(kinds: Mapping[str, KindAnswer], speech: Speech) -> list[tuple[str, str]]:
    return [
        (kind_in_words(kind, speech.language), speech.say(f"state.{kinds[kind].state}"))
        for kind in _BALANCES
        if kind in kinds and kinds[kind].state not in {State.FOUND, State.EXPIRED}
    ]
