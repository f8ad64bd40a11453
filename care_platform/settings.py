"""Everything an operator can set, in one place, read once at the start.

Every setting is an environment variable: `CARE_` and the field's name in capitals, but for `DATABASE_URL`,
which hosting services name so themselves. `docs/settings.md` is generated from this module.
"""

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from care_platform.reference.characters import load_shrink_candidates

PREFIX = "CARE_"
# Read by the test suite and the benchmarks only.
_OTHER_PREFIXES = ("CARE_TEST_", "CARE_BENCH_")
MEBIBYTE = 1024 * 1024


class SettingsError(Exception):
    """The environment holds a setting that cannot be used; the text says which and why, without its value."""


class SoapAuthentication(StrEnum):
    """How a municipality's system proves who it is."""

    SIGNATURE = "signature"
    CLIENT_CERTIFICATE = "client_certificate"


def default_data_dir(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where this user's programs keep data: `$XDG_DATA_HOME`, `~/.local/share`, or what macOS has for it."""
    home = Path(environ.get("HOME") or Path.home())
    if platform == "darwin":
        return home / "Library" / "Application Support" / "care-platform"
    # The XDG specification: a relative path in the variable is to be ignored.
    chosen = Path(environ.get("XDG_DATA_HOME", ""))
    return (chosen if chosen.is_absolute() else home / ".local" / "share") / "care-platform"


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an http or https address without query or fragment")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not hold a user name or a password")
    return text.rstrip("/")


def _comma_separated(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _shrink_map(path: Path) -> Path:
    try:
        load_shrink_candidates(path)
    except OSError:
        raise ValueError("cannot be read") from None
    except ValueError:
        raise ValueError("is no shrink map; docs/uploading.md says which forms are read") from None
    return path


WebAddress = Annotated[str, AfterValidator(_web_address)]
FontFiles = Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_comma_separated)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_comma_separated)]
ShrinkMapFile = Annotated[Path, AfterValidator(_shrink_map)]
LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)]


