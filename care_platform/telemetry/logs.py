"""One line of JSON per event on standard error, from this project's loggers and from every library's.

Only this project's loggers follow the chosen level. Libraries speak from WARNING up: at lower levels they
print SQL parameters, XML bodies and URLs, and those hold personal data.
"""

import json
import logging
import sys
import threading
import warnings
from datetime import UTC, datetime
from typing import Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor

from care_platform.telemetry import correlation, failures
from care_platform.telemetry.masking import mask_mapping

OUR_LOGGERS = ("app", "care_platform", "adapters", "scheduler", "commands", "benchmarks")
LogFormat = Literal["json", "console"]
_OWN_KEYS = ("timestamp", "level", "logger", "correlation_id")


def configure_logging(level: str, log_format: LogFormat, stream: TextIO | None = None) -> None:
    """Send all logs to `stream` (standard error when None); calling it again replaces what was there.

    `level` is a name of the logging module, such as INFO. Raises ValueError for any other.
    """
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(_formatter(log_format))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in OUR_LOGGERS:
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger for the module `name`; `log.info("transfer_sealed", transfer_id=..., parts=3)`."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def log_uncaught() -> None:
    """Log what no one caught, and warnings, instead of printing them with their text. For services only."""
    log = get_logger("app")

    def _tell(error: BaseException) -> None:
        log.critical("uncaught_exception", exc_info=error)

    def _on_main(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        if not isinstance(error, KeyboardInterrupt):
            _tell(error)

    def _on_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            _tell(args.exc_value)

    def _on_warning(
        _text: object, category: type[Warning], filename: str, lineno: int, *_rest: object
    ) -> None:
        log.warning("python_warning", category=category.__name__, place=f"{filename}:{lineno}")

    sys.excepthook = _on_main
    threading.excepthook = _on_thread
    warnings.showwarning = _on_warning  # type: ignore[assignment] # the names differ, the call is by place


class _Handler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the base class names it
        """Tell that a line was lost, and whose; the base class would print its arguments."""
        lost = {"level": "error", "event": "log_line_lost", "logger": record.name, "line": record.lineno}
        self.stream.write(json.dumps(lost) + "\n")


def _formatter(log_format: LogFormat) -> structlog.stdlib.ProcessorFormatter:
    ending: list[Processor] = [structlog.processors.JSONRenderer(ensure_ascii=False)]
    if log_format == "console":
        ending = [_exception_as_text, structlog.dev.ConsoleRenderer(colors=False)]
    return structlog.stdlib.ProcessorFormatter(processors=[_assemble, *ending])


def _assemble(_logger: object, _method: str, event: EventDict) -> EventDict:
    """What every line holds, then the caller's own fields, masked."""
    record: logging.LogRecord = event["_record"]
    line: EventDict = {
        "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
    }
    correlation_id = correlation.current()
    if correlation_id is not None:
        line["correlation_id"] = correlation_id
    error = _raised(event)
    dropped = {*_OWN_KEYS, "_record", "_from_structlog", "exc_info", "stack_info", "exception"}
    line.update(mask_mapping({key: value for key, value in event.items() if key not in dropped}))
    if error is not None:
        line["exception"] = failures.describe(error)
    return line


def _raised(event: EventDict) -> BaseException | None:
    given = event.get("exc_info")
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        found = given[1]
        return found if isinstance(found, BaseException) else None
    return sys.exception() if given else None


def _exception_as_text(_logger: object, _method: str, event: EventDict) -> EventDict:
    if "exception" in event:
        event["exception"] = failures.as_text(event["exception"])
    return event
