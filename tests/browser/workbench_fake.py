"""A small stand-in for the workbench's server: the documents of an invented border war, faults and slowness on demand."""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.report.synthetic import invented_war

from multipolar.report.payload import page_document
from multipolar.report.typefaces import font_bytes
from multipolar.workbench.static_files import FONTS

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
TOKEN = "key-of-the-test"
TEXT = """# A border war, invented
format: multipolar-document/1
id: border_war
title: A border war between Northland and Southland
as_of: 2024-05-01
horizon_days: 180
powers:
  - id: EAST
    name: Eastern Empire
    tie_A: {v: [0.5, 0.6, 0.7], grade: J}
    attention: 0.5
"""
ENDINGS = {
    "knockout_A": 0.34,
    "ceasefire_gains_A": 0.19,
    "status_quo_ante": 0.1,
    "frozen_stalemate": 0.02,
    "ongoing_180": 0.25,
    "ceasefire_gains_B": 0.05,
    "knockout_B": 0.05,
}
NAMES = {
    "knockout_A": "Northland wins",
    "ceasefire_gains_A": "Northern gains",
    "status_quo_ante": "Old lines",
    "frozen_stalemate": "Present lines",
    "ongoing_180": "Still fighting",
    "ceasefire_gains_B": "Southern gains",
    "knockout_B": "Southland wins",
}
SIDES = {"A": {"name": "Northland"}, "B": {"name": "Southland"}}
TIE = {
    "key": "powers[EAST].tie_A",
    "label": "Tie to Northland",
    "meaning": "From -1, hostile, to 1, fully behind.",
    "unit": None,
    "kind": "distribution",
    "value": {"low": 0.5, "mode": 0.6, "high": 0.7},
    "allowed": {"low": -1, "high": 1},
    "line": 10,
    "source": None,
    "grade": "J",
    "required": True,
    "reference": {"n": 34, "q10": 0.2, "q50": 0.5, "q90": 0.8, "wars": ["Libya"]},
}
ATTENTION = TIE | {
    "key": "powers[EAST].attention",
    "label": "Attention",
    "kind": "number",
    "value": {"value": 0.5},
    "allowed": {"low": 0, "high": 1},
    "line": 11,
    "reference": None,
}
TITLE = TIE | {
    "key": "title",
    "label": "Title",
    "kind": "text",
    "value": "A border war",
    "allowed": None,
    "line": 4,
    "reference": None,
}
PHASE = TIE | {
    "key": "phase",
    "label": "Phase",
    "kind": "choice",
    "value": "start",
    "allowed": ["start", "escalation"],
    "reference": None,
}
CLAIMS = [
    {
        "id": "drones_decide",
        "text": "Drones make the offensive work.",
        "kind": "CAP",
        "on": True,
        "strength": 1,
        "rival": None,
        "what": None,
    },
    {"id": "patience", "text": "Southland can wait.", "kind": "MEC", "on": True, "strength": 0.5, "rival": None, "what": None},
]
QUESTIONS = [
    {
        "id": f"q{i}",
        "text": text,
        "help": "In a few words.",
        "kind": "text",
        "choices": None,
        "typical": {"text": "12 wars", "wars": []},
    }
    for i, text in enumerate(
        [
            "Who fights whom?",
            "Over what ground?",
            "How do supplies come?",
            "How strong are they?",
            "Which powers care?",
            "What is never accepted?",
            "What would be signed?",
            "What is asked?",
        ]
    )
]


@cache
def payload() -> dict[str, Any]:
    """Return the page of an invented run."""
    return page_document(invented_war(2_000))


@dataclass(slots=True)
class State:
    """What the stand-in holds, and how it is told to misbehave."""

    files: dict[str, str] = field(default_factory=lambda: {"border_war.yaml": TEXT})
    autosaves: dict[str, str] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=lambda: {"base": "complete", "other": "complete"})
    calls: list[tuple[str, str, Any]] = field(default_factory=list)
    undone: list[tuple[str, str]] = field(default_factory=list)
    failing: dict[str, int] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    cancelled: threading.Event = field(default_factory=threading.Event)
    finish: threading.Event = field(default_factory=threading.Event)
    empty: bool = False
    rights: str = "write"


def digest(text: str) -> str:
    """Return a mark of a text."""
    return f"{len(text):06d}{sum(map(ord, text)):08d}"


