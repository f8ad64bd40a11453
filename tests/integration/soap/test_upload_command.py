"""A clerk uploads a file with the command line, over real HTTP."""

import gzip
import json
import socket
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from adapters.parts import Split
from adapters.soap import endpoint
from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client.errors import CannotConnectError
from adapters.soap.client.service import MunicipalService
from adapters.soap.operations import performing
from care_platform.platform import Platform
from care_platform.reference.calendar import system_clock
from care_platform.store.senders import RegisteredCertificate, register_certificate
from commands.certificates import certificates
from commands.exit_codes import CANNOT_CONNECT, INTERRUPTED, SOME_REJECTED, WHOLE_REFUSED
from commands.upload import upload
from tests.builders.records import HIRAKATA, copay_row
from tests.builders.transfers import xml_of
from tests.integration.soap.serving import served

PEOPLE = [copay_row(f"{number:010}") for number in range(1, 6)]
USAGE = 2


class TownHall:
    """A clerk's desk: a folder with the key and certificate, and the command line."""

    def __init__(self, platform: Platform, folder: Path, address: str) -> None:
        self.platform, self.folder, self.address = platform, folder, address
        assert CliRunner().invoke(certificates, ["make", "--insurer", HIRAKATA, str(folder)]).exit_code == 0
        self.key = folder / f"{HIRAKATA}-key.pem"
        self.certificate = folder / f"{HIRAKATA}-certificate.pem"
        certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        now = datetime.now(UTC)
        with platform.engine.begin() as connection:
            register_certificate(
                connection,
                RegisteredCertificate(
                    fingerprint=fingerprint_sha256(certificate), insurer_number=HIRAKATA, subject="trial",
                    valid_from=now, valid_to=now + timedelta(days=1), registered_at=now,
                ),
            )  # fmt: skip

    def file(self, rows: Sequence[dict[str, Any]], name: str = "copay.xml") -> Path:
        path = self.folder / name
        path.write_bytes(xml_of("copay_certificate", rows))
        return path

    def uploads(self, path: Path, *options: str) -> Result:
        return CliRunner().invoke(
            upload,
            [str(path), "--url", self.address, "--key", str(self.key), "--certificate", str(self.certificate),
             "--patience", "0", *options],
        )  # fmt: skip


@pytest.fixture
def town_hall(platform: Platform, tmp_path: Path) -> Iterator[TownHall]:
    """A desk at Hirakata's town hall; a sealed transfer is processed at once."""

    def process(transfer_id: int, insurer_number: str, record_kind: str) -> None:
        working.processor().process(transfer_id)

    working = replace(platform, clock=system_clock, enqueue=process)
    with capture_logs(), served(working) as address:
        yield TownHall(working, tmp_path, address)


