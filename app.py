"""The platform put together: `create_app()` for web servers, `main()` for the command line.

The web's parts are imported when a web application is made: a worker needs none of them, and is 40 MB smaller.
"""

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import SecretStr
from sqlalchemy import Engine

from adapters.files.records_csv.reader import read_records_csv, read_records_csv_ms932
from adapters.xml.reader import read_records
from care_platform.platform import Platform
from care_platform.reference.calendar import Clock, system_clock
from care_platform.settings import Settings, load_settings
from care_platform.store.defence.grants import SIGN, WEB
from care_platform.store.engine import embedded_database_url, make_engine
from care_platform.store.roles import Role, presenting, url_for_role
from care_platform.store.schema import require_current
from care_platform.telemetry.logs import configure_logging, log_uncaught
from care_platform.web.parent_watch import end_with_parent
from commands.all import command_line
from commands.context import Wiring
from scheduler.queue import WorkQueue, make_app

if TYPE_CHECKING:
    from flask import Flask

    from adapters.oidc.relying_party import RelyingParty

SIGN_IN_POOL = 2
"""Connections a web process keeps for signing in; as many again when busy. Most requests sign nobody in."""
READERS = {"xml": read_records, "csv": read_records_csv, "csv_ms932": read_records_csv_ms932}


def create_platform(settings: Settings, clock: Clock = system_clock, *, for_web: bool = False) -> Platform:
    """The platform on its database; starts the embedded one when no other is named.

    `for_web` has the rights of the web's roles only; commands of an operator have the owner's.
    """
    owners = database_url(settings)
    url = _for_role(owners, WEB, settings.web_database_url) if for_web else owners
    # The web keeps some connections for look-ups alone, as many as there are threads at most.
    engine = _engine(settings, url, settings.database_pool_size * (2 if for_web else 1))
    queue = WorkQueue(make_app(url).open(), engine)
    made = Platform(settings, engine, clock, READERS, queue.enqueue_transfer)
    if not for_web:
        return made
    sign_engine = _engine(settings, _for_role(owners, SIGN, settings.sign_database_url), SIGN_IN_POOL)
    return replace(made, engine=presenting(engine), own_sign_engine=sign_engine)


def _for_role(owners: str, role: Role, login: SecretStr | None) -> str:
    return url_for_role(owners, role, login.get_secret_value() if login is not None else None)


def _engine(settings: Settings, url: str, pool_size: int) -> Engine:
    return make_engine(url, pool_size=pool_size, statement_timeout_ms=settings.statement_timeout_ms)


def database_url(settings: Settings) -> str:
    """The database named by the settings, or the embedded one."""
    named = settings.database_url
    return named.get_secret_value() if named is not None else embedded_database_url(settings.data_dir)


def create_app(platform: Platform | None = None) -> "Flask":
    """The web application. Without a platform, one is made from the environment, and its schema must fit."""
    if platform is None:
        end_with_parent()
    from flask import Flask  # noqa: PLC0415 - see above

    from adapters.soap.endpoint import blueprint as soap  # noqa: PLC0415
    from care_platform.api import add_api  # noqa: PLC0415
    from care_platform.api.operations import blueprint as operations  # noqa: PLC0415
    from care_platform.api.short_way import ShortWay  # noqa: PLC0415
    from care_platform.desk.pages import blueprint as desk  # noqa: PLC0415
    from care_platform.nation_office.pages import blueprint as nation_office  # noqa: PLC0415
    from care_platform.portal.pages import blueprint as portal  # noqa: PLC0415
    from care_platform.screens.assets import blueprint as screens  # noqa: PLC0415
    from care_platform.town.pages import blueprint as town  # noqa: PLC0415
    from care_platform.web.problems import handle_problems  # noqa: PLC0415
    from care_platform.web.requests import watch_requests  # noqa: PLC0415

    own_process = platform is None
    platform = platform or _platform_of_environment()
    app = Flask("care_platform", static_folder=None)
    app.extensions["platform"] = platform
    app.extensions["sign_in"] = sign_in(platform)
    watch_requests(app)
    handle_problems(app)
    app.register_blueprint(operations)
    app.register_blueprint(soap)
    for pages in (screens, portal, desk, town, nation_office):
        app.register_blueprint(pages)
    add_api(app)
    app.wsgi_app = ShortWay(app.wsgi_app, platform)  # type: ignore[method-assign] # as Flask's documentation has it
    if own_process:
        gc.collect()
        gc.freeze()  # looking all that was imported through again stopped every request for some 0.2 s
    return app


def _platform_of_environment() -> Platform:
    settings = load_settings()
    configure_logging(settings.log_level, settings.log_format)
    log_uncaught()
    platform = create_platform(settings, for_web=True)
    for engine in (platform.engine, platform.sign_engine):
        require_current(engine)
    return platform


def sign_in(platform: Platform) -> "RelyingParty | None":
    """How people sign in, if an identity provider is set."""
    import requests  # noqa: PLC0415 - see above

    from adapters.oidc.relying_party import RelyingParty  # noqa: PLC0415
    from adapters.oidc.settings import RelyingPartySettings, load_signing_key  # noqa: PLC0415

    chosen = platform.settings
    if chosen.oidc_issuer is None or chosen.oidc_client_id is None or chosen.oidc_private_key_file is None:
        return None
    party = RelyingPartySettings(
        issuer=chosen.oidc_issuer,
        client_id=chosen.oidc_client_id,
        signing_key=load_signing_key(chosen.oidc_private_key_file.read_text(encoding="utf-8")),
        redirect_uri=f"{chosen.base_url}/portal/callback",
        allow_plain_http=chosen.oidc_allow_insecure_http,
    )
    return RelyingParty(party, requests.Session(), platform.clock)


def main() -> None:
    """The command line `care-platform`."""
    command_line(obj=Wiring(create_platform, database_url))


if __name__ == "__main__":
    main()