def project(s: State) -> dict[str, Any]:
    """Return what the project holds."""
    examples = [
        {"name": "border_war", "title": "A border clash", "as_of_dates": ["2024-05-01"], "endings": ENDINGS, "names": NAMES},
        {"name": "siege", "title": "A siege with a mediator", "as_of_dates": ["2023-01-01"], "endings": None},
    ]
    undo = {"can_undo": bool(s.undone), "can_redo": False, "undo_text": None, "redo_text": None}
    rest = {"evidence": [], "outcomes": [], "packs": [], "frozen": [], "patches": []}
    if s.empty:
        return {"name": "empty", "scenarios": [], "runs": [], "examples": examples, "undo": undo} | rest
    head = {"label": "knockout_A", "text": "Northland wins", "p": 0.34}
    runs = [
        {
            "name": n,
            "scenario": "border_war.yaml",
            "members": 400,
            "wanted": 400,
            "as_of": "2024-05-01",
            "headline": head,
            "digest": "a3ad00",
            "state": state,
            "evidence": None,
        }
        for n, state in s.runs.items()
    ]
    scenarios = [
        {"path": p, "title": "A border war", "as_of": "2024-05-01", "faults": len(problems(t)), "digest": digest(t)}
        for p, t in s.files.items()
    ]
    frozen = [{"path": "frozen.json", "as_of": "2024-05-01", "questions": 31, "stamp": "9fe6aa"}]
    return {"name": "demo", "scenarios": scenarios, "runs": runs, "examples": examples, "undo": undo} | rest | {"frozen": frozen}


def problems(text: str) -> list[dict[str, Any]]:
    """Return the fault that a misspelt key is."""
    found = []
    for at in re.finditer("leverge_A", text):
        line = text.count("\n", 0, at.start()) + 1
        column = at.start() - text.rfind("\n", 0, at.start())
        fix = {"text": "Rename", "from": at.start(), "to": at.end(), "insert": "leverage_A"}
        found.append(
            {
                "file": "border_war.yaml",
                "line": line,
                "column": column,
                "path": "powers[EAST].leverge_A",
                "code": "unknown-key",
                "message": "unknown key 'leverge_A'.",
                "hint": "Did you mean 'leverage_A'?",
                "fix": fix,
            }
        )
    return found


def preview(body: dict[str, Any]) -> dict[str, Any]:
    """Return a preview that moves with the number of changes."""
    patch = body.get("patch") or {}
    gap = 0.05 * (len(patch.get("changes", [])) + len(patch.get("claims", {})) + len(patch.get("off", [])))
    rows = {k: {"p": p, "base": p, "difference": 0.0, "error": 0.01} for k, p in ENDINGS.items()}
    for key, sign in (("knockout_A", -1), ("ongoing_180", 1)):
        rows[key] |= {"p": ENDINGS[key] + sign * gap, "difference": sign * gap}
    said = f"An outright victory of Northland {'falls to' if gap else 'stands at'} {round(100 * (0.34 - gap))} in 100."
    day60 = {k: 0.95 - 0.08 * i for i, k in enumerate(payload()["map"]["cells"])}
    faults = problems(body["text"])
    return {
        "id": "p",
        "members": 500,
        "seconds": 0.7,
        "sentence": said,
        "endings": rows,
        "length": {"q50": 98},
        "map": {"day": 60, "day60": day60},
        "brokers": {},
        "powers": {},
        "problems": faults,
        "from": "the last valid text" if faults else "this text",
        "superseded": False,
        "sides": SIDES,
        "dots": [{"label": k, "name": v, "count": 0, "hollow": 0} for k, v in NAMES.items()],
    }


def job(body: dict[str, Any]) -> dict[str, Any]:
    """Return the document of a verb."""
    if body["verb"] == "drivers":
        rows = [
            {
                "key": "attention[EAST]",
                "label": "attention",
                "kind": "parameter",
                "total_variation": 0.2,
                "above_noise": True,
                "flips_at": 0.7,
                "unit": "",
                "categories": [],
                "at_input": {"low": 0.4, "middle": 0.5, "high": 0.6},
            }
        ]
        return {"schema": "multipolar-drivers/1", "drivers": rows, "headline": {"text": "Northland wins"}, "notes": []}
    rows = {
        "ending:knockout_A": {"base": 0.38, "value": 0.23, "difference": -0.15, "error": 0.016, "moved": True, "share": True},
        "length_days": {"base": 101.0, "value": 66.6, "difference": -34.4, "error": 2.5, "moved": True, "share": False},
        "direct:EAST": {"base": 0.01, "value": 0.01, "difference": 0.0, "error": 0.0, "moved": False, "share": True},
    }
    other = {
        "inputs": [{"what": "horizon_days", "base": 180, "value": 90, "reason": "shorter"}],
        "members": 400,
        "pairs": 400,
        "unpaired": None,
        "identical": "",
        "outcomes": rows,
        "moved": ["ending:knockout_A", "length_days"],
    }
    return {
        "schema": "multipolar-compare/1",
        "base": "base",
        "members": 400,
        "seed": 2020,
        "too_few": None,
        "variants": {"other": other},
    }


