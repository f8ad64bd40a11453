"""A worker's courier with real servers at the other end."""

from collections.abc import Callable, Iterator

import pytest

from adapters.mail.smtp import MailSender
from adapters.webhook.posting import WebhookSender
from care_platform.accounts.secret_box import secret_box
from care_platform.notices.courier import Courier
from care_platform.notices.parcel import Channel
from care_platform.platform import Platform
from tests.builders.notices import LOOPBACK, Mailbox, Receiver, mail_server, mail_settings, web_receiver


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with web_receiver() as taking:
        yield taking


@pytest.fixture
def carry(platform: Platform, mailbox: Mailbox) -> Callable[[], int]:
    """One round of the worker."""
    settings = mail_settings(platform, mailbox.port).model_copy(update={"webhook_networks": (LOOPBACK,)})
    channels = {
        Channel.MAIL: MailSender(settings).deliver,
        Channel.WEBHOOK: WebhookSender(settings).deliver,
    }
    ask = MailSender(settings).ask
    return Courier(
        platform.engine, channels, ask, lambda: secret_box(platform.settings), platform.clock
    ).round
