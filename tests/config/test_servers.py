import fcntl
import os
import signal
from pathlib import Path

import pytest

from config.servers import Valkey, hold, is_process, stop_servers, var_dir


def test_servers_are_not_stopped_while_another_process_uses_them():
    # a second process's hold is played by a second open file
    other = os.open(var_dir() / "servers.used.lock", os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_SH)
    try:
        assert stop_servers() is False
    finally:
        hold(var_dir())
        os.close(other)


def test_process_of_another_name_is_not_taken_for_the_server():
    assert is_process(os.getpid(), "postgres", str(var_dir())) is False


def test_process_that_is_gone_is_not_taken_for_the_server():
    assert is_process(2**22 + 1, "postgres", str(var_dir())) is False


def test_broker_that_no_longer_answers_is_ended_and_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("config.servers.SECONDS_TO_ANSWER", 1.0)
    broker = Valkey(tmp_path / "valkey")
    broker.start()
    hung = broker.process
    os.kill(hung, signal.SIGSTOP)
    try:
        assert broker.start() is True

        assert broker.is_running()
        assert broker.process != hung
        assert not is_process(hung, "valkey-server", f":{broker.port}")
    finally:
        broker.kill()


def test_broker_that_no_longer_answers_is_ended_with_everything_else(tmp_path: Path):
    broker = Valkey(tmp_path / "valkey")
    broker.start()
    os.kill(broker.process, signal.SIGSTOP)

    broker.stop()

    assert not is_process(broker.process, "valkey-server", f":{broker.port}")