def written(s: State, body: dict[str, Any]) -> dict[str, Any]:
    """Return the text with the changes appended as comments: enough to see that a line was written."""
    text = body.get("text") or s.files[body["path"]]
    s.undone.append((body["path"], text))
    for change in body["changes"]:
        text += f"# {change['key']} = {json.dumps(change.get('value'))}\n"
    if not body.get("patch") and body.get("text") is None:
        s.files[body["path"]] = text
    return {"text": text, "digest": digest(text), "lines": [text.count("\n")]}


class Quiet(ThreadingHTTPServer):
    """A server that says nothing when the browser has gone away, as it does after every cancelled call."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Print what is no broken connection."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Answers the routes of the contract that the browser's tests walk through."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def do_GET(self) -> None:
        """Answer a question."""
        self.route("GET", {})

    def do_POST(self) -> None:
        """Answer a call."""
        self.route("POST", self.body())

    def do_PUT(self) -> None:
        """Write a file."""
        self.route("PUT", self.body())

    def do_DELETE(self) -> None:
        """Cancel."""
        self.route("DELETE", {})

    def body(self) -> dict[str, Any]:
        """Return the document of the call."""
        size = int(self.headers.get("Content-Length") or 0)
        return json.loads(self.rfile.read(size) or b"{}")

    def send(self, text: str, kind: str = "application/json", status: int = 200, cookie: str = "") -> None:
        """Send an answer."""
        self.send_bytes(text.encode(), f"{kind}; charset=utf-8", status, cookie)

    def send_bytes(self, data: bytes, kind: str, status: int = 200, cookie: str = "") -> None:
        """Send an answer of bytes."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", POLICY)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        self.wfile.write(data)

    def fail(self, status: int, message: str, **more: object) -> None:
        """Send a failure."""
        self.send(json.dumps({"schema": "multipolar-error/1", "exit": 1, "message": message, "problems": []} | more), status=status)

    def route(self, method: str, body: dict[str, Any]) -> None:
        """Find what is asked for."""
        s: State = self.server.state  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        path, asked = unquote(parts.path), {k: v[0] for k, v in parse_qs(parts.query).items()}
        s.calls.append((method, path, body))
        if not path.startswith("/api"):
            self.static(path)
            return
        if path in s.slow:
            time.sleep(s.slow[path])
        if path in s.failing:
            self.fail(s.failing[path], "It failed, as asked.")
        elif path == "/api/session":
            self.enter(s, body)
        elif "session=yes" not in (self.headers.get("Cookie") or ""):
            self.fail(403, "no session")
        elif path.endswith("/events"):
            self.events(s, path)
        else:
            found = answer(s, method, path, asked, body)
            if isinstance(found, tuple):
                self.fail(found[0], str(found[1]), **found[2])
            else:
                self.send(json.dumps(found))

    def enter(self, s: State, body: dict[str, Any]) -> None:
        """Exchange the key."""
        known = body.get("token") == TOKEN or "session=yes" in (self.headers.get("Cookie") or "")
        if not known:
            self.fail(403, "The key of this address is not known.")
            return
        document = {"rights": s.rights, "name": "demo", "version": "0.1.0", "share": False}
        self.send(json.dumps(document), cookie="session=yes; HttpOnly; SameSite=Strict; Path=/")

    def static(self, path: str) -> None:
        """Send a file of the package."""
        name = path.strip("/") or "index.html"
        if name in FONTS:
            self.send_bytes(font_bytes(name), "font/woff2")
            return
        place = files("multipolar.workbench") / "static" / name
        if "/" in name or not place.is_file():
            self.fail(404, "no such file")
            return
        kinds = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
        self.send(place.read_text(encoding="utf-8"), kinds[name.rsplit(".", 1)[1]])

    def events(self, s: State, path: str) -> None:
        """Send the events of a run until it is over, and of a job at once that it is done."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

        def tell(kind: str, document: dict[str, Any]) -> None:
            self.wfile.write(f"event: {kind}\ndata: {json.dumps(document)}\n\n".encode())
            self.wfile.flush()

        if "/jobs/" in path:
            tell("done", {})
            return
        name = path.split("/")[3]
        head = {"label": "knockout_A", "text": "Northland wins", "p": 0.37, "error": 0.012}
        for done in range(2_000, 10_000, 100):
            tell("progress", {"done": done, "wanted": 10_000, "seconds_left": 4, "headline": head})
            if s.cancelled.wait(0.05):
                s.runs[name] = "partial"
                tell("cancelled", {"kept": done})
                return
            if s.finish.is_set():
                break
        s.runs[name] = "complete"
        tell("done", {"document": {}})


def answer(s: State, method: str, path: str, asked: dict[str, str], body: dict[str, Any]) -> Any:
    """Return the document of a route; a failure as its status, message and more keys."""
    name = path.removeprefix("/api/")
    if name == "file" and method == "GET":
        text = s.files.get(asked["path"])
        if text is None:
            return 404, "no such file", {}
        kept = s.autosaves.get(asked["path"])
        autosave = {"text": kept, "when": "2024-05-02T10:00:00Z"} if kept is not None else None
        return {"path": asked["path"], "kind": "scenario", "text": text, "digest": digest(text), "autosave": autosave}
    if name == "file":
        now = s.files[body["path"]]
        if body["base_digest"] != digest(now):
            return 409, "the file changed on disk", {"text": now, "digest": digest(now)}
        s.undone.append((body["path"], now))
        s.files[body["path"]] = body["text"]
        s.autosaves.pop(body["path"], None)
        return {"digest": digest(body["text"])}
    if name == "undo":
        if not s.undone:
            return 409, "There is nothing to undo.", {}
        where, text = s.undone.pop()
        s.files[where] = text
        return {"path": where, "text": text, "what": "the last change"}
    if name == "runs":
        s.runs["new"] = "running"
        return {"name": "new"}
    if name.startswith("runs/"):
        return of_run(s, method, name)
    if name == "jobs":
        s.calls.append(("JOB", body["verb"], body))
        return {"id": body["verb"]}
    if name.startswith("jobs/"):
        return {"state": "done", "document": job({"verb": name.split("/")[1]}), "error": None, "seconds": 0.1}
    if name == "autosave":
        s.autosaves[body["path"]] = body["text"]
        return {"kept": True}
    return plain(s, name, body)


def of_run(s: State, method: str, name: str) -> Any:
    """Return what is asked of one run."""
    if method == "DELETE":
        s.cancelled.set()
        return {}
    if name.endswith("/page"):
        return payload()
    if name.endswith("/resume"):
        s.cancelled.clear()
        s.runs[name.split("/")[1]] = "running"
        return {}
    return {
        "schema": "multipolar-forecast/1",
        "endings": {k: {"p": p} for k, p in ENDINGS.items()},
        "length_days": {"q50": 98},
        "sides": SIDES,
        "powers": {"EAST": {"name": "Eastern Empire"}},
    }


def made(s: State) -> dict[str, Any]:
    """Write a scenario into the empty project."""
    s.files["my_war.yaml"], s.empty = TEXT, False
    return {"path": "my_war.yaml"}


def ground() -> dict[str, Any]:
    """Return the map of the invented run, every sector fought over."""
    outlines = payload()["map"]
    points = outlines["points"]
    sectors = [{"id": k, "name": f"Place {k}", "point": points[k], "contested": True} for k in outlines["cells"]]
    edges = [{"id": "road", "from": sectors[0]["id"], "to": sectors[-1]["id"], "lifeline": "the road"}]
    return {"sectors": sectors, "edges": edges, "outlines": outlines["countries"], "outline_points": points}


def plain(s: State, name: str, body: dict[str, Any]) -> Any:
    """Return the documents that depend on nothing but the text."""
    table: dict[str, Any] = {
        "project": lambda: project(s),
        "check": lambda: {
            "schema": "multipolar-check/1",
            "problems": problems(body["text"]),
            "unsourced": [{"key": "powers[EAST].tie_A", "line": 10, "rank": 1, "influence": 0.04}],
        },
        "complete": lambda: {
            "from": len(body["text"]),
            "to": len(body["text"]),
            "options": [{"label": "questions", "detail": "list"}],
        },
        "hover": lambda: {
            "key": "horizon_days",
            "meaning": "How many days are forecast.",
            "unit": "days",
            "allowed": "1 to 720",
            "typical": None,
        },
        "form": lambda: {
            "sections": [
                {"id": "war", "title": "The war", "meaning": "What it is.", "fields": [TITLE, PHASE]},
                {"id": "EAST", "title": "Eastern Empire", "meaning": "Outside power.", "fields": [TIE, ATTENTION]},
            ]
        },
        "edit": lambda: written(s, body),
        "map": ground,
        "claims": lambda: {"claims": CLAIMS, "bundles": []},
        "preview": lambda: preview(body),
        "diff": lambda: {
            "sentences": ["The horizon is 90 days instead of 180."],
            "changes": [{"key": "horizon_days", "before": 180, "after": 90, "line": 6}],
        },
        "new/questions": lambda: {"questions": QUESTIONS},
        "new": lambda: made(s),
    }
    return table[name]() if name in table else (404, f"{name}: no such route", {})


@contextmanager
def served(state: State | None = None):
    """Serve on a free port; gives the address that opens the workbench, and the state."""
    server = Quiet(("127.0.0.1", 0), Handler)
    server.state = state or State()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/#t={TOKEN}", server.state  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
