"""Where a bench plays: a fresh database on the embedded servers, and real workers whose memory is watched."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from config.servers import Servers, var_dir

DATABASE_NAME = "bench_dai_hoi"
ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


def make_fresh_database(servers: Servers) -> None:
    """Drop what an earlier run left, and name the new database in the environment, before the settings are read."""
    import psycopg

    with psycopg.connect(with_name(servers.database_url, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE_NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE_NAME}")
    os.environ["DATABASE_URL"] = with_name(servers.database_url, DATABASE_NAME)


def with_name(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


class Stage:
    """Handed to every bench of a run."""

    def __init__(self) -> None:
        self.workers: subprocess.Popen[bytes] | None = None
        self.largest_worker_megabytes = 0.0
        self._watching = threading.Event()

    def start_workers(self) -> None:
        """Two worker processes as in production; a second call finds them there."""
        if self.workers is not None:
            if self.workers.poll() is None:
                return
            raise RuntimeError(f"The workers have died; see {self.log}.")
        with self.log.open("wb") as output:
            self.workers = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "celery",
                    "-A",
                    "config",
                    "worker",
                    "--concurrency=2",
                    "--loglevel=INFO",
                    "--without-gossip",
                    # a paper of the benches' own
                    "--include=benchmarks.report_paper",
                ],
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._watching.set()
        threading.Thread(target=self._watch_memory, args=(self.workers.pid,), daemon=True).start()
        self._wait_until_ready()

    @property
    def log(self) -> Path:
        return var_dir() / "bench-worker.log"

    def _wait_until_ready(self) -> None:
        for _ in range(600):
            if " ready." in self.log.read_text(errors="replace"):
                return
            time.sleep(0.1)
        raise RuntimeError(f"The workers did not start; see {self.log}.")

    def _watch_memory(self, head: int) -> None:
        while self._watching.is_set():
            for process in (head, *children_of(head)):
                self.largest_worker_megabytes = max(self.largest_worker_megabytes, peak_megabytes(process))
            time.sleep(0.05)

    def end(self) -> None:
        self._watching.clear()
        if self.workers is None:
            return
        self.workers.terminate()
        try:
            self.workers.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.workers.kill()
            self.workers.wait()


def children_of(process: int) -> list[int]:
    """The processes below this one, at any depth."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [child, *children_of(child)]
    return found


def peak_megabytes(process: int) -> float:
    """The most memory that the kernel has seen this process hold (VmHWM)."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / MEGABYTE
    return 0.0
