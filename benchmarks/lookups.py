"""Audited look-ups per second, beside a bare Flask route with one SELECT and one INSERT."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import requests
from joserfc.jwk import ECKey
from rich.console import Console

from benchmarks.figures import Figure
from benchmarks.load import Rate, measure, post
from benchmarks.seeding import seed_city, seed_office
from benchmarks.surroundings import Surroundings
from care_platform.reference.people import PersonKey
from commands.demonstration.cast import CITY_KINDS, CLIENT_ID
from commands.demonstration.office import OfficeSoftware
from commands.demonstration.processes import free_port

CONNECTIONS = 16
ROUNDS = 3
SECONDS = 6.0
CITY = 20_000
AIM = 0.6


def measure_lookups(around: Surroundings, console: Console) -> list[Figure]:
    """Alternates rounds of the platform and of its floor; the figure is the median round's."""
    console.print(f"look-ups: seeding a city of {CITY:,}")
    users = seed_city(around.engine, CITY)
    key = ECKey.generate_key("P-256", auto_kid=True)
    seed_office(around.engine, users, {"keys": [key.as_dict(private=False)]})
    token = OfficeSoftware(around.base_url, CLIENT_ID, key).access_token()
    asked = _requests(f"{around.base_url}/api/v1/lookups", users, {"Authorization": f"Bearer {token}"})
    with _floor_server(around) as floor_url:
        bare = _requests(floor_url, users, {})
        rounds: list[tuple[Rate, Rate]] = []
        for n in range(ROUNDS + 1):
            pair = (
                measure(around.base_url, asked, CONNECTIONS, SECONDS),
                measure(floor_url, bare, CONNECTIONS, SECONDS),
            )
            console.print(f"  round {n}: {pair[0].per_second:.0f}/s, floor {pair[1].per_second:.0f}/s")
            rounds += [pair] if n else []  # the first warms up
    return [_figure(rounds)]


def _figure(rounds: list[tuple[Rate, Rate]]) -> Figure:
    ratio = statistics.median(own.per_second / floor.per_second for own, floor in rounds)
    own = sorted((own for own, _ in rounds), key=lambda r: r.per_second)[len(rounds) // 2]
    floor = sorted((floor for _, floor in rounds), key=lambda r: r.per_second)[len(rounds) // 2]
    return Figure(
        name=f"audited look-ups, {CONNECTIONS} connections, 2 workers",
        value=_words(own), floor=_words(floor), ratio=f"{ratio:.2f}", aim=f"at least {AIM}", met=ratio >= AIM,
    )  # fmt: skip


def _words(rate: Rate) -> str:
    return f"{rate.per_second:,.0f}/s, p50 {rate.p50_ms:.1f} ms, p99 {rate.p99_ms:.1f} ms"


def _requests(url: str, users: list[PersonKey], headers: dict[str, str]) -> list[bytes]:
    return [
        post(url, json.dumps({"insurer_number": user.insurer_number, "insured_number": user.insured_number,
                              "record_kinds": list(CITY_KINDS), "purpose": "care_provision"}).encode(), headers)
        for user in users
    ]  # fmt: skip


@contextmanager
def _floor_server(around: Surroundings) -> Iterator[str]:
    with psycopg.connect(around.database_url) as connection:
        connection.execute(
            "create table bare_record as select * from copay_certificate where superseded_by is null"
        )
        connection.execute("create unique index on bare_record (insurer_number, insured_number)")
        connection.execute(
            "create table bare_log (id bigint generated always as identity primary key, "
            "at timestamptz default now(), insurer_number text, insured_number text, what text)"
        )
    port = free_port(8492)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2",
               "--blocking-threads", "8", "--no-ws", "benchmarks.floor_app:app"]  # fmt: skip
    server = subprocess.Popen(  # our own program
        command, env={**os.environ, "DATABASE_URL": around.database_url}, stdout=subprocess.DEVNULL
    )
    try:
        url = f"http://127.0.0.1:{port}/bare"
        _await(url)
        yield url
    finally:
        server.terminate()
        server.wait(15)


def _await(url: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if requests.post(url, json={"insurer_number": "", "insured_number": ""}, timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise RuntimeError("the floor's server did not start")
