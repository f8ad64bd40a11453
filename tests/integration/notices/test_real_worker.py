"""A worker process as it is started: it carries what waits, and answers its figures on its own port."""

import time
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine, text

from care_platform.platform import Platform
from commands.demonstration.processes import Processes, free_port
from tests.builders.notices import Mailbox, gate_passed, listens
from tests.integration.commands.test_processes import environment_of, within

COUNTED = 'care_notices_total{channel="mail",outcome="delivered"} 1.0'


@pytest.mark.slow
def test_a_worker_sends_the_mail_and_shows_that_it_did(
    platform: Platform, engine: Engine, mailbox: Mailbox, tmp_path: Path
) -> None:
    port = free_port(0)
    environment = environment_of(engine, tmp_path) | {
        "CARE_SMTP_HOST": "127.0.0.1", "CARE_SMTP_PORT": str(mailbox.port), "CARE_SMTP_SECURITY": "none",
        "CARE_MAIL_FROM": "notices@care.example", "CARE_WORKER_METRICS_PORT": str(port),
    }  # fmt: skip
    listens(platform)
    gate_passed(platform)
    _make_due(engine)
    with Processes(tmp_path / "logs", environment) as processes:
        processes.start("worker", "worker")
        assert within(60, lambda: len(mailbox.mails) == 1), (tmp_path / "logs" / "worker.log").read_text()
        assert within(10, lambda: COUNTED in _figures(port))
        time.sleep(0.5)
    assert len(mailbox.mails) == 1


def _figures(port: int) -> str:
    return requests.get(f"http://127.0.0.1:{port}/metrics", timeout=5).text


def _make_due(engine: Engine) -> None:
    """The test's clock stands in the future of a real worker's."""
    with engine.begin() as connection:
        connection.execute(text("update notice_recipient set created_at = now() - interval '2 days'"))
        connection.execute(text("update notice set due_at = now() - interval '1 day'"))
