import fcntl
import os

from config.servers import hold, is_process, stop_servers, var_dir


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
