"""What an operator can set, and what is said when a setting cannot be used."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from care_platform.settings import (
    Settings,
    SettingsError,
    SoapAuthentication,
    default_data_dir,
    load_settings,
    unknown_variables,
)


def explanation(**environ: str) -> str:
    with pytest.raises(SettingsError) as refusal:
        load_settings(environ)
    return str(refusal.value)


def test_nothing_set_runs_on_this_machine_alone() -> None:
    settings = load_settings({"HOME": "/home/clerk"})

    assert settings.database_url is None
    assert settings.base_url == "http://127.0.0.1:8480"
    assert settings.trusted_proxies == ()
    assert settings.soap_authentication is SoapAuthentication.SIGNATURE
    assert not settings.oidc_allow_insecure_http
    assert settings.data_dir == default_data_dir({"HOME": "/home/clerk"})


def test_variables_are_read_from_what_is_handed_in_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARE_REPORT_PAGE_SIZE", "7")

    assert load_settings({}).report_page_size == 500
    assert Settings().report_page_size == 500
    assert load_settings().report_page_size == 7


def test_each_kind_of_value_is_understood() -> None:
    settings = load_settings(
        {
            "CARE_DATA_DIR": "/srv/care",
            "CARE_BASE_URL": "https://care.example.jp/",
            "CARE_TRUSTED_PROXIES": "10.0.0.0/8, 2001:db8::/32",
            "CARE_SOAP_AUTHENTICATION": "client_certificate",
            "CARE_LOG_LEVEL": "warning",
            "CARE_WEB_WORKERS": "4",
        }
    )

    assert settings.data_dir == Path("/srv/care")
    assert settings.base_url == "https://care.example.jp"
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.0/8", "2001:db8::/32"]
    assert settings.soap_authentication is SoapAuthentication.CLIENT_CERTIFICATE
    assert settings.log_level == "WARNING"
    assert settings.web_workers == 4


def test_an_empty_variable_counts_as_not_set() -> None:
    assert load_settings({"DATABASE_URL": "", "CARE_WEB_WORKERS": ""}) == load_settings({})


def test_the_databases_password_is_not_shown() -> None:
    settings = load_settings({"DATABASE_URL": "postgresql://care:hidden@db/care"})

    assert "hidden" not in repr(settings)
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == "postgresql://care:hidden@db/care"


def test_settings_cannot_be_changed_while_running() -> None:
    with pytest.raises(ValidationError):
        Settings().web_workers = 9


def test_every_setting_that_cannot_be_used_is_named_without_its_value() -> None:
    said = explanation(CARE_WEB_WORKERS="many", CARE_LOG_LEVEL="loud", CARE_BASE_URL="ftp://care.example.jp")

    assert "CARE_WEB_WORKERS: Input should be a valid integer" in said
    assert "CARE_LOG_LEVEL: Input should be 'DEBUG'" in said
    assert "CARE_BASE_URL: must be an http or https address" in said
    assert "many" not in said
    assert "loud" not in said


@pytest.mark.parametrize(
    "address", ["care.example.jp", "https://", "https://a.jp/?x=1", "https://a.jp/#x", "https://u:p@a.jp"]
)
def test_an_address_must_be_a_plain_web_address(address: str) -> None:
    assert "CARE_BASE_URL: must" in explanation(CARE_BASE_URL=address)


def test_a_part_cannot_shrink_when_it_is_expanded() -> None:
    said = explanation(CARE_MAX_PART_BYTES="1000", CARE_MAX_PART_EXPANDED_BYTES="999")

    assert "CARE_MAX_PART_EXPANDED_BYTES must not be less" in said


def test_an_identity_provider_is_set_whole_or_not_at_all() -> None:
    assert "set all three or none" in explanation(CARE_OIDC_ISSUER="https://login.example.jp")


def test_an_identity_provider_over_plain_http_needs_to_be_allowed() -> None:
    provider = {
        "CARE_OIDC_ISSUER": "http://127.0.0.1:9000",
        "CARE_OIDC_CLIENT_ID": "care",
        "CARE_OIDC_PRIVATE_KEY_FILE": "/srv/care/oidc.pem",
    }

    assert "must be https" in explanation(**provider)
    allowed = load_settings({**provider, "CARE_OIDC_ALLOW_INSECURE_HTTP": "true"})
    assert allowed.oidc_issuer == "http://127.0.0.1:9000"


def test_a_misspelt_variable_is_noticed() -> None:
    environ = {"CARE_BASEURL": "x", "CARE_BASE_URL": "x", "CARE_TEST_DATABASE_URL": "x", "PATH": "x"}

    assert unknown_variables(environ) == ["CARE_BASEURL"]


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"HOME": "/home/clerk"}, "linux", "/home/clerk/.local/share/care-platform"),
        ({"HOME": "/home/clerk", "XDG_DATA_HOME": "/data"}, "linux", "/data/care-platform"),
        ({"HOME": "/home/clerk", "XDG_DATA_HOME": "data"}, "linux", "/home/clerk/.local/share/care-platform"),
        ({"HOME": "/Users/clerk"}, "darwin", "/Users/clerk/Library/Application Support/care-platform"),
    ],
)
def test_data_lies_where_the_system_keeps_a_users_data(
    environ: dict[str, str], platform: str, expected: str
) -> None:
    assert default_data_dir(environ, platform) == Path(expected)


def test_a_shrink_map_that_cannot_be_used_stops_the_start(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n", encoding="utf-8")

    assert "CARE_SHRINK_MAP: is no shrink map" in explanation(CARE_SHRINK_MAP=str(other))
    assert "CARE_SHRINK_MAP: cannot be read" in explanation(CARE_SHRINK_MAP=str(tmp_path / "none.csv"))


def test_a_shrink_map_is_named_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    path.write_text("kanji,shrink\n㐄,牛井\n", encoding="utf-8")

    assert load_settings({"CARE_SHRINK_MAP": str(path)}).shrink_map == path
