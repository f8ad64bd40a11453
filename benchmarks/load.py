"""A small closed-loop load generator on loopback: so many connections, each asking again once it is answered."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Rate:
    """Answers per second and the answer times in milliseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float


def measure(url: str, requests: Sequence[bytes], connections: int, seconds: float) -> Rate:
    """Sends prepared requests for so many seconds; raises RuntimeError on any answer but 200."""
    return asyncio.run(_measure(url, requests, connections, seconds))


async def _measure(url: str, requests: Sequence[bytes], connections: int, seconds: float) -> Rate:
    where = urlsplit(url)
    deadline = time.perf_counter() + seconds
    loops = [
        _ask(where.hostname or "", where.port or 80, requests[n::connections], deadline)
        for n in range(connections)
    ]
    started = time.perf_counter()
    times = [t for one in await asyncio.gather(*loops) for t in one]
    elapsed = time.perf_counter() - started
    cuts = statistics.quantiles(times, n=100)
    return Rate(len(times) / elapsed, cuts[49] * 1000, cuts[98] * 1000)


async def _ask(host: str, port: int, requests: Sequence[bytes], deadline: float) -> list[float]:
    reader, writer = await asyncio.open_connection(host, port)
    times: list[float] = []
    n = 0
    while (begun := time.perf_counter()) < deadline:
        writer.write(requests[n % len(requests)])
        await _answer(reader)
        times.append(time.perf_counter() - begun)
        n += 1
    writer.close()
    return times


async def _answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.split(b"\r\n", 1)[0].decode("ascii", "replace"))
    lowered = head.lower()
    at = lowered.index(b"content-length:") + len(b"content-length:")
    await reader.readexactly(int(lowered[at : lowered.index(b"\r\n", at)]))


def post(url: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A prepared HTTP/1.1 POST with a JSON body."""
    where = urlsplit(url)
    lines = [f"POST {where.path} HTTP/1.1", f"Host: {where.netloc}", "Content-Type: application/json",
             f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in headers.items())]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
