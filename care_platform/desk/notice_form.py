"""The form that says who is told what, read with kindness."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from care_platform.notices.parcel import Channel, Language, Rhythm
from care_platform.notices.subscriptions import NewRecipient
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.notices import RECIPIENT_INVALID
from care_platform.reference.notices import kinds_heard_by

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeForm:
    """What was entered; `errors` has the key of a sentence per field that is not right."""

    channel: str = Channel.MAIL.value
    address: str = field(default="", repr=False)
    language: str = Language.JAPANESE.value
    rhythm: str = Rhythm.AT_ONCE.value
    kinds: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


def read_notice_form(sent: MultiDict[str, str]) -> NoticeForm:
    """The fields as sent, the address without blanks around it."""
    return NoticeForm(
        channel=sent.get("channel", ""), address=sent.get("address", "").strip(), language=sent.get("language", ""),
        rhythm=sent.get("rhythm", ""), kinds=tuple(sent.getlist("kinds")),
    )  # fmt: skip


def recipient_in(form: NoticeForm, organisation_kind: str, organisation: str) -> NewRecipient:
    """The wish the form holds. Every kind ticked means kinds to come, too; none ticked is a slip.

    Raises `notices.recipient_invalid` naming the item.
    """
    heard = {kind.value for kind in kinds_heard_by(organisation_kind)}
    if not form.kinds or not set(form.kinds) <= heard:
        raise CataloguedError(RECIPIENT_INVALID, {"item": "kinds"})
    return NewRecipient(
        organisation_kind=organisation_kind, organisation=organisation, address=form.address,
        channel=_chosen(Channel, form.channel, "channel"), language=_chosen(Language, form.language, "language"),
        rhythm=_chosen(Rhythm, form.rhythm, "rhythm"), kinds=() if set(form.kinds) == heard else form.kinds,
    )  # fmt: skip


def _chosen(choices: type[Choice], named: str, item: str) -> Choice:
    if named not in set(choices):
        raise CataloguedError(RECIPIENT_INVALID, {"item": item})
    return choices(named)
