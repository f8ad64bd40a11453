"""Listens to every log line of the whole suite, before masking: none may hold what identifies a person."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from care_platform.telemetry.logs import OUR_LOGGERS, configure_logging
from care_platform.telemetry.masking import holds_person_number, is_personal_key


class LogWatch(logging.Handler):
    """Keeps the lines that hold a person's number or a field that names one."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = 0
        self.leaks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Looks at one line, and only keeps where it came from."""
        self.lines += 1
        fields = record.msg if isinstance(record.msg, dict) else {}
        told = " ".join(map(str, fields.values())) if fields else record.getMessage()
        if holds_person_number(told) or any(is_personal_key(str(key)) for key in fields):
            self.leaks.append(f"{record.name}:{record.lineno} {sorted(map(str, fields))}")


@pytest.fixture(scope="session")
def log_watch() -> LogWatch:
    """The one listener of this run."""
    return LogWatch()


@pytest.fixture(autouse=True)
def no_person_in_any_log_line(log_watch: LogWatch) -> Iterator[None]:
    """Fails the test whose code logged a person; tests of logging itself put their own handlers in."""
    root = logging.getLogger()
    before, known = list(root.handlers), len(log_watch.leaks)
    configure_logging("DEBUG", "json")
    # A logger kept from the test before would pass by what this one listens with.
    structlog.configure(cache_logger_on_first_use=False)
    root.handlers = [*before, log_watch]
    yield
    root.handlers = before
    for name in OUR_LOGGERS:
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()
    assert log_watch.leaks[known:] == []
