"""./run, once everything is installed: servers, database, then web, worker and beat until Ctrl-C.

Each child is the head of a process group of its own: a Ctrl-C in the terminal reaches only us, and we end the children in
their order. The kernel ends them when we are killed ourselves. What dies is started again, a bounded number of times.
"""

import ctypes
import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from config.servers import DURABLE, Postgres, ServerTrouble, Valkey, ensure_servers, last_lines, stop_servers, tell, var_dir

ROOT = Path(__file__).resolve().parent.parent
FIRST_CHOICE, LAST_PORT = 8000, 65535
RESTARTS = 5
RESTARTS_WITHIN = 600.0
SECONDS_TO_START = 60
SECONDS_BETWEEN_LOOKS = 5.0
PR_SET_PDEATHSIG = 1
# the address without what was searched for in it, and not the page before: names of people stand there. As in the Dockerfile.
ACCESS_LOG = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s %(M)sms'

libc = ctypes.CDLL(None, use_errno=True)


class GivenUp(Exception):
    """It makes no sense to go on; the text says why."""


class Restarts:
    """How often something may die: RESTARTS times in RESTARTS_WITHIN seconds."""

    def __init__(self) -> None:
        self.at: deque[float] = deque()

    def allow(self, now: float) -> bool:
        while self.at and now - self.at[0] > RESTARTS_WITHIN:
            self.at.popleft()
        self.at.append(now)
        return len(self.at) <= RESTARTS


@dataclass
class Child:
    name: str
    command: list[str]
    seconds_to_end: float
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    restarts: Restarts = field(default_factory=Restarts)

    def start(self) -> None:
        self.log.parent.mkdir(exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def last_words(self) -> str:
        return f"Its log ({self.log}) ends with:\n{last_lines(self.log)}"

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self) -> None:
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=self.seconds_to_end)
        # its own children too, should it have been killed and left them behind
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def end_with_parent() -> None:
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def children(port: int, directory: Path) -> list[Child]:
    logs = directory / "log"
    python = sys.executable
    return [
        Child(
            "worker",
            [python, "-m", "celery", "-A", "config", "worker", "--concurrency=2", "--loglevel=INFO", "--without-gossip",
             "--without-mingle"],
            20,
            logs / "worker.log",
        ),
        Child(
            "beat",
            [python, "-m", "celery", "-A", "config", "beat", "--loglevel=INFO", "--pidfile=",
             f"--schedule={directory / 'beat-schedule'}"],
            5,
            logs / "beat.log",
        ),
        Child(
            "web",
            [python, "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}", "--workers=2", "--threads=4", "--timeout=60",
             "--graceful-timeout=10", "--max-requests=5000", "--max-requests-jitter=500", "--access-logfile=-",
             f"--access-logformat={ACCESS_LOG}"],
            15,
            logs / "web.log",
        ),
    ]  # fmt: skip


def chosen_port() -> int:
    text = os.environ.get("PORT") or str(FIRST_CHOICE)
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise GivenUp(f"PORT is {text!r}; it can be a number from 1 to {LAST_PORT}.")
    port = int(text)
    make_sure_that_free(port)
    return port


def make_sure_that_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise GivenUp(f"Port {port} is for administrators. Choose another: PORT=8001 ./run") from error
            other = port + 1 if port < LAST_PORT else FIRST_CHOICE
            raise GivenUp(f"Port {port} is taken by another program. End it, or choose another: PORT={other} ./run") from error


def take_the_only_run(directory: Path) -> int:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = os.open(directory / "run.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise GivenUp(f"{directory} can't be written: {error.strerror}. Does it belong to another account?") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        other = os.read(lock, 200).decode(errors="replace").strip()
        raise GivenUp(
            f"Another ./run already serves the data in {directory} ({other}). End it, or set VAR_DIR to another folder."
        ) from None
    return lock


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        # in production plain HTTP is sent on to HTTPS; the proxy's word for it is what it would get
        connection.request("GET", "/health/", headers={"X-Forwarded-Proto": "https", "Host": own_name()})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def own_name() -> str:
    return os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].lstrip(".*") or "127.0.0.1"


