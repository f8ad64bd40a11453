"""What a worker does for notices: look what time has brought, and carry what waits."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Engine

from care_platform.accounts.secret_box import SecretBox, secret_box
from care_platform.notices.confirmation_mail import Request
from care_platform.notices.courier import Courier
from care_platform.notices.outbox import anything_due
from care_platform.notices.parcel import Channel, Parcel
from care_platform.notices.watching import watch
from care_platform.platform import Platform
from scheduler.queue import CARRY_NOTICES, WATCH_NOTICES


def courier(made: Platform, engine: Engine) -> Courier:
    """The platform's courier: mail and webhooks as the settings say. What sends is imported when it must."""

    def by_mail(parcel: Parcel, secret: str, now: datetime) -> None:
        from adapters.mail.smtp import MailSender  # noqa: PLC0415 - most rounds have nothing to send

        MailSender(made.settings).deliver(parcel, secret, now)

    def by_webhook(parcel: Parcel, secret: str, now: datetime) -> None:
        from adapters.webhook.posting import WebhookSender  # noqa: PLC0415

        WebhookSender(made.settings).deliver(parcel, secret, now)

    def ask(request: Request, now: datetime) -> None:
        from adapters.mail.smtp import MailSender  # noqa: PLC0415

        MailSender(made.settings).ask(request, now)

    def box() -> SecretBox:
        return secret_box(made.settings)

    return Courier(engine, {Channel.MAIL: by_mail, Channel.WEBHOOK: by_webhook}, ask, box, made.clock)


def notice_work(made: Platform, engine: Engine) -> Mapping[str, Callable[[], object]]:
    """The tasks by name; `engine` is the worker's."""

    def look() -> int:
        with engine.begin() as connection:
            return watch(connection, made.clock())

    return {WATCH_NOTICES: look, CARRY_NOTICES: courier(made, engine).round}


def ask_for_round(made: Platform, engine: Engine, ask: Callable[[str], None]) -> None:
    """Asks the queue for a round when something is due; an empty round each time would only fill its tables."""
    with engine.connect() as connection:
        due = anything_due(connection, made.clock())
    if due:
        ask(CARRY_NOTICES)
