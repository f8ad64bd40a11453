"""Who wants to be told what, where, how often and in which language."""

import base64
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.accounts.kinds import NATION
from care_platform.accounts.secret_box import SecretBox
from care_platform.notices.confirming import ask, ask_no_more
from care_platform.notices.parcel import Channel, Language, Recipient, Rhythm
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.notices import RECIPIENT_INVALID, RECIPIENT_UNKNOWN
from care_platform.reference.notices import NoticeKind
from care_platform.reference.numbers import is_insurer_number, is_medical_code, is_office_number

KINDS_OF_ORGANISATION = ("insurer", "office", "operator", "person")
SECRET_PREFIX = "whsec_"  # noqa: S105 - the prefix the Standard Webhooks convention gives its secrets
_SECRET_BYTES = 32
_LONGEST_ADDRESS = 500
_LONGEST_MAIL_ADDRESS = 254
# One plain address: what a display name, a comment or a line break could bring in is not an address here.
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PREFECTURE = re.compile(r"0[1-9]|[1-3][0-9]|4[0-7]")
COLUMNS = "id, organisation_kind, organisation, channel, address, language, rhythm, kinds, sealed_secret, confirmed_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecipient:
    """A wish to be told; without `kinds` of everything. An operator's organisation is JP or a prefecture."""

    organisation_kind: str
    organisation: str
    channel: Channel
    address: str = field(repr=False)
    language: Language = Language.JAPANESE
    rhythm: Rhythm = Rhythm.AT_ONCE
    kinds: tuple[str, ...] = ()


def subscribe(
    connection: Connection, new: NewRecipient, box: SecretBox, at: datetime
) -> tuple[int, str | None]:
    """The subscription's number, and a webhook's signing secret, which is shown this once.

    The same address of the same organisation again changes language, rhythm and kinds, and keeps its secret (None is
    given then). A mail address is told only after its owner has confirmed it; until then, subscribing again sends
    another mail. Raises `notices.recipient_invalid` naming the item, and `notices.too_many_confirmations`.
    """
    _check(new)
    changed = connection.execute(
        text(
            "update notice_recipient set language = :language, rhythm = :rhythm, kinds = :kinds "
            "where organisation_kind = :kind and organisation = :organisation and channel = :channel "
            "and address = :address and ended_at is null returning id"
        ),
        _values(new),
    ).scalar()
    if changed is not None:
        ask(connection, int(changed), at)
        return int(changed), None
    secret = new_secret() if new.channel is Channel.WEBHOOK else None
    sealed = box.seal(secret) if secret else None
    made = connection.execute(
        text(
            "insert into notice_recipient (organisation_kind, organisation, channel, address, language, rhythm, "
            "kinds, sealed_secret, created_at, confirmed_at) values (:kind, :organisation, :channel, :address, "
            ":language, :rhythm, :kinds, :sealed, :at, :confirmed) returning id"
        ),
        {**_values(new), "sealed": sealed, "at": at, "confirmed": at if secret else None},
    ).scalar_one()
    ask(connection, int(made), at)
    return int(made), secret


def new_secret() -> str:
    """A signing secret of 256 random bits."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def unsubscribe(connection: Connection, recipient_id: int, at: datetime) -> None:
    """Ends a subscription and forgets what was on its way. Raises `notices.recipient_unknown`."""
    ended = connection.execute(
        text("update notice_recipient set ended_at = :at where id = :id and ended_at is null"),
        {"id": recipient_id, "at": at},
    )
    if ended.rowcount == 0:
        raise CataloguedError(RECIPIENT_UNKNOWN)
    connection.execute(
        text("delete from notice_delivery where recipient_id = :id and state = 'waiting'"),
        {"id": recipient_id},
    )
    ask_no_more(connection, recipient_id)


def recipients(connection: Connection, organisation_kind: str | None = None) -> Sequence[Recipient]:
    """Every subscription that has not ended, or those of one kind of organisation."""
    query = text(
        f"select {COLUMNS} from notice_recipient where ended_at is null "
        "and (cast(:kind as text) is null or organisation_kind = :kind) order by id"
    )
    return [recipient_of(row) for row in connection.execute(query, {"kind": organisation_kind})]


def recipient_of(row: Sequence[Any]) -> Recipient:
    """A row of the table, its columns in the order of `COLUMNS`."""
    number, kind, organisation, channel, address, language, rhythm, kinds, sealed_secret, confirmed_at = row
    return Recipient(
        id=number, organisation_kind=kind, organisation=organisation, channel=Channel(channel),
        address=address, language=Language(language), rhythm=Rhythm(rhythm), kinds=tuple(kinds),
        sealed_secret=sealed_secret, confirmed_at=confirmed_at,
    )  # fmt: skip


def _values(new: NewRecipient) -> dict[str, object]:
    return {
        "kind": new.organisation_kind, "organisation": new.organisation, "channel": new.channel.value,
        "address": new.address, "language": new.language.value, "rhythm": new.rhythm.value,
        "kinds": sorted(set(new.kinds)),
    }  # fmt: skip


def _check(new: NewRecipient) -> None:
    right = {
        "organisation_kind": new.organisation_kind in KINDS_OF_ORGANISATION,
        "organisation": _is_organisation(new.organisation_kind, new.organisation),
        "address": _is_address(new.channel, new.address),
        "kinds": set(new.kinds) <= {kind.value for kind in NoticeKind},
    }
    for item, fits in right.items():
        if not fits:
            raise CataloguedError(RECIPIENT_INVALID, {"item": item})


def _is_organisation(kind: str, organisation: str) -> bool:
    if kind == "insurer":
        return is_insurer_number(organisation)
    if kind == "office":
        return is_office_number(organisation) or is_medical_code(organisation)
    if kind == "operator":
        return organisation == NATION or _PREFECTURE.fullmatch(organisation) is not None
    return _is_uuid(organisation)


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def _is_address(channel: Channel, address: str) -> bool:
    if channel is Channel.MAIL:
        return len(address) <= _LONGEST_MAIL_ADDRESS and _MAIL.fullmatch(address) is not None
    return len(address) <= _LONGEST_ADDRESS and is_web_address(address)


def is_web_address(address: str) -> bool:
    """Whether it is an http or https address with a host and without user, password or fragment."""
    if not (address.isascii() and address.isprintable()) or " " in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    plain = "@" not in parts.netloc and "#" not in address
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and plain
