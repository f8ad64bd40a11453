"""What ends up on the operator's screen, line by line."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from care_platform.telemetry import correlation
from care_platform.telemetry.logs import OUR_LOGGERS, LogFormat, configure_logging, get_logger, log_uncaught

PERSON = "介護 花子 0000123456"


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    for name in OUR_LOGGERS:
        logging.getLogger(name).setLevel(logging.NOTSET)


class Screen:
    """Standard error, read back."""

    def __init__(self, level: str = "INFO", log_format: LogFormat = "json") -> None:
        self._stream = io.StringIO()
        configure_logging(level, log_format, self._stream)

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def line(self) -> dict[str, Any]:
        [only] = self.lines
        return only


def fail(text: str = PERSON) -> None:
    raise ValueError(text)


def test_an_event_is_one_line_of_json_with_its_fields() -> None:
    screen = Screen()
    get_logger("care_platform.intake").info("transfer_sealed", parts=3, insurer_number="131016")

    line = screen.line
    assert (line["event"], line["level"], line["logger"]) == (
        "transfer_sealed",
        "info",
        "care_platform.intake",
    )
    assert (line["parts"], line["insurer_number"]) == (3, "131016")
    assert datetime.fromisoformat(line["timestamp"]).utcoffset() == timedelta(0)


def test_japanese_stays_readable() -> None:
    screen = Screen()
    get_logger("app").info("municipality_migrated", municipality="千代田区")

    assert "千代田区" in screen.text


def test_lines_of_one_request_carry_its_identifier() -> None:
    screen = Screen()
    log = get_logger("app")
    with correlation.bound("tokyo-17"):
        log.info("inside")
    log.info("outside")

    inside, outside = screen.lines
    assert inside["correlation_id"] == "tokyo-17"
    assert "correlation_id" not in outside


def test_a_caller_cannot_pretend_to_be_another_request() -> None:
    screen = Screen()
    with correlation.bound("tokyo-17"):
        get_logger("app").info("looked_up", correlation_id="osaka-99", level="none")

    assert screen.line["correlation_id"] == "tokyo-17"
    assert screen.line["level"] == "info"


def test_libraries_speak_from_warnings_up_in_the_same_form() -> None:
    screen = Screen("DEBUG")
    library = logging.getLogger("sqlalchemy.engine.Engine")
    library.info("INSERT ... %s", PERSON)
    library.warning("slow: %s ms", 1200)

    assert screen.line["event"] == "slow: 1200 ms"
    assert screen.line["logger"] == "sqlalchemy.engine.Engine"


def test_our_own_lines_follow_the_level() -> None:
    screen = Screen("WARNING")
    get_logger("scheduler").info("tick")
    assert screen.text == ""

    screen = Screen("DEBUG")
    get_logger("scheduler").debug("tick")
    assert screen.line["event"] == "tick"


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="LOUD"):
        configure_logging("LOUD", "json", io.StringIO())


def test_what_identifies_a_person_is_masked_as_the_last_line_of_defence() -> None:
    screen = Screen()
    get_logger("app").info(
        f"asked for {PERSON}", insured_number="0000123456", kana="カイゴ", row={"name": "花子"}
    )
    logging.getLogger("zeep").error("H123456789 refused")

    first, second = screen.lines
    assert first["event"] == "asked for 介護 花子 ***"
    assert (first["insured_number"], first["kana"], first["row"]) == ("***", "***", {"name": "***"})
    assert second["event"] == "*** refused"


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_an_exception_is_told_without_its_text(log_format: LogFormat) -> None:
    screen = Screen(log_format=log_format)
    try:
        fail()
    except ValueError as error:
        get_logger("app").exception("merge_failed", error=error)
        logging.getLogger("procrastinate").exception("job failed")

    assert screen.text.count("builtins.ValueError") == 2
    assert "test_logs.py" in screen.text
    assert "花子" not in screen.text
    assert "0000123456" not in screen.text


def test_asking_for_an_exception_where_none_is_says_nothing_of_one() -> None:
    screen = Screen()
    get_logger("app").error("odd", exc_info=True)

    assert "exception" not in screen.line


def test_a_line_that_cannot_be_written_is_counted_without_its_arguments(
    capsys: pytest.CaptureFixture[str],
) -> None:
    screen = Screen()
    logging.getLogger("zeep").error("%d parts", PERSON)

    assert screen.line["event"] == "log_line_lost"
    assert screen.line["logger"] == "zeep"
    assert "花子" not in capsys.readouterr().err


def test_what_no_one_caught_is_logged_without_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, name in ((sys, "excepthook"), (threading, "excepthook"), (warnings, "showwarning")):
        monkeypatch.setattr(place, name, getattr(place, name))
    screen = Screen()
    log_uncaught()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    sys.excepthook(ValueError, ValueError(PERSON), None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    warnings.showwarning(UserWarning(PERSON), UserWarning, "records.py", 7)

    assert [line["event"] for line in screen.lines] == ["uncaught_exception"] * 2 + ["python_warning"]
    assert screen.lines[2]["place"] == "records.py:7"
    assert "花子" not in screen.text
