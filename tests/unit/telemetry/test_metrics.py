"""The platform's figures, as Prometheus reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from care_platform.telemetry import metrics
from care_platform.telemetry.multiprocess import VARIABLE, share_metrics
from commands.demonstration.processes import free_port


def figure(series: str) -> float:
    """The value of one series, 0 when it is not there."""
    for line in metrics.render()[0].decode().splitlines():
        if line.rpartition(" ")[0] == series:
            return float(line.rpartition(" ")[2])
    return 0


def test_a_request_is_counted_and_timed_by_its_route() -> None:
    counted = 'care_http_requests_total{method="POST",route="/v1/lookups/<kind>",status="200"}'
    timed = 'care_http_request_seconds_sum{method="POST",route="/v1/lookups/<kind>"}'
    before, seconds = figure(counted), figure(timed)

    metrics.observe_request("/v1/lookups/<kind>", "POST", 200, 0.25)

    assert figure(counted) == before + 1
    assert figure(timed) == pytest.approx(seconds + 0.25)


def test_lookups_transfers_and_findings_are_counted() -> None:
    metrics.count_lookup("metrics_test_found", 3)
    metrics.count_transfer("metrics_test_merged")
    metrics.count_findings("row.metrics_test", 12)

    assert figure('care_lookups_total{outcome="metrics_test_found"}') == 3
    assert figure('care_transfers_total{state="metrics_test_merged"}') == 1
    assert figure('care_findings_total{code="row.metrics_test"}') == 12


def test_a_job_is_timed_whether_it_succeeds_or_fails() -> None:
    with metrics.timed_job("metrics_test"):
        pass
    with pytest.raises(RuntimeError), metrics.timed_job("metrics_test"):
        raise RuntimeError

    assert figure('care_job_seconds_count{job="metrics_test",outcome="succeeded"}') == 1
    assert figure('care_job_seconds_count{job="metrics_test",outcome="failed"}') == 1


@pytest.mark.parametrize("outcome", ["0000123456", "for-H123456789", "介護 花子", "x" * 200, 'a"b', ""])
def test_a_label_never_holds_what_a_caller_sent(outcome: str) -> None:
    before = figure('care_lookups_total{outcome="other"}')

    metrics.count_lookup(outcome)

    assert figure('care_lookups_total{outcome="other"}') == before + 1


def test_an_invented_method_makes_no_series_of_its_own() -> None:
    metrics.observe_request("/metrics-test", "BREW", 405, 0.001)

    assert figure('care_http_requests_total{method="other",route="/metrics-test",status="405"}') == 1


def test_the_answer_is_in_prometheus_own_format() -> None:
    assert metrics.render()[1].startswith("text/plain; version=")


def run_worker(shared: Path, code: str) -> str:
    environ = {**os.environ, VARIABLE: str(shared)}
    script = f"from care_platform.telemetry import metrics\n{code}"
    return subprocess.run(
        [sys.executable, "-c", script], env=environ, check=True, capture_output=True, text=True
    ).stdout


def test_several_workers_answer_one_sum(tmp_path: Path) -> None:
    for _worker in range(2):
        run_worker(tmp_path, "metrics.count_transfer('merged')")

    assert 'care_transfers_total{state="merged"} 2.0' in run_worker(
        tmp_path, "print(metrics.render()[0].decode())"
    )


def test_figures_of_an_earlier_run_are_not_added(tmp_path: Path) -> None:
    left_over = tmp_path / "counter_17.db"
    left_over.write_bytes(b"")
    environ: dict[str, str] = {}

    share_metrics(tmp_path, environ)

    assert not left_over.exists()
    assert environ == {VARIABLE: str(tmp_path)}


def test_a_workers_figures_are_answered_on_its_own_port() -> None:
    metrics.count_notices("mail", "delivered")
    port = free_port(0)
    end = metrics.answer_figures("127.0.0.1", port)
    try:
        answer = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=5)
    finally:
        end()
    assert 'care_notices_total{channel="mail",outcome="delivered"}' in answer.text


def test_a_port_that_is_taken_is_an_error_and_no_silence() -> None:
    end = metrics.answer_figures("127.0.0.1", port := free_port(0))
    try:
        with pytest.raises(OSError, match="in use"):
            metrics.answer_figures("127.0.0.1", port)
    finally:
        end()
