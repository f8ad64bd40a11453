"""One certificate at a time: in the paper's layout, as PDF, and what is refused."""

import shutil
import subprocess
from pathlib import Path

import pytest

from care_platform.printing.fonts import fonts_to_use
from care_platform.reference.catalogue import CataloguedError
from tests.builders.records import copay_row
from tests.builders.transfers import sent
from tests.integration.portal.town import HANAKO_NUMBER, Browser, Town, words_of

NAME_IN_TWO_FORMS = "葛\U000e0102城　葛子"


@pytest.fixture
def hanako(town: Town) -> Browser:
    town.shares()
    town.sends_certificates()
    browser = town.browser()
    browser.signs_in_and_links()
    return browser


def fonts_or_skip() -> None:
    try:
        fonts_to_use(())
    except CataloguedError:
        pytest.skip("no Japanese font on this machine: install fonts-ipamj-mincho and fonts-noto-cjk")


def test_the_overview_says_first_what_changes_and_when(hanako: Browser, town: Town) -> None:
    coming = [{"rate": "2", "valid_from": "2027-08-01", "valid_to": "2028-07-31"}]
    sent(town.platform, "copay_certificate", [copay_row(HANAKO_NUMBER, periods=coming)])
    words = words_of(hanako.get("/portal/certificates"))
    change = "令和9年8月1日（2027年8月1日）から 利用者負担の割合が2割になります（その前は1割）。"
    assert change in words
    assert words.index(change) < words.index("被保険者証を大きく見る")
    assert "令和9年3月31日（2027年3月31日）まで 要介護認定の有効期間が終わります。" in words


def test_what_most_people_do_not_have_is_one_line(hanako: Browser) -> None:
    words = words_of(hanako.get("/portal/certificates"))
    assert "届いていないもの: 負担限度額認定証、減免・減額認定証" in words


def test_one_certificate_reads_like_the_paper_one(hanako: Browser) -> None:
    words = words_of(hanako.get("/portal/certificates/copay_certificate"))
    assert "負担割合証" in words
    assert "利用者負担の割合と適用期間" in words
    assert "印刷用のファイル（PDF）を保存する" in words


def test_looking_at_one_certificate_is_logged_for_that_one(hanako: Browser, town: Town) -> None:
    hanako.get("/portal/certificates/copay_certificate")
    [(decisions,)] = town.run("select decisions from access_log order by id desc limit 1")
    assert decisions == {"copay_certificate": "access.allowed"}


def test_the_file_for_printing_names_nobody_outside(hanako: Browser, town: Town) -> None:
    fonts_or_skip()
    answer = hanako.get("/portal/certificates/copay_certificate/print")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="copay-certificate.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"%PDF-")
    assert len(answer.content) < 500_000, "only the letters used are in it"


def test_both_forms_of_a_name_are_in_the_file(hanako: Browser, town: Town, tmp_path: Path) -> None:
    fonts_or_skip()
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    sent(
        town.platform,
        "copay_certificate",
        [copay_row(HANAKO_NUMBER, name=NAME_IN_TWO_FORMS, history_number="2")],
    )
    file = tmp_path / "certificate.pdf"
    file.write_bytes(hanako.get("/portal/certificates/copay_certificate/print").content)
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    assert "葛\U000e0102城" in text
    assert "葛子" in text


def test_without_a_font_the_page_itself_is_offered(hanako: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("care_platform.printing.fonts._known_fonts", lambda _places: ())
    answer = hanako.get("/portal/certificates/copay_certificate/print")
    assert answer.status_code == 503
    assert "画面の印刷をお使いください" in words_of(answer)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/portal/certificates/burden_limit_certificate/print", 404),
        ("/portal/certificates/certification/print", 404),
        ("/portal/certificates/assessment_survey", 404),
        ("/portal/certificates/no-such-kind", 404),
    ],
)
def test_what_cannot_be_shown_or_printed_is_a_page_that_says_so(
    hanako: Browser, path: str, status: int
) -> None:
    fonts_or_skip()
    answer = hanako.get(path)
    assert answer.status_code == status
    assert "次にすること" in words_of(answer)


def test_nobody_prints_without_signing_in(town: Town) -> None:
    town.shares()
    assert town.browser().get("/portal/certificates/copay_certificate/print").status_code == 401
