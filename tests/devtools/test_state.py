import os
import subprocess
import sys

import psutil
import pytest

from devtools.errors import AlreadyRunningError
from devtools.stack.state import StateFile, end_leftovers, process_if_same


def test_second_holder_learns_what_the_first_wrote(tmp_path):
    first = StateFile(tmp_path)
    first.acquire()
    first.write({"url": "http://127.0.0.1:8000"})

    with pytest.raises(AlreadyRunningError) as caught:
        StateFile(tmp_path).acquire()

    assert (caught.value.state["url"], caught.value.state["pid"]) == ("http://127.0.0.1:8000", os.getpid())
    first.release()


def test_running_tells_a_holder_from_what_a_dead_one_left(tmp_path):
    holder = StateFile(tmp_path)
    holder.acquire()
    holder.write({"url": "http://127.0.0.1:8000"})
    looker = StateFile(tmp_path)

    assert looker.running()["url"] == "http://127.0.0.1:8000"
    holder._file.close()  # as when its process dies: unlocked, and not emptied
    assert looker.running() is None
    assert looker.acquire()["url"] == "http://127.0.0.1:8000"
    looker.release()


def test_state_is_readable_by_its_owner_only_and_empty_after_release(tmp_path):
    state = StateFile(tmp_path)
    state.acquire()
    state.write({"env": {"DATABASE_URL": "postgres://…"}})

    assert state.path.stat().st_mode & 0o777 == 0o600
    state.release()
    assert state.path.read_text(encoding="utf-8") == ""


def test_process_with_another_start_time_is_somebody_else():
    me = psutil.Process()

    assert process_if_same(me.pid, me.create_time()) == me
    assert process_if_same(me.pid, me.create_time() - 100) is None


def test_end_leftovers_ends_the_recorded_process_and_spares_a_reused_number():
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(command) as leftover, subprocess.Popen(command) as stranger:
        started = psutil.Process(leftover.pid).create_time()
        recorded = {"web": [leftover.pid, started], "beat": [stranger.pid, started - 100]}

        ended = end_leftovers({"children": recorded})

        assert ended == ["web"]
        assert stranger.poll() is None
        stranger.kill()
