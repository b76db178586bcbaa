"""One writer per run folder."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from multipolar import locking as store_lock
from multipolar.errors import RunError
from multipolar.locking import LOCK, STAND_IN, being_written, hold, holder

HOLDER = """
import sys, time
from pathlib import Path
from multipolar.locking import hold
lock = hold(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other(tmp_path):
    """Return another process that holds the folder."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    child = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=env)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.wait()
    child.stdout.close()


def test_hold__keeps_every_other_process_out_and_names_who_writes(other, tmp_path):
    """The second writer learns which process holds the folder; so does a reader who asks."""
    with pytest.raises(RunError, match=f"is being written by process {other.pid} on "):
        hold(tmp_path)
    assert f"process {other.pid}" in holder(tmp_path)
    assert "is being written by" in being_written(tmp_path)


def test_hold__a_lock_dies_with_its_process(other, tmp_path):
    """Killed without warning, a writer leaves nothing that blocks the next one."""
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert holder(tmp_path) == ""
    lock = hold(tmp_path)
    assert json.loads((tmp_path / LOCK).read_text())["pid"] == os.getpid()
    lock.release()


def test_hold__keeps_threads_of_one_process_apart(tmp_path):
    """Of many threads that want the folder at once exactly one gets it."""
    got, refused = [], []

    def want():
        try:
            got.append(hold(tmp_path))
        except RunError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=want) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(got), len(refused)) == (1, 7)
    assert "this process" in refused[0]
    assert holder(tmp_path) == "this process"
    got[0].release()
    got[0].release()
    hold(tmp_path).release()
    assert holder(tmp_path) == ""


def test_hold__is_given_back_when_nobody_keeps_it(tmp_path):
    """A run that ended in an error and is forgotten does not block the next."""
    hold(tmp_path)
    hold(tmp_path).release()


def test_hold__a_reader_who_asks_does_not_turn_a_writer_away(tmp_path, monkeypatch):
    """The moment in which a reader looks is waited for."""
    hold(tmp_path).release()
    handle = os.open(tmp_path / LOCK, os.O_RDONLY)
    store_lock._lock(handle, shared=True)
    timer = threading.Timer(0.1, lambda: os.close(handle))
    timer.start()
    hold(tmp_path).release()
    timer.join()


@pytest.fixture
def _no_locks(monkeypatch):
    """Be a file system without locks."""

    def refuse(handle, *, shared):
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(store_lock, "_lock", refuse)


@pytest.mark.usefixtures("_no_locks")
def test_hold__without_locks_a_file_stands_in(tmp_path):
    """Where the file system has no locks, a file that only one can make keeps writers apart, and tells what to do with it."""
    lock = hold(tmp_path)
    assert (tmp_path / STAND_IN).exists()
    store_lock._held.clear()  # be another process
    with pytest.raises(RunError, match=f"process {os.getpid()} on .*if that process is gone, delete .*{STAND_IN}"):
        hold(tmp_path)
    assert "delete" in holder(tmp_path)
    lock.release()
    assert not (tmp_path / STAND_IN).exists()
    hold(tmp_path).release()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x"}', '{"pid": 1, "host": 5}', "[" * 5000])
def test_holder__a_lock_that_tells_nobody_is_another_process(other, tmp_path, text):
    """Whatever stands in the file, the lock is the system's."""
    (tmp_path / LOCK).write_text(text)
    assert holder(tmp_path) == "another process"


def test_hold__never_follows_a_link(tmp_path):
    """A link in the place of the lock does not lead a writer out of the folder."""
    (tmp_path / "elsewhere").write_text("mine")
    (tmp_path / LOCK).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        hold(tmp_path)
    assert (tmp_path / "elsewhere").read_text() == "mine"
    assert holder(tmp_path) == ""
