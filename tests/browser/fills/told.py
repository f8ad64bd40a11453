"""Who is told what: a municipality with a mail address and a webhook, of which one takes nothing."""

from datetime import timedelta
from typing import TYPE_CHECKING

from care_platform.accounts.kinds import NATION, Level, OrganisationKind
from care_platform.accounts.secret_box import secret_box
from care_platform.notices.outbox import delivered, failed, give_out, take
from care_platform.notices.parcel import Channel, Rhythm
from care_platform.notices.subscriptions import NewRecipient, subscribe
from care_platform.reference.catalogue.notices import MAIL_REFUSED, WEBHOOK_REFUSED
from care_platform.reference.notices import Addressee, NoticeKind
from care_platform.store.notices import write_notice
from tests.browser.fills.desk import CLINIC
from tests.builders.notices import confirms

if TYPE_CHECKING:
    from tests.browser.scene import Scene

TOWN = "272104"


def fill(scene: "Scene") -> None:
    """Administrators of a municipality and of the programme office, who listen, and notices in every state."""
    insurer, operator = OrganisationKind.INSURER, OrganisationKind.OPERATOR
    stated = {"level": Level.ADMINISTRATOR, "job_type": None}
    scene.hire("town_admin", kind=insurer, organisation=TOWN, staff_id="A-003", name="見本 課長", **stated)
    scene.hire(
        "nation_admin", kind=operator, organisation=NATION, staff_id="A-004", name="見本 室長", **stated
    )
    scene.hire("hospital_admin_new", organisation=CLINIC, staff_id="A-005", name="見本 院長", **stated)
    _listens(
        scene,
        insurer,
        TOWN,
        Channel.MAIL,
        "kaigo@hirakata.example",
        ("transfer_held", "certificate_expiring"),
    )
    _listens(scene, insurer, TOWN, Channel.MAIL, "gone@hirakata.example", ())
    _listens(scene, insurer, TOWN, Channel.MAIL, "new@hirakata.example", ("step_late",), confirmed=False)
    _listens(scene, insurer, TOWN, Channel.WEBHOOK, "https://hooks.vendor.example/care", ())
    _listens(scene, operator, NATION, Channel.MAIL, "all@programme.example", ())
    now = scene.clock.now
    _happens(scene)
    scene.clock.now = now


def _listens(
    scene: "Scene", kind: OrganisationKind, organisation: str, channel: Channel, address: str, kinds: tuple[str, ...],
    *, confirmed: bool = True,
) -> None:  # fmt: skip
    wish = NewRecipient(
        organisation_kind=kind.value, organisation=organisation, channel=channel, address=address, kinds=kinds,
        rhythm=Rhythm.AT_ONCE,
    )  # fmt: skip
    with scene.platform.engine.begin() as connection:
        at = scene.clock() - timedelta(days=2)
        number, _ = subscribe(connection, wish, secret_box(scene.platform.settings), at)
        if confirmed:
            confirms(connection, number, at)


def _happens(scene: "Scene") -> None:
    scene.clock.move(hours=-5)
    with scene.platform.engine.begin() as connection:
        facts = {"transfer": "0d4c", "record_kind": "copay_certificate"}
        write_notice(connection, NoticeKind.TRANSFER_HELD, Addressee.INSURER, TOWN, scene.clock(), facts)
        give_out(connection, scene.clock())
    with scene.platform.engine.begin() as connection:
        while (taken := take(connection, scene.clock())) is not None:
            numbers, recipient = [one.id for one in taken.notices], taken.recipient
            if recipient.channel is Channel.WEBHOOK:
                failed(connection, recipient.id, numbers, WEBHOOK_REFUSED, scene.clock())
            elif recipient.address.startswith("gone"):
                failed(connection, recipient.id, numbers, MAIL_REFUSED, scene.clock())
            else:
                delivered(connection, recipient.id, numbers, scene.clock())
