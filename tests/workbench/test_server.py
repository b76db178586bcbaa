"""A server as a user starts it: a socket on this machine alone, a secret in the address, and a kill that loses nothing."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from multipolar.errors import RunError
from multipolar.workbench.seats import Seats
from multipolar.workbench.server import address_of, bound
from workbench_stage import SMALL


class Server:
    """A server in a process of its own, and calls as a browser makes them."""

    def __init__(self, folder):
        words = [sys.executable, "-m", "multipolar.cli", "serve", str(folder), "--no-open"]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.host, _, secret = self.address.removeprefix("http://").partition("/#t=")
        self.port = int(self.host.rpartition(":")[2])
        self.cookie = ""
        status, _, headers = self.call("POST", "/api/session", {"token": secret})
        assert status == 200
        self.cookie = headers["set-cookie"].partition(";")[0]

    def call(self, method, path, body=None, **headers):
        """Return status, document and headers of a call."""
        own = {"host": self.host, "origin": f"http://{self.host}", "cookie": self.cookie, "content-type": "application/json"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {**own, **{k.replace("_", "-"): v for k, v in headers.items()}})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        json_like = answer.headers["content-type"].startswith("application/json")
        return answer.status, json.loads(content) if json_like else content.decode(), answer.headers


@contextmanager
def served(folder, kill=signal.SIGINT):
    """Serve a folder in a process of its own, and end it."""
    server = Server(folder)
    try:
        yield server
    finally:
        server.process.send_signal(kill)
        server.process.communicate(timeout=30)


def test_serve__answers_its_own_address_alone(tmp_path):
    """Another host, another origin and a call without the secret are refused; the socket is of this machine alone."""
    with served(tmp_path / "case") as server:
        assert server.address.startswith("http://127.0.0.1:")
        assert server.call("GET", "/api/project")[0] == 200
        assert server.call("GET", "/api/project", host="evil.example")[0] == 403
        assert server.call("GET", "/api/project", host=f"localhost:{server.port}")[0] == 403
        assert server.call("GET", "/api/project", origin="http://evil.example")[0] == 403
        assert server.call("GET", "/api/project", cookie="")[0] == 403
        assert server.call("POST", "/api/session", {"token": "guess"})[0] == 403
        status, page, _ = server.call("GET", "/", cookie="")
        assert (status, "multipolar" in page) == (200, True)
        assert server.address.partition("#t=")[2] not in page
    assert server.process.returncode in {0, 130}


def test_serve__a_kill_loses_nothing_that_was_kept(tmp_path):
    """After kill -9 the folder is free, the file is as saved, what was typed is there, and undo goes on."""
    with served(tmp_path / "case", signal.SIGKILL) as server:
        digest = server.call("POST", "/api/file", {"path": "war.yaml", "text": SMALL})[1]["digest"]
        changed = SMALL.replace("horizon_days: 180", "horizon_days: 90")
        assert server.call("PUT", "/api/file", {"path": "war.yaml", "text": changed, "base_digest": digest})[0] == 200
        assert server.call("POST", "/api/autosave", {"path": "war.yaml", "text": changed + "# typed\n"})[0] == 200
    with served(tmp_path / "case") as again:
        found = again.call("GET", "/api/file?path=war.yaml")[1]
        assert (found["text"], found["autosave"]["text"]) == (changed, changed + "# typed\n")
        assert again.call("POST", "/api/undo", {})[1]["text"] == SMALL


def test_serve__a_second_one_on_the_folder_is_refused(tmp_path):
    """It says who has the folder, and how it ends."""
    with served(tmp_path / "case"):
        words = [sys.executable, "-m", "multipolar.cli", "serve", str(tmp_path / "case"), "--no-open"]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "another workbench has this folder open (process" in done.stderr


def test_bound__a_port_that_is_taken_is_said():
    """Whoever names a port is told when it is taken; the socket is bound to this machine alone."""
    with bound(0) as taken:
        host, port = taken.getsockname()
        assert host == "127.0.0.1"
        taken.listen()
        with pytest.raises(RunError, match=f"port {port} cannot be used"):
            bound(port)


def test_address_of__the_secret_stands_behind_the_hash():
    """No server and no log ever sees it."""
    seats = Seats()
    secret = seats.add("write").secret
    assert address_of("127.0.0.1:80", seats) == f"http://127.0.0.1:80/#t={secret}"


def test_serve__loads_nothing_slow_before_it_answers():
    """The page is there in less than two seconds: what needs numbers is loaded meanwhile."""
    code = (
        "import sys, multipolar.workbench.server; print([m for m in ('numpy', 'numba', 'fastapi', 'duckdb') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def state_of(server, name, wanted, patience=120.0):
    """Wait until a run of the project is in one of some states, and return its row."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        rows = server.call("GET", "/api/project")[1]["runs"]
        row = next((row for row in rows if row["name"] == name), None)
        if row is not None and row["state"] in wanted:
            return row
        time.sleep(0.2)
    raise AssertionError(rows)


@pytest.mark.compiled
@pytest.mark.walk
def test_serve__a_kill_in_the_middle_of_a_run_keeps_its_courses(tmp_path):
    """The worker ends with the server; the next one shows what is there, goes on, and comes to the same run."""
    order = {"path": "war.yaml", "members": 400, "seed": 3, "name": "one"}
    with served(tmp_path / "case", signal.SIGKILL) as server:
        server.call("POST", "/api/file", {"path": "war.yaml", "text": SMALL})
        assert server.call("POST", "/api/runs", order)[0] == 200
        number = server.call("GET", "/api/jobs")[1]["jobs"][0]["id"]
        for _ in range(1200):
            told = server.call("GET", f"/api/jobs/{number}")[1]
            if (told["progress"] or {}).get("what") == "courses":
                break
            time.sleep(0.1)
        assert told["state"] == "running"
    with served(tmp_path / "case") as again:
        state_of(again, "one", {"partial"})
        assert again.call("POST", "/api/runs/one/resume", {})[0] == 200
        row = state_of(again, "one", {"complete"})
        assert again.call("POST", "/api/runs", order | {"name": "two"})[0] == 200
        assert state_of(again, "two", {"complete"})["digest"] == row["digest"]


def test_bound__to_the_network_only_when_shared():
    """By default no other machine can reach it."""
    with bound(0) as alone, bound(0, share=True) as shared:
        assert (alone.getsockname()[0], shared.getsockname()[0]) == ("127.0.0.1", "0.0.0.0")
