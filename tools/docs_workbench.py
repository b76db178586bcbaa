"""Write ``docs/workbench-http.md``, the interface of the workbench, from the routes themselves.

Usage: python tools/docs_workbench.py [--check]. With --check nothing is written; the exit status is 1 where the page is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from multipolar.workbench.app import api_of

TARGET = Path(__file__).resolve().parent.parent / "docs" / "workbench-http.md"
HEAD = """# The workbench's interface

What the page of `multipolar serve` asks of its server, and what any other program on the same machine may ask. Written by
`python tools/docs_workbench.py` from the routes; `GET /api/openapi.json` gives the same as OpenAPI. Documents named
`multipolar-.../1` are those of the [command line](json-contract.md).

The address that `serve` prints ends in `#t=SECRET`. `POST /api/session` with `{"token": SECRET}` exchanges it for a cookie; all
other routes need the cookie. `Host` must be the printed address, and whatever writes, or listens to events, must send `Origin`
(or `Sec-Fetch-Site: same-origin`). Paths are named from the project folder, with slashes.

Every failure is one document `multipolar-error/1`: `exit, message, problems`. Status 400: the call cannot be; 403: secret, host,
origin, rights, or a path outside of the project; 404: not there (any more); 409: changed on disk meanwhile, or not free; 413: too
large; 422: a file with faults; 503: the process at work has died or is still compiling; 500: a fault of ours.

