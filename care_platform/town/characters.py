"""Which characters of a transfer partners cannot read: a list of their own, since none of them is wrong."""

from uuid import UUID

from flask import render_template, request, url_for

from care_platform.consoles import transfers as service
from care_platform.intake.outside_characters import REPERTOIRES
from care_platform.intake.transfer_characters import Place
from care_platform.screens.acting import acting
from care_platform.screens.language import say
from care_platform.town.blueprint import blueprint, seen_by_all_roles
from care_platform.town.item_words import item_words
from care_platform.web.requests import platform

PAGE = 100
_GREATEST = 2**31 - 1


@blueprint.get("/transfers/<uuid:transfer>/characters")
@seen_by_all_roles
def transfer_characters(transfer: UUID) -> str:
    """Row, item, position and what may stand for each; JIS X 0213 unless `?repertoire=ms932`."""
    asked = request.args.get("repertoire", "")
    repertoire = asked if asked in REPERTOIRES else "jisx0213"
    check = platform().character_check(repertoire)
    with platform().engine.connect() as connection:
        found = service.see_characters(connection, acting(), transfer, check, _after(), PAGE)
    return render_template(
        "town/characters.html", wide=True, transfer=found.transfer, characters=found.characters,
        map_loaded=check.official is not None, item_words=item_words,
        repertoire=repertoire, repertoire_name=check.target.value,
        repertoires=[(name, say(f"characters.{name}")) for name in REPERTOIRES],
        next=_next(transfer, repertoire, found.after) if found.after else None,
    )  # fmt: skip


def _after() -> Place:
    """The row of `?part=` and `?row=` the page goes on after; the start for what no row can be."""
    part, row = (request.args.get(name, 0, type=int) for name in ("part", "row"))
    return (part, row) if 0 <= part <= _GREATEST and 0 <= row <= _GREATEST else (0, 0)


def _next(transfer: UUID, repertoire: str, after: Place) -> str:
    part, row = after
    return url_for(
        "town.transfer_characters", transfer=transfer, repertoire=repertoire, part=part, row=row
    )  # fmt: skip
