"""My certificates: the overview with what changes when, each one in the paper's layout, and as PDF."""

from flask import Response, render_template

from care_platform.lookup.answer import KindAnswer, PersonAnswer, State
from care_platform.lookup.own import CERTIFICATE_KINDS, own_exceptional_accesses, own_records
from care_platform.portal.asking import question
from care_platform.portal.glance import figures_of
from care_platform.portal.notices import recent
from care_platform.portal.upcoming import upcoming_of
from care_platform.printing.certificate import PRINTABLE_KINDS, Circumstances, print_certificate
from care_platform.printing.fonts import fonts_to_use
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.api import NO_SUCH_ADDRESS
from care_platform.reference.catalogue.printing import NOT_PRINTABLE
from care_platform.screens.cards import Card, cards_of, source_of
from care_platform.screens.language import language, speech
from care_platform.screens.paper import paper_of
from care_platform.web.requests import platform

_ORDER = (
    "insured_certificate",
    "copay_certificate",
    "certification",
    "burden_limit_certificate",
    "reduction_certificate",
)
"""As people know them: the two that everybody with a level holds as paper, then the decision behind the first."""
_NOT_EVERYBODY_HAS = frozenset({"burden_limit_certificate", "reduction_certificate"})


def overview() -> str:
    """My certificates, as of now, what changes next, and whether somebody opened them in an emergency."""
    asked = question()
    with platform().engine.begin() as connection:
        answer = own_records(connection, asked)
        opened = recent(own_exceptional_accesses(connection, asked.person), asked.at)
    cards = sorted(cards_of(answer, speech()), key=lambda card: _ORDER.index(card.kind))
    return render_template(
        "portal/certificates.html", figures=figures_of(answer, speech()),
        cards=[card for card in cards if _worth_showing(card)],
        absent=[card.title for card in cards if not _worth_showing(card)], opened=len(opened),
        upcoming=upcoming_of(answer.kinds, answer.on, speech()), known_at=answer.known_at,
        printable=PRINTABLE_KINDS, withheld=_withheld(answer),
    )  # fmt: skip


def one(kind: str) -> str:
    """One certificate, large, in the arrangement of the paper. Raises NO_SUCH_ADDRESS for another kind."""
    answer, whole = _asked_for(kind)
    [card] = cards_of(whole, speech())
    shown = answer.records if answer.state in {State.FOUND, State.EXPIRED, State.NOT_YET_IN_FORCE} else []
    return render_template(
        "portal/certificate.html", card=card, papers=[paper_of(version, language()) for version in shown],
        known_at=whole.known_at, upcoming=upcoming_of(whole.kinds, whole.on, speech()),
        printable=kind in PRINTABLE_KINDS and answer.state is State.FOUND,
    )  # fmt: skip


def pdf(kind: str) -> Response:
    """The certificate in force as a PDF to keep or print. Raises NOT_PRINTABLE or NO_FONT."""
    if kind not in PRINTABLE_KINDS:
        raise CataloguedError(NO_SUCH_ADDRESS)
    fonts = fonts_to_use(platform().settings.print_fonts)
    answer, whole = _asked_for(kind)
    if answer.state is not State.FOUND:
        raise CataloguedError(NOT_PRINTABLE)
    about = Circumstances(
        at=platform().clock(), last_upload=answer.last_upload,
        source=source_of(answer.records, whole.person.insurer_number),
    )  # fmt: skip
    content = print_certificate(kind, answer.records[0].values, about, fonts)
    response = Response(content, content_type="application/pdf")
    # The kind, never a person, is all that a folder of downloads shows.
    response.headers["Content-Disposition"] = f'attachment; filename="{kind.replace("_", "-")}.pdf"'
    return response


def _asked_for(kind: str) -> tuple[KindAnswer, PersonAnswer]:
    if kind not in CERTIFICATE_KINDS:
        raise CataloguedError(NO_SUCH_ADDRESS)
    with platform().engine.begin() as connection:
        whole = own_records(connection, question(), (kind,))
    return whole.kinds[0], whole


def _worth_showing(card: Card) -> bool:
    """Most people have neither of some kinds: then a line is enough."""
    return card.kind not in _NOT_EVERYBODY_HAS or card.state is not State.NONE_ON_RECORD


def _withheld(answer: PersonAnswer) -> str | None:
    """The one state of everything, where all is withheld alike: said once, above."""
    states = {kind.state for kind in answer.kinds}
    alike = states & {State.NOT_SHARING, State.SUSPENDED}
    return str(alike.pop()) if len(states) == 1 and alike else None
