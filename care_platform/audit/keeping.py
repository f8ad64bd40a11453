"""The log's regular care, done by a worker: partitions ahead of time, and seals."""

from datetime import datetime

from sqlalchemy import Engine

from care_platform.audit.months import make_months
from care_platform.audit.sealing import seal_log
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)


def keep_log(engine: Engine, now: datetime) -> None:
    """Makes missing partitions and seals what is final."""
    made = make_months(engine, now)
    if made:
        _log.info("access_log.months_made", months=[f"{month:%Y-%m}" for month in made])
    rows = seal_log(engine, now)
    if rows:
        _log.info("access_log.sealed", rows=rows)
