"""The messages of a hold follow the published schema and survive the way there and back."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from adapters.soap.hostile import parse_untrusted
from adapters.soap.messages import Message, read_message, validate, write_message
from adapters.soap.messages.guard import GetHold, GetHoldResponse, ReleaseTransfer, ReleaseTransferResponse
from adapters.soap.messages.shared import HoldFigure
from care_platform.reference.catalogue import CataloguedError, soap
from tests.unit.soap.senders import NOON, REQUEST, TRANSFER

RELEASE = ReleaseTransfer(
    request_id=REQUEST, transfer_id=TRANSFER, released_by="見本　係長", reason="全件を確認済み"
)
FIGURE = HoldFigure(
    code="guard.share_moved", item="care_level", value="21", unit="percent", expected="25.0", found="31.2",
    bound="5.0", title_ja="題", title_en="Title", desk_ja="窓口", desk_en="Desk", vendor_ja="業者",
    vendor_en="Vendor",
)  # fmt: skip
HELD = GetHoldResponse(transfer_id=TRANSFER, state="held", held_at=NOON, figures=(FIGURE,))
ENDED = replace(
    HELD, state="applied", released_at=NOON, released_by="見本　係長", reason="全件を確認済み",
    figures=(FIGURE, replace(FIGURE, item=None, value=None, unit="rows", expected="300")),
)  # fmt: skip


def wire(message: Message) -> etree._Element:
    return parse_untrusted(etree.tostring(write_message(message)))


@pytest.mark.parametrize("request_", [GetHold(transfer_id=TRANSFER), RELEASE])
def test_a_request_arrives_as_it_was_sent(request_: Message) -> None:
    assert read_message(wire(request_)) == request_


@pytest.mark.parametrize(
    "response", [HELD, ENDED, ReleaseTransferResponse(transfer_id=TRANSFER, state="sealed")]
)
def test_an_answer_follows_the_schema(response: Message) -> None:
    element = wire(response)
    validate(element)
    assert type(response).from_element(element) == response


@pytest.mark.parametrize("changes", [{"released_by": ""}, {"reason": ""}, {"released_by": "見" * 101}])
def test_a_release_without_name_or_reason_is_no_message(changes: dict[str, Any]) -> None:
    with pytest.raises(CataloguedError) as refusal:
        read_message(wire(replace(RELEASE, **changes)))
    assert refusal.value.entry is soap.SCHEMA_INVALID
