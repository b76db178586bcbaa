"""A stage for the tests of the workbench: a server without a socket, and pages that call it as browsers do."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multipolar.scenario.files import library_dir
from multipolar.workbench.app import application
from multipolar.workbench.bench import Bench
from multipolar.workbench.seats import Rights
from multipolar.workbench.work import at_work

with warnings.catch_warnings():  # newer versions ask for another client library, which none of ours needs yet
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

PORT = 4711
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
SMALL = (library_dir("templates") / "border_war.yaml").read_text(encoding="utf-8")


@dataclass
class Stage:
    """A server at work, its folder, and the page of its owner."""

    bench: Bench
    folder: Path
    page: TestClient

    def seat(self, rights: Rights) -> TestClient:
        """Return the page of another seat."""
        return entered(self.bench, self.bench.seats.add(rights).secret)

    def get(self, path: str, /, **params: Any) -> Any:
        """Return what the server answers, which must be no failure."""
        return good(self.page.get(path, params=params))

    def post(self, path: str, /, **body: Any) -> Any:
        """Return what the server answers, which must be no failure."""
        return good(self.page.post(path, json=body))

    def put(self, path: str, /, **body: Any) -> Any:
        """Return what the server answers, which must be no failure."""
        return good(self.page.put(path, json=body))

    def refused(self, method: str, path: str, status: int, /, **body: Any) -> dict[str, Any]:
        """Return the document of a call that must fail with a status."""
        call = {"params": body} if method == "GET" else {"json": body}
        found = self.page.request(method, path, **call)
        assert found.status_code == status, found.text
        document = found.json()
        assert document["schema"] == "multipolar-error/1"
        assert document["message"]
        return document

    def write(self, path: str, text: str) -> str:
        """Write a file into the project folder behind the server's back and return its path."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
        return path


def good(found: Any) -> Any:
    """Return the document of an answer that is no failure."""
    assert found.status_code == 200, found.text
    return found.json()


def browser(bench: Bench, **headers: str) -> TestClient:
    """Return a browser on the page of a server, which has not shown its secret yet."""
    return TestClient(application(bench), base_url=ORIGIN, headers={"origin": ORIGIN, **headers}, raise_server_exceptions=False)


def entered(bench: Bench, secret: str) -> TestClient:
    """Return a browser that has shown its secret."""
    page = browser(bench)
    good(page.post("/api/session", json={"token": secret}))
    return page


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Open a server on a folder."""
    with at_work(folder, HOST) as bench:
        yield Stage(bench, folder, entered(bench, bench.seats.seats[0].secret))