class Supervisor:
    def __init__(self) -> None:
        self.signals_heard = 0
        self.uses_servers = False
        self.children: list[Child] = []
        self.ours: list[tuple[str, Postgres | Valkey, Callable[[], bool], Restarts]] = []

    def asked_to_end(self) -> bool:
        return self.signals_heard > 0

    def hear(self, number: int, frame: FrameType | None) -> None:
        self.signals_heard += 1
        if self.signals_heard > 1:
            for child in self.children:
                if child.process is not None:
                    with suppress(ProcessLookupError):
                        os.killpg(child.process.pid, signal.SIGKILL)

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.hear)
        try:
            directory = var_dir()
            lock = take_the_only_run(directory)
            port = chosen_port()
            os.ftruncate(lock, 0)
            os.pwrite(lock, f"http://127.0.0.1:{port}, process {os.getpid()}\n".encode(), 0)
            self.serve(directory, port)
        except (GivenUp, ServerTrouble) as trouble:
            tell(str(trouble))
            return 1
        finally:
            self.end()
        return 0

    def serve(self, directory: Path, port: int) -> None:
        self.uses_servers = True
        embedded = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
        ensure_servers()
        if "DATABASE_URL" in embedded:
            postgres = Postgres(directory / "postgres")
            self.ours.append(("PostgreSQL", postgres, lambda: postgres.start(DURABLE), Restarts()))
        if "REDIS_URL" in embedded:
            valkey = Valkey(directory / "valkey")
            self.ours.append(("Valkey", valkey, valkey.start, Restarts()))
        if self.asked_to_end():
            return
        prepared = subprocess.Popen(
            [sys.executable, "-m", "config.preparation"], cwd=ROOT, start_new_session=True, preexec_fn=end_with_parent
        )
        while prepared.poll() is None:
            if self.asked_to_end():
                os.killpg(prepared.pid, signal.SIGTERM)
                prepared.wait()
                return
            time.sleep(0.05)
        if prepared.returncode:
            raise GivenUp("The database could not be prepared; the reason stands above.")
        # the preparation may have taken a minute
        make_sure_that_free(port)
        self.children = children(port, directory)
        for child in self.children:
            child.log.unlink(missing_ok=True)
            child.start()
        self.wait_for_web(port)
        if not self.asked_to_end():
            self.greet(directory, port)
        self.watch()

    def wait_for_web(self, port: int) -> None:
        until = time.monotonic() + SECONDS_TO_START
        answered = False
        while not self.asked_to_end() and not answered:
            answered = answers(port)
            for child in self.children:
                if child.has_died():
                    raise GivenUp(f"The {child.name} process does not start. {child.last_words()}")
            if time.monotonic() > until:
                raise GivenUp(f"The web process does not answer on port {port}. {self.children[-1].last_words()}")
            time.sleep(0.1)

    def greet(self, directory: Path, port: int) -> None:
        print(f"\n  Đại hội Phụ nữ:  http://127.0.0.1:{port}\n")
        with suppress(OSError):
            print((directory / "demo-sign-ins.txt").read_text(encoding="utf-8"))
        print(f"  Data: {directory}   Logs: {directory / 'log'}   Ctrl-C stops everything / dừng tất cả.", flush=True)

    def watch(self) -> None:
        looked = time.monotonic()
        while not self.asked_to_end():
            time.sleep(0.2)
            for child in self.children:
                if child.has_died():
                    self.start_again(child)
            if time.monotonic() - looked >= SECONDS_BETWEEN_LOOKS:
                looked = time.monotonic()
                self.look_after_servers()

    def start_again(self, child: Child) -> None:
        tell(f"The {child.name} process ended by itself. {child.last_words()}")
        if not child.restarts.allow(time.monotonic()):
            raise GivenUp(
                f"The {child.name} process ended {RESTARTS + 1} times in ten minutes. Everything is stopped; read {child.log}."
            )
        child.end()
        time.sleep(1)
        child.start()
        tell(f"The {child.name} process is started again.")

    def look_after_servers(self) -> None:
        for name, server, start, restarts in self.ours:
            if server.is_running():
                continue
            tell(f"{name} has ended by itself; its log is {server.log}.")
            if not restarts.allow(time.monotonic()):
                raise GivenUp(f"{name} ended {RESTARTS + 1} times in ten minutes. Everything is stopped; read {server.log}.")
            start()
            tell(f"{name} is started again.")

    def end(self) -> None:
        if any(child.process for child in self.children):
            tell("\nStopping… / Đang dừng…")
        for child in self.children:
            child.ask_to_end()
        for child in self.children:
            child.end()
        try:
            if self.uses_servers and not stop_servers():
                tell("PostgreSQL and Valkey go on: another process uses them.")
        except ServerTrouble as trouble:
            tell(str(trouble))


def main(arguments: list[str]) -> int:
    match arguments:
        case ["--health", port]:
            # what the container asks of itself
            return 0 if answers(int(port)) else 1
        case []:
            return Supervisor().run()
    tell("python -m config.supervisor [--health PORT]")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