class Settings(BaseSettings):
    """The settings of one running platform; made by `load_settings`, or in a test by naming fields."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        populate_by_name=True,
        validate_default=False,
    )

    database_url: SecretStr | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="PostgreSQL to use, as `postgresql://…`. "
        "Without it an embedded one runs in `CARE_DATA_DIR`.",
    )
    web_database_url: SecretStr | None = Field(
        default=None,
        description="The same database under a login of the role `care_web`, for web processes. Without it they "
        "log in as that role where the server lets them, as the embedded one does, and take the role otherwise.",
    )
    sign_database_url: SecretStr | None = Field(
        default=None,
        description="The same for what web processes do when somebody signs in, under the role `care_sign`.",
    )
    worker_database_url: SecretStr | None = Field(
        default=None,
        description="The same for workers, whose role is `care_worker`.",
    )
    data_dir: Path = Field(
        default_factory=lambda: default_data_dir(os.environ),
        description="Directory for the embedded database and for keys the platform makes itself.",
        json_schema_extra={"shown_default": "~/.local/share/care-platform"},
    )
    base_url: WebAddress = Field(
        default="http://127.0.0.1:8480",
        description="The address under which users and systems reach the platform.",
    )
    secret_key_file: Path | None = Field(
        default=None,
        description="File with the key that signs sessions. Without it one is made in `CARE_DATA_DIR`; "
        "several machines need the same file.",
    )

    trusted_proxies: Networks = Field(
        default=(),
        description="Networks whose `X-Forwarded-*` headers are believed, comma separated. "
        "Nobody's by default.",
    )
    soap_authentication: SoapAuthentication = Field(
        default=SoapAuthentication.SIGNATURE,
        description="How a municipality's system proves who it is: `signature` (WS-Security) or "
        "`client_certificate` (TLS, at a trusted proxy).",
    )
    soap_clock_skew_seconds: int = Field(
        default=300, ge=0, le=3600, description="How far a sender's clock may differ, in seconds."
    )
    max_part_bytes: int = Field(
        default=16 * MEBIBYTE, gt=0, description="Largest part of a transfer as sent, in bytes."
    )
    max_part_expanded_bytes: int = Field(
        default=256 * MEBIBYTE, gt=0, description="Largest part after gunzip, in bytes."
    )

    municipal_key_file: Path | None = Field(
        default=None,
        description="File with the PEM key and certificate that sign requests to municipalities' own systems. "
        "Without it they are made in `CARE_DATA_DIR`; several machines need the same file.",
    )

    oidc_issuer: WebAddress | None = Field(
        default=None,
        description="Identity provider people sign in with. Without it, nobody signs in that way.",
    )
    oidc_client_id: str | None = Field(
        default=None, description="The name the identity provider knows this platform by."
    )
    oidc_private_key_file: Path | None = Field(
        default=None, description="File with the PEM key that proves this platform to the identity provider."
    )
    oidc_allow_insecure_http: bool = Field(
        default=False,
        description="Accept an identity provider over plain http. For trials on one machine only.",
    )
    session_minutes: int = Field(
        default=30, gt=0, le=1440, description="Minutes without activity after which a person is signed out."
    )
    print_fonts: FontFiles = Field(
        default=(),
        description="Font files that draw printed certificates, preferred first, comma separated. Without them "
        "IPAmj Mincho and Noto CJK are looked for where systems keep fonts.",
    )
    shrink_map: ShrinkMapFile | None = Field(
        default=None,
        description="File with the official shrink map (MJ縮退マップ), whose candidates are told beside characters "
        "outside JIS X 0213 or MS932 ([its forms](uploading.md#the-shrink-map)). Read once at the start.",
    )
    access_token_minutes: int = Field(
        default=60, gt=0, le=1440, description="Minutes an access token for a system is valid."
    )

    mail_from: str | None = Field(
        default=None, description="The address mail comes from. Without it and a server, no mail is sent."
    )
    smtp_host: str | None = Field(default=None, description="The mail server that takes the platform's mail.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="How the way to it is protected: `starttls`, `tls` from the first byte, or `none`, which is "
        "for a server on this machine.",
    )
    smtp_user: str | None = Field(default=None, description="The name to sign in to the mail server with.")
    smtp_password: SecretStr | None = Field(default=None, description="The password to it.")
    webhook_networks: Networks = Field(
        default=(),
        description="Internal networks webhooks may be sent to, also over plain http; comma separated. "
        "All other webhooks go to public addresses over https.",
    )

    metrics_token: SecretStr | None = Field(
        default=None,
        description="Whoever asks for `/metrics` must show this bearer token. Without it there is no such page.",
    )
    worker_metrics_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port on which a worker answers its figures. Without it, it does not.",
    )
    worker_metrics_host: str = Field(
        default="127.0.0.1", description="The address a worker's figures are answered on."
    )

    log_level: LogLevel = Field(
        default="INFO",
        description="Least serious level that is logged: `DEBUG`, `INFO`, `WARNING`, `ERROR`, `CRITICAL`.",
    )
    log_format: Literal["json", "console"] = Field(
        default="json", description="`json` for machines, `console` for a person's eyes."
    )

    web_workers: int = Field(default=2, ge=1, le=256, description="Processes that answer web requests.")
    database_pool_size: int = Field(
        default=8,
        ge=1,
        le=500,
        description="Requests each web process answers at a time; it keeps up to twice as many database "
        "connections open, and two more for signing in.",
    )
    statement_timeout_ms: int = Field(
        default=30_000,
        ge=100,
        description="Longest one database statement of a request may take, in milliseconds.",
    )
    report_page_size: int = Field(
        default=500, ge=1, le=10_000, description="Findings on one page of a transfer's report."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library names it
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is named: `load_settings` alone reads the environment, so no test depends on one."""
        return (init_settings,)

    @model_validator(mode="after")
    def _sizes_fit(self) -> Self:
        if self.max_part_expanded_bytes < self.max_part_bytes:
            raise ValueError("CARE_MAX_PART_EXPANDED_BYTES must not be less than CARE_MAX_PART_BYTES")
        return self

    @model_validator(mode="after")
    def _mail_is_whole(self) -> Self:
        if (self.smtp_host is None) != (self.mail_from is None):
            raise ValueError("CARE_SMTP_HOST and CARE_MAIL_FROM go together: set both or none")
        if (self.smtp_user is None) != (self.smtp_password is None):
            raise ValueError("CARE_SMTP_USER and CARE_SMTP_PASSWORD go together: set both or none")
        if self.smtp_user is not None and self.smtp_security == "none":
            raise ValueError(
                "CARE_SMTP_USER needs CARE_SMTP_SECURITY starttls or tls: the password would be seen"
            )
        return self

    @model_validator(mode="after")
    def _identity_provider_is_whole(self) -> Self:
        given = [self.oidc_issuer, self.oidc_client_id, self.oidc_private_key_file]
        if any(given) and not all(given):
            raise ValueError(
                "CARE_OIDC_ISSUER, CARE_OIDC_CLIENT_ID and CARE_OIDC_PRIVATE_KEY_FILE go together: "
                "set all three or none"
            )
        insecure = self.oidc_issuer is not None and self.oidc_issuer.startswith("http:")
        if insecure and not self.oidc_allow_insecure_http:
            raise ValueError("CARE_OIDC_ISSUER must be https, unless CARE_OIDC_ALLOW_INSECURE_HTTP is true")
        return self


def variable_of(field: str) -> str:
    """The environment variable that sets a field of `Settings`."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else PREFIX + field.upper()


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in the environment (the process' own when None), the defaults for the rest.

    An empty variable counts as not set. Raises SettingsError naming every variable that cannot be used.
    """
    environ = os.environ if environ is None else environ
    given = {"data_dir": default_data_dir(environ), **_Environment(environ)()}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None


def unknown_variables(environ: Mapping[str, str]) -> list[str]:
    """Variables that look like settings and are none: most likely misspelt, so worth a warning."""
    known = {variable_of(field) for field in Settings.model_fields}
    return sorted(
        name
        for name in environ
        if name.startswith(PREFIX) and name not in known and not name.startswith(_OTHER_PREFIXES)
    )


class _Environment(EnvSettingsSource):
    """The library's own reader, on a mapping that was handed in."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        super().__init__(Settings)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): value for name, value in self._environ.items() if value}


def _explain(error: ValidationError) -> str:
    lines = ["These settings cannot be used:"]
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        reason = problem["msg"].removeprefix("Value error, ")
        place = str(problem["loc"][0]) if problem["loc"] else ""
        variable = variable_of(place) if place in Settings.model_fields else place
        lines.append(f"  {variable}: {reason}" if variable else f"  {reason}")
    return "\n".join(lines)