Events are server-sent: `waiting`, `progress`, then one of `done {document, notes}`, `failed {message, problems, kept, log}`,
`cancelled {kept}`.
"""
TITLES = {
    "session": "Session", "project": "Project and files", "write": "Writing", "look": "Looking", "preview": "Preview",
    "runs": "Runs and verbs", "evidence": "Evidence", "settle": "Offers",
    "play": "Play", "teach": "Classes and links", "record": "Record",
    "new": "New scenarios", "import": "Bringing in, handing on",
}  # fmt: skip

ANSWERS = {
    "GET /api/session": "rights, seat, name, version, share",
    "POST /api/session": "rights, seat, name, version, share; and the cookie",
    "GET /api/project": "name, scenarios (path, id, title, as_of, faults: null while they are counted, digest), patches, "
    "evidence, "
    "outcomes, packs, texts, unreadable, runs (name, scenario, members, wanted, as_of, headline, digest, state, evidence, "
    "job), frozen, "
    "examples, undo",
    "GET /api/file": "path, kind, text, digest, autosave",
    "PUT /api/file": "path, digest, bound (patches that follow their scenario); of a 409 also text, digest",
    "POST /api/file": "path, digest",
    "POST /api/autosave": "path, when",
    "POST /api/undo": "path, text (null: no file), what, digest",
    "POST /api/redo": "as undo",
    "POST /api/check": "`multipolar-check/1`, each problem with fix (text, from, to, insert) or null; unsourced (key, line, "
    "rank, "
    "influence)",
    "POST /api/edit": "path (of the patch where one is named), text, digest, lines. A change: key, value, or remove, or op "
    "add; reason. "
    "A number may be given as {value} or {low, mode, high}; unit and source stay",
    "POST /api/form": "path, sections (id, title, meaning, fields: key, label, meaning, unit, kind, value, allowed, line, "
    "source, grade, "
    "required, reference)",
    "GET /api/reference": "key, n, unit, q10, q50, q90, wars (war, value)",
    "POST /api/complete": "from, to, options (label, detail, info, apply)",
    "POST /api/hover": "key, meaning, unit, allowed, expected, typical",
    "POST /api/claims": "claims (id, text, kind, on, strength, credence, rival, replaces, what, test, origin), rivals, bundles",
    "POST /api/map": "sectors (id, name, short, point, terrain, holder, share_A, forces, key ...), edges (id, from, to, "
    "kind, lifeline, "
    "pass, key ...), outlines, outline_size, outline_points, projection, checks (text, ok, key)",
    "POST /api/map/edit": "path, text, digest, lines, what. move: id, x, y; connect: a, b; cut: id; add: name, x, y; "
    "rename: id, name; "
    "remove: id",
    "POST /api/ties": "nodes (id, name, kind, side, key), links (from, to, kind, value, key, claim, source, text)",
    "GET /api/diff": "sentences, changes (key, before, after, line)",
    "GET /api/words": "phrases by table: endings, levels, papers, arrangements, stops, grades, units, keys, claim_kinds, "
    "mechanisms ...",
    "GET /api/openapi.json": "OpenAPI 3",
    "POST /api/preview": "`multipolar-preview/1`: id, members, seconds, sentence, second, dots, endings (p, base, "
    "difference, error), "
    "length, map, brokers, powers, deaths, problems, from, superseded",
    "POST /api/runs": "name, job, state",
    "GET /api/runs/{name}": "`multipolar-forecast/1`",
    "GET /api/runs/{name}/page": "`multipolar-page/2`",
    "GET /runs/{name}/report.html": "the page of the run, in a sandbox",
    "GET /api/runs/{name}/events": "events; progress: what, done, wanted, seconds_left, headline (label, text, p, error, courses)",
    "DELETE /api/runs/{name}": "name, job, state",
    "POST /api/runs/{name}/resume": "name, job, state",
    "GET /api/jobs": "jobs, the newest first, without documents",
    "GET /api/offer": "run, terms (key, label, meaning, kind, names, choices: id, text, low, high, unit, reference), names "
    "(powers, actors), designs of the war by the same keys",
    "POST /api/offer": "text (YAML)",
    "POST /api/offer/test": "id, state of the job, whose document is `multipolar-settlement/1` with the offer among the designs",
    "POST /api/jobs": "id, state, makes (the run that it makes, or null)",
    "GET /api/jobs/{number}": "id, verb, run, path, options, state, progress, document, error, notes, kept, made, seconds",
    "GET /api/jobs/{number}/events": "events",
    "DELETE /api/jobs/{number}": "id, state",
    "GET /api/play": "runs (name, scenario, title, as_of, days, powers: id, name), plays of this seat (id, run, name, from_day, "
    "decisions, complete, date, seat), and to whoever may write those of all other seats (others)",
    "POST /api/play": "id, run, power, name, title, from_day, step, day, date, news, own, levels, picture, reliability, reliable "
    "(chances that a report says so where it is so, and where not), sides, share_a, dead, choices (act, option, text, by, level, "
    "cost [utility], per: once, week or settlement, delay [days], lasts [days] or null, escalation of 10, answered), next (day, "
    "date), last_day, log, complete, after (to a student of a class under way without endings and payoffs), end_day, "
    "mine (whether this seat decides in it), may_ask (what the model says of acts)",
    "POST /api/play/{number}/advice": "`multipolar-advice/1`: power, name, day, date, courses, usual (payoff [utility], endings: "
    "ending, title, p), acts, the best first (act, option, text, payoff and endings, each base, value, difference, error, moved)",
    "POST /api/teach/advice": "as of GET /api/teach",
    "GET /api/play/{number}/ground": "sectors (id, name, short, point, contested), edges (id, from, to, kind, name, lifeline), "
    "outlines, outline_points",
    "GET /api/play/{number}": "as of the play's beginning",
    "POST /api/play/{number}": "as of the play's beginning",
    "POST /api/play/{number}/undo": "as of the play's beginning",
    "GET /api/play/{number}/sheet": "text (Markdown)",
    "GET /api/ledger": "`multipolar-ledger/1`",
    "POST /api/ledger/lesson": "`multipolar-ledger/1` of the kind lesson: lessons (added, scenario, digest, text)",
    "POST /api/ledger": "`multipolar-ledger/1` of the kind asked for",
    "POST /api/crowd": "the statement as it is kept",
    "GET /api/record": "forecasters (name, n, brier, log, bins, endings), over_time, waiting, post_mortem",
}
"""What calls answer with, where the sentence on them does not say it."""


def field_text(name: str, *, required: bool) -> str:
    """Return one key of a body; what may be left out is marked."""
    return f"`{name}`{'' if required else '?'}"


def body_of(call: dict[str, Any], schemas: dict[str, Any]) -> str:
    """Return the keys of the body of a call, empty where it has none."""
    content = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = str(content.get("$ref", "")).rpartition("/")[2]
    schema = schemas.get(name, {})
    needed = schema.get("required", [])
    keys = [field_text(key, required=key in needed) for key in schema.get("properties", {})]
    query = [f"`{row['name']}`{'' if row.get('required') else '?'}" for row in call.get("parameters", []) if row["in"] == "query"]
    return ", ".join([*query, *keys])


def text() -> str:
    """Return the whole page."""
    schema = api_of().openapi()
    schemas = schema.get("components", {}).get("schemas", {})
    parts = [HEAD]
    for tag, title in TITLES.items():
        rows = [
            f"| `{(name := f'{method.upper()} {path}')}` | {body_of(call, schemas)} | "
            f"{call['description'].strip().split(chr(10))[0]} | {ANSWERS.get(name, '')} |"
            for path, calls in schema["paths"].items()
            for method, call in calls.items()
            if call["tags"] == [tag]
        ]
        parts.append("\n".join([f"## {title}", "", "| call | keys | what it does | answers |", "|---|---|---|---|", *rows, ""]))
    return "\n".join(parts)


def main() -> int:
    """Write the page, or tell whether it is stale."""
    if "--check" in sys.argv[1:]:
        return int(not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text())
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