def report_of(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def operations(monkeypatch: pytest.MonkeyPatch, *, breaks_at: int | None = None) -> list[str]:
    """The operations that are called from now on; the connection breaks for good at the n-th PutPart."""
    called: list[str] = []
    original = MunicipalService.call

    def call(self: MunicipalService, operation: str, **arguments: Any) -> Any:
        called.append(operation)
        if operation == "PutPart" and called.count(operation) == breaks_at:
            raise CannotConnectError("no connection (Timeout)")
        return original(self, operation, **arguments)

    monkeypatch.setattr(MunicipalService, "call", call)
    return called


def test_every_row_is_taken(town_hall: TownHall) -> None:
    told = town_hall.uploads(town_hall.file(PEOPLE), "--json")
    assert told.exit_code == 0, told.output
    report = report_of(told)
    assert (report["state"], report["repeated"], report["record_kind"]) == (
        "applied",
        False,
        "copay_certificate",
    )
    assert report["counts"] == {
        "received": 5, "inserted": 5, "superseding": 0, "unchanged": 0, "rejected": 0, "warnings": 0,
    }  # fmt: skip
    assert (report["findings"], report["failure"]) == ([], None)


def test_a_rejected_row_is_named_by_its_place_in_the_file(town_hall: TownHall) -> None:
    path = town_hall.file([*PEOPLE, copay_row("0000000009", sex="9")])
    told = town_hall.uploads(path, "--json", "--part-rows", "4")
    assert told.exit_code == SOME_REJECTED
    (line,) = report_of(told)["findings"]
    assert (line["part_number"], line["row_number"], line["file_row"]) == (2, 2, 6)
    assert (line["item"], line["severity"], line["code"]) == ("sex", "rejection", "row.schema")


@pytest.mark.parametrize(
    ("language", "words"), [("ja", ["部分", "性別", "却下 1"]), ("en", ["part", "sex", "rejected 1"])]
)
def test_a_clerk_reads_the_report_in_either_language(
    town_hall: TownHall, language: str, words: list[str]
) -> None:
    told = town_hall.uploads(town_hall.file([copay_row(sex="9")]), "--language", language)
    assert told.exit_code == SOME_REJECTED
    assert all(word in told.stdout for word in words), told.stdout


def test_the_report_goes_into_a_table_for_a_spreadsheet(town_hall: TownHall) -> None:
    table = town_hall.folder / "report.csv"
    rows = [copay_row(f"{n:010}", sex="9") for n in range(1, 4)]
    told = town_hall.uploads(town_hall.file(rows), "--output", str(table), "--limit", "1")
    assert "ほか 2 件" in told.stdout
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("1,1,1,性別,row.schema,")


def test_sending_again_shows_the_first_result(town_hall: TownHall) -> None:
    path = town_hall.file(PEOPLE)
    first = report_of(town_hall.uploads(path, "--json"))
    again = town_hall.uploads(path, "--json")
    assert again.exit_code == 0
    assert report_of(again) == {**first, "repeated": True}
    assert "受付済み" in town_hall.uploads(path).stdout


def test_after_a_break_only_what_is_missing_is_sent(
    town_hall: TownHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = town_hall.file(PEOPLE)
    with monkeypatch.context() as broken:
        operations(broken, breaks_at=4)
        assert town_hall.uploads(path, "--part-rows", "1").exit_code == CANNOT_CONNECT
    called = operations(monkeypatch)
    told = town_hall.uploads(path, "--part-rows", "1", "--json")
    assert report_of(told)["counts"]["inserted"] == 5
    assert called.count("PutPart") == 2


def test_an_interrupted_upload_says_how_to_go_on(
    town_hall: TownHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(MunicipalService, "call", interrupted)
    told = town_hall.uploads(town_hall.file(PEOPLE))
    assert told.exit_code == INTERRUPTED
    assert "もう一度実行" in told.stderr


def test_a_busy_platform_is_asked_again(town_hall: TownHall, monkeypatch: pytest.MonkeyPatch) -> None:
    original, calls = performing.perform, iter([OperationalError("select", {}, Exception())])

    def sometimes_away(*arguments: Any) -> Any:
        for trouble in calls:
            raise trouble
        return original(*arguments)

    monkeypatch.setattr(endpoint, "perform", sometimes_away)
    assert town_hall.uploads(town_hall.file(PEOPLE), "--patience", "5").exit_code == 0


def test_a_gzipped_file_is_taken_as_it_is(town_hall: TownHall) -> None:
    path = town_hall.folder / "copay.xml.gz"
    path.write_bytes(gzip.compress(xml_of("copay_certificate", PEOPLE)))
    assert town_hall.uploads(path).exit_code == 0


def test_several_files_are_sent_one_after_the_other(town_hall: TownHall) -> None:
    good, bad = town_hall.file(PEOPLE), town_hall.file([copay_row("0000000009", sex="9")], "second.xml")
    assert town_hall.uploads(good, str(bad)).exit_code == SOME_REJECTED


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--insurer", "131011"), "soap.another_insurer"),
        (("--base-date", "2999-01-01"), "transfer.base_date_in_future"),
    ],
)
def test_a_refusal_is_told_with_what_to_do(town_hall: TownHall, options: tuple[str, ...], code: str) -> None:
    told = town_hall.uploads(town_hall.file(PEOPLE), "--json", *options)
    assert told.exit_code == WHOLE_REFUSED
    failure = report_of(told)["failure"]
    assert failure["code"] == code
    assert failure["desk_ja"]
    assert failure["correlation_id"]
    assert failure["desk_en"] in town_hall.uploads(
        town_hall.file(PEOPLE), *options, "--language", "en"
    ).stdout.replace("\n", " ")


def test_a_broken_file_is_not_even_sent(town_hall: TownHall, monkeypatch: pytest.MonkeyPatch) -> None:
    path = town_hall.file(PEOPLE)
    path.write_bytes(path.read_bytes()[:-30])
    called = operations(monkeypatch)
    told = town_hall.uploads(path, "--json")
    assert told.exit_code == WHOLE_REFUSED
    assert report_of(told)["failure"]["code"] == "intake.ill_formed"
    assert called == []


def test_a_transfer_refused_in_processing_is_told(
    town_hall: TownHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Split, "row_count", property(lambda _: 4))
    told = town_hall.uploads(town_hall.file(PEOPLE), "--json")
    assert told.exit_code == WHOLE_REFUSED
    report = report_of(told)
    assert (report["state"], report["failure"]["code"]) == ("rejected", "intake.record_count_differs")
    assert report["failure"]["vendor_en"]


def test_nobody_at_the_address(town_hall: TownHall) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    town_hall.address = f"http://127.0.0.1:{port}"
    told = town_hall.uploads(town_hall.file(PEOPLE))
    assert told.exit_code == CANNOT_CONNECT
    assert "接続できません" in told.stderr
    assert "Traceback" not in told.output


def test_something_else_at_the_address(town_hall: TownHall) -> None:
    town_hall.address += "/healthz"
    assert town_hall.uploads(town_hall.file(PEOPLE)).exit_code == CANNOT_CONNECT


@pytest.mark.parametrize("swap", ["key", "certificate"])
def test_a_key_and_certificate_that_do_not_fit(town_hall: TownHall, swap: str) -> None:
    setattr(town_hall, swap, town_hall.certificate if swap == "key" else town_hall.key)
    told = town_hall.uploads(town_hall.file(PEOPLE))
    assert told.exit_code == USAGE
    assert "PEM" in told.output


def test_a_file_without_any_record_needs_its_kind_named(town_hall: TownHall) -> None:
    path = town_hall.file([])
    assert "--kind" in town_hall.uploads(path).output
    told = town_hall.uploads(path, "--kind", "copay_certificate", "--insurer", HIRAKATA, "--json")
    assert (told.exit_code, report_of(told)["counts"]["received"]) == (0, 0)
