"""What a benchmark runs in: a fresh database, a web service with two workers, a worker, keys, an insurer."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from care_platform.store.engine import embedded_database_url, make_engine
from care_platform.store.schema import upgrade
from commands.demonstration.processes import Processes, free_port

INSURER = "272104"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A running platform of the benchmark's own."""

    folder: Path
    database_url: str
    engine: Engine
    base_url: str
    processes: Processes

    @classmethod
    @contextmanager
    def start(cls, folder: Path) -> Iterator["Surroundings"]:
        """Starts everything in `folder`; stops it with the `with` block."""
        url = embedded_database_url(folder)
        engine = make_engine(url)
        upgrade(engine)
        base_url = f"http://127.0.0.1:{free_port(8490)}"
        environment = {"DATABASE_URL": url, "CARE_DATA_DIR": str(folder), "CARE_BASE_URL": base_url,
                       "CARE_WEB_WORKERS": "2", "CARE_LOG_LEVEL": "WARNING"}  # fmt: skip
        with ExitStack() as stack:
            processes = stack.enter_context(Processes(folder / "logs", environment))
            processes.start("serve", "serve")
            processes.start("worker", "worker")
            processes.wait_for("serve", f"{base_url}/readyz")
            yield cls(folder, url, engine, base_url, processes)
            engine.dispose()

    def peak_memory_mb(self, name: str) -> float:
        """The most memory a process has had resident so far, in MB (10^6 bytes), from the kernel's own count."""
        status = Path(f"/proc/{self.processes.pid(name)}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
