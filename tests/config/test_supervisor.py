import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from config.servers import free_port
from config.supervisor import GivenUp, Restarts, chosen_port, take_the_only_run

ROOT = Path(__file__).resolve().parents[2]


def test_port_that_is_taken_is_refused_with_another_to_choose(monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(GivenUp, match=rf"Port {port} is taken by another program.*PORT={port + 1} ./run"):
            chosen_port()


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80 80"])
def test_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setenv("PORT", text)

    with pytest.raises(GivenUp, match="it can be a number from 1 to 65535"):
        chosen_port()


def test_second_run_on_the_same_data_is_refused(tmp_path: Path):
    lock = take_the_only_run(tmp_path)
    try:
        with pytest.raises(GivenUp, match=f"Another ./run already serves the data in {tmp_path}"):
            take_the_only_run(tmp_path)
    finally:
        os.close(lock)


def test_restarts_are_allowed_five_times_in_ten_minutes():
    restarts = Restarts()

    assert [restarts.allow(float(second)) for second in range(6)] == [True] * 5 + [False]


def test_restarts_are_forgotten_after_ten_minutes():
    restarts = Restarts()
    for second in range(5):
        restarts.allow(float(second))

    assert restarts.allow(700.0) is True


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Beside pytest's own folders, which any other test run shuts again to PostgreSQL's account."""
    with TemporaryDirectory(prefix="dai-hoi-run-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


def test_run_serves_and_an_interrupt_stops_everything_it_started(open_folder: Path):
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    # no demo and no embedded default: as in production, but for the servers
    environment |= {
        "VAR_DIR": str(open_folder),
        "PORT": str(port),
        "PRODUCTION": "True",
        "SECRET_KEY": "s" * 50,
        "FIELD_KEY": "f" * 50,
        "PERSONNEL_KEY": "p" * 50,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "config.supervisor"],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    words = ""
    try:
        for line in process.stdout:
            words += line
            if "Ctrl-C stops everything" in line:
                break
        assert f"http://127.0.0.1:{port}" in words
        served = processes_that_mention(str(open_folder))
        assert [name for name in ("postgres", "valkey-server", "celery") if not any(name in line for line in served)] == []

        process.send_signal(signal.SIGINT)
        words += process.stdout.read()
        assert process.wait(timeout=60) == 0, words
        assert processes_that_mention(str(open_folder)) == [], words
    finally:
        process.stdout.close()
        if process.poll() is None:
            process.kill()
            process.wait()
        subprocess.run([sys.executable, "-m", "config.servers", "stop"], cwd=ROOT, env=environment, check=False)


def processes_that_mention(text: str) -> list[str]:
    """Command lines of those whose arguments, environment or working folder name this folder."""
    found = []
    for folder in Path("/proc").iterdir():
        if not re.fullmatch(r"\d+", folder.name) or int(folder.name) == os.getpid():
            continue
        try:
            arguments = folder.joinpath("cmdline").read_bytes()
            facts = arguments + folder.joinpath("environ").read_bytes() + str((folder / "cwd").readlink()).encode()
            if text.encode() in facts:
                found.append(arguments.replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found
