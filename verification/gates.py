"""Gates: what a change of an input must do to an outcome, asked of every mechanism, paired on the same seeds.

``gates.csv`` holds a gate a row: scenario, date and horizon, what is changed of the war and of the base it stands against (in the
words of ``gate_changes``), outcomes (functions of ``gate_outcomes``), what is asked of them (in the words of ``gate_bounds``), the
reason, and the mechanisms that are held to it. A row passes if its effects have the direction, the size and three paired standard
errors; rows that ask for *equal*, *inside*, *at most* and *at least* have the bound alone. A row that this engine cannot live,
because a switch, a field or an input is missing, is told as such, counts as not passed, and is never taken out.

A failed row means a mechanism that does not act, never a constant to raise. ``--only ID ...`` runs some rows and leaves what is
kept of the others; an interruption keeps the rows that are done. The exit status is 1 unless every row passes.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from multipolar.about import __version__
from multipolar.data.tables import read_table
from multipolar.engine.chunk import Batch, Chunk, Job, chunks_of, params_of
from multipolar.engine.ensemble import Memory, simulate
from multipolar.engine.simulate import advance, conclude
from multipolar.errors import MultipolarError, ScenarioError
from multipolar.model.records import zeros
from multipolar.scenario.files import as_of_dates, library_dir, library_names, load
from multipolar.session.run import make_ready
from multipolar.session.war import War
from multipolar.studies.prior import RANDOM_WARS, TEMPLATES
from multipolar.studies.small_wars import small_war
from verification import gate_again, gate_assaults, gate_front, gate_wars  # noqa: F401  they enter their functions
from verification.common import FOLDER, README, RESULTS, arguments, told, verify
from verification.gate_bounds import VALUES, Bounds, bounds, meets
from verification.gate_changes import CannotChangeError, call, changed_war, missing_switches, parsed
from verification.gate_outcomes import FIELDS, FUNCTIONS, NEEDS, Lived, evaluated, missing_fields, watched
from verification.gate_statistics import Effect, Outcomes, effect, joined

TABLE = FOLDER / "gates.csv"
WHY = FOLDER / "gates_why.csv"
COLUMNS = ("id", "scenario", "as_of", "horizon", "base", "change", "outcome", "asked", "waits_for", "reason", "mechanisms")
EVERY, RANDOM = "every war", "random small wars and templates"
PASSES, FAILS, CANNOT = "passes", "fails", "cannot be run yet"
FIRST, LAST = "<!-- gates -->\n", "<!-- end of gates -->\n"
MEMBERS = 2_000


@dataclass(frozen=True, slots=True)
class Check:
    """One outcome of a row, in the base and in the changed run, and what is asked of it."""

    base: str
    changed: str
    asked: Bounds

    @property
    def text(self) -> str:
        """The outcome in the table's words."""
        return self.base if self.base == self.changed else f"{self.base} -> {self.changed}"


@dataclass(frozen=True, slots=True)
class Row:
    """A gate as the table tells it."""

    id: str
    scenario: str
    as_of: str | None
    horizon: int | None
    base: str
    change: str
    checks: tuple[Check, ...]
    waits_for: tuple[str, ...]
    reason: str
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A war that rows are asked of: its name, where it is read from, its date, the horizon if it is not the file's."""

    name: str
    source: str
    as_of: str | None = None
    horizon: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """An outcome that a row wants of a run: the row, the check's number, the place it takes there, the function."""

    row: str
    check: int
    place: str
    text: str


Plan = dict[Case, dict[str, list[Wish]]]
"""What is wanted of each run: by war, then by the change that is lived."""
Told = dict[tuple[str, int, str], list[tuple[str, Outcomes]]]
"""Outcomes by row, check and place, one entry a war."""


def table(path: Path = TABLE) -> list[Row]:
    """Return the gates in the order of the table.

    Raises
    ------
    ValueError : naming the row that cannot be read.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path.name}: columns {reader.fieldnames}, expected {COLUMNS}")
        rows = [row_of(line) for line in reader]
    ids = [row.id for row in rows]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise ValueError(f"{path.name}: listed twice: {', '.join(twice)}")
    return rows


def row_of(line: Mapping[str, str]) -> Row:
    """Return a gate from a line of the table.

    Raises
    ------
    ValueError : for words that are none, or outcomes and sizes that do not match.
    """
    try:
        outcomes, asked = _parts(line["outcome"]), [bounds(text) for text in _parts(line["asked"])]
        if len(asked) != len(outcomes):
            raise ValueError(f"{len(outcomes)} outcomes and {len(asked)} demands")  # noqa: TRY301  named with its row below
        pairs = [[side.strip() for side in text.split("->")] for text in outcomes]
        checks = tuple(Check(pair[0], pair[-1], one) for pair, one in zip(pairs, asked, strict=True))
        for text in {side for pair in pairs for side in pair}:
            call(text)
        horizon = int(line["horizon"]) if line["horizon"] else None
        waits, names = tuple(_parts(line["waits_for"])), tuple(line["mechanisms"].split())
        where = (line["id"], line["scenario"], line["as_of"] or None, horizon)
        return Row(*where, line["base"], line["change"], checks, waits, line["reason"], names)
    except ValueError as error:
        raise ValueError(f"gate {line['id']}: {error}") from error


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def missing(row: Row) -> list[str]:
    """Return what a row needs that this engine has not, in words."""
    found = [one for text in (row.base, row.change) for one in _lacking_switches(text)]
    for token in row.waits_for:
        found += _awaited(token)
    for check in row.checks:
        for text in {check.base, check.changed}:
            name = call(text)[0]
            found += missing_fields(NEEDS[name]) if name in FUNCTIONS else [f"outcome {name}"]
    return list(dict.fromkeys(found))


def _lacking_switches(text: str) -> list[str]:
    try:
        return missing_switches(text)
    except CannotChangeError as error:
        return [str(error)]


def _awaited(token: str) -> list[str]:
    record, dot, _ = token.partition(".")
    is_field = bool(dot) and record in FIELDS and " " not in token
    return missing_fields((token,)) if is_field else [token]


def cases_of(row: Row, folder: Path) -> list[Case]:
    """Return the wars a row is asked of; files of random wars are written into ``folder``."""
    if row.scenario == EVERY:
        dates: dict[str, list[str | None]] = {name: [*sorted(as_of_dates(load(name)))] or [None] for name in library_names()}
        dated = [(name, date) for name, found in dates.items() for date in found]
        return [Case(f"{name} {date or ''}".strip(), name, date, row.horizon) for name, date in dated]
    if row.scenario == RANDOM:
        drawn = [Case(f"small_war_{i}", str(_written(folder, i)), None, row.horizon) for i in range(RANDOM_WARS)]
        return drawn + [Case(name, _template(name), None, row.horizon) for name in TEMPLATES]
    source = _template(row.scenario) if row.scenario in TEMPLATES else row.scenario
    return [Case(row.scenario, source, row.as_of, row.horizon)]


def _template(name: str) -> str:
    return str(library_dir("templates") / f"{name}.yaml")


def _written(folder: Path, number: int) -> Path:
    path = folder / f"small_war_{number}.yaml"
    if not path.is_file():
        path.write_text(yaml.safe_dump(small_war(number)), encoding="utf-8")
    return path


def plan_of(rows: Iterable[Row], known: Mapping[str, Row], folder: Path) -> Plan:
    """Return every run once, with all that rows want of it; ``known``: every row, for those that others are held against."""
    plan: Plan = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for case in cases_of(row, folder):
            for i, check in enumerate(row.checks):
                plan[case][row.base].append(Wish(row.id, i, "base", check.base))
                if row.change != row.base or check.changed != check.base:
                    plan[case][row.change].append(Wish(row.id, i, "changed", check.changed))
                for other in check.asked.rows:
                    plan[case][known[other].change].append(Wish(row.id, i, other, check.changed))
    return plan


@dataclass(slots=True)
class Watch:
    """A runner of chunks that lives members a day at a time and keeps fields of STATE: (member, day, ...)."""

    fields: tuple[str, ...]
    days: dict[int, dict[str, Any]] = field(default_factory=dict)

    def __call__(self, job: Job, chunk: Chunk) -> Batch:
        """Live a chunk and return its outcomes."""
        model, horizon = job.model, int(job.model.sc["horizon"][0])
        params = params_of(job, chunk.first, chunk.count)
        states = zeros("STATE", chunk.count, model.capacity)
        kept: dict[str, list[Any]] = {name: [] for name in self.fields}
        how = {"seed": job.seed, "first": chunk.first}
        for day in range(horizon + 1):
            advance(model.sc, params, states, max(day - 1, 0), day, **how)
            for name in self.fields:
                kept[name].append(_slim(states[name]))
        out = conclude(model.sc, params, states, horizon, **how)
        self.days[chunk.first] = {name: np.stack(values, axis=1) for name, values in kept.items()}
        return Batch(chunk, out, np.zeros(0))

    def all(self) -> dict[str, Any]:
        """Return every field with the members in order."""
        return {name: np.concatenate([self.days[first][name] for first in sorted(self.days)]) for name in self.fields}


def _slim(values: Any) -> Any:
    return values.astype(np.int16 if values.dtype.kind in "iu" else np.float32)


def live(war: War, members: int, seed: int, fields: Sequence[str] = (), chunk: int | None = None) -> Lived:
    """Return a war's members after they have lived, with all their days and the fields of STATE that are watched.

    ``chunk``: members lived at once, on one thread; None for what the engine takes.

    Raises
    ------
    KeyboardInterrupt : when interrupted.
    """
    make_ready(war)
    job = Job(war.model, members, seed, 0, members, war.recipe.off)
    memory = Memory(members)
    done = simulate(job, chunks_of(job, chunk), memory, threads=None if chunk is None else 1)
    watch = Watch(tuple(fields))
    if done and fields:
        done = simulate(job, chunks_of(job, WATCHED), lambda _: None, runner=watch)
    if not done:
        raise KeyboardInterrupt
    batches = memory.of("main")
    out, series = (np.concatenate([getattr(b, name) for b in batches]) for name in ("outcomes", "series"))
    return Lived(war, out, series, seed, watch.all())


WATCHED = 250
"""Members whose states are held at once [1]."""


@dataclass(slots=True)
class Session:
    """Rows under way: what is asked, what was told so far, why rows cannot be run, and results by row."""

    rows: dict[str, Row]
    members: int
    seed: int
    told: Told = field(default_factory=lambda: defaultdict(list))
    cannot: dict[str, list[str]] = field(default_factory=dict)
    results: dict[str, dict[str, Any]] = field(default_factory=dict)


def run(rows: Sequence[Row], known: Mapping[str, Row], members: int, seed: int) -> tuple[dict[str, dict[str, Any]], bool]:
    """Return the results of rows by id, each printed as it is done, and whether nothing interrupted it."""
    session = Session({row.id: row for row in rows}, members, seed)
    for row in rows:
        if lacking := missing(row):
            session.cannot[row.id] = lacking
            finish(session, row)
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_of([row for row in rows if row.id not in session.cannot], known, Path(folder))
        open_runs = Counter(wish.row for runs in plan.values() for wishes in runs.values() for wish in wishes)
        total, done = sum(len(runs) for runs in plan.values()), 0
        try:
            for case, runs in plan.items():
                for text, wishes in runs.items():
                    one_run(session, case, text, wishes)
                    done += 1
                    told("gates", done, total)
                    for wish in wishes:
                        open_runs[wish.row] -= 1
                        if open_runs[wish.row] == 0:
                            finish(session, session.rows[wish.row])
        except KeyboardInterrupt:
            return session.results, False
    return session.results, True


def one_run(session: Session, case: Case, text: str, wishes: Sequence[Wish]) -> None:
    """Live one run and keep what the rows want of it."""
    calls = {wish: call(wish.text) for wish in wishes if wish.row not in session.cannot}
    if not calls:
        return
    try:
        war = changed_war(case.source, case.as_of, text, case.horizon)
    except (CannotChangeError, MultipolarError) as error:
        for wish in calls:
            _cannot(session, wish.row, said(error))
        return
    fields = sorted({name for function, _ in calls.values() for name in watched(function)})
    lived = live(war, session.members, session.seed, fields, parsed(text).chunk)
    for wish, (function, given) in calls.items():
        try:
            session.told[wish.row, wish.check, wish.place].append((case.name, evaluated(lived, function, given)))
        except CannotChangeError as error:
            _cannot(session, wish.row, said(error))


def said(error: Exception) -> str:
    """Return why a war could not be made, in one line."""
    if isinstance(error, ScenarioError) and error.problems:
        return str(error.problems[0].message)
    text = str(error).strip()
    return f"the scenario has no {text}" if isinstance(error, CannotChangeError) else (text.splitlines() or [""])[0]


def _cannot(session: Session, row: str, why: str) -> None:
    reasons = session.cannot.setdefault(row, [])
    if why not in reasons:
        reasons.append(why)


def finish(session: Session, row: Row) -> None:
    """Judge a row, keep its result and print it."""
    result: dict[str, Any] = {"verdict": CANNOT, "why": "; ".join(session.cannot.get(row.id, ())), "checks": []}
    if row.id not in session.cannot:
        checks = [judged(session, row, i, check) for i, check in enumerate(row.checks)]
        passes = all(one["passes"] for one in checks)
        result = {"verdict": PASSES if passes else FAILS, "why": "", "checks": checks}
    result |= {"scenario": row.scenario, "base": row.base, "change": row.change, "mechanisms": list(row.mechanisms)}
    result |= {"members": session.members, "seed": session.seed, "version": __version__, "date": today()}
    session.results[row.id] = result
    print("\n".join(lines(row.id, result)), flush=True)


def today() -> str:
    """Return the date in UTC."""
    return dt.datetime.now(dt.UTC).date().isoformat()


def judged(session: Session, row: Row, i: int, check: Check) -> dict[str, Any]:
    """Return the verdict on one outcome of a row, with the effect that stands out most."""
    told_here = session.told
    base = joined(told_here[row.id, i, "base"])
    changed = joined(told_here[row.id, i, "changed"]) if (row.id, i, "changed") in told_here else base
    effects = effects_of(base, changed, session.seed)
    others = {name: effects_of(base, joined(told_here[row.id, i, name]), session.seed) for name in check.asked.rows}
    told_by = {name: one for name, one in effects.items() if not math.isnan(one.changed)}
    passes = bool(told_by) and len(told_by) == len(effects) and meets(check.asked, effects, others)
    return {"outcome": check.text, "asked": check.asked.text, "passes": passes, **plain(*telling(effects, check.asked))}


def effects_of(base: Outcomes, changed: Outcomes, seed: int) -> dict[str, Effect]:
    """Return the effects on outcomes that both runs tell, by name."""
    return {name: effect(one, changed[name], seed) for name, one in base.items() if name in changed}


def telling(effects: Mapping[str, Effect], asked: Bounds) -> tuple[str, Effect | None]:
    """Return the effect that decides: the lowest value where a value is asked for, else the largest in standard errors."""
    if not effects:
        return "", None
    if asked.parts[0].word in VALUES:
        return min(effects.items(), key=lambda item: item[1].changed)
    sized = {name: abs(one.errors) for name, one in effects.items()}
    name = max(sized, key=lambda key: -1.0 if math.isnan(sized[key]) else sized[key])
    return name, effects[name]


def plain(name: str, one: Effect | None) -> dict[str, Any]:
    """Return an effect as plain values; a value without a case is None."""
    if one is None:
        return {"name": name, "base": None, "changed": None, "effect": None, "error": None}
    found: dict[str, Any] = {"name": name, "base": number(one.base), "changed": number(one.changed)}
    found["effect"] = number(one.difference)
    found["error"] = number(one.error)
    if one.differing is not None:
        found["differing"] = list(one.differing[:8])
    return found


def number(value: float) -> float | None:
    """Return a number with five figures; None where it is none."""
    return None if math.isnan(value) or math.isinf(value) else float(f"{value:.5g}")


def lines(name: str, result: Mapping[str, Any]) -> list[str]:
    """Return a row's result in lines to print."""
    if not result["checks"]:
        return [f"{name:8} {result['verdict']}: {result['why']}"]
    head = [name] + [""] * (len(result["checks"]) - 1)
    return [
        f"{row:8} {figures(check, alone=is_alone(result, check))}  asked: {check['asked']}  {PASSES if check['passes'] else FAILS}"
        for row, check in zip(head, result["checks"], strict=True)
    ]


def is_alone(result: Mapping[str, Any], check: Mapping[str, Any]) -> bool:
    """Tell whether an outcome was told of one run, with nothing to hold it against."""
    return bool(result["base"] == result["change"]) and "->" not in check["outcome"]


def figures(check: Mapping[str, Any], *, alone: bool = False) -> str:
    """Return an outcome with base, changed value, effect and paired error; the value alone where there is one run."""
    what = f"{check['outcome']} [{check['name']}]" if check["name"] else check["outcome"]
    if "differing" in check:
        return f"{what}: {', '.join(check['differing']) or 'nothing'} differs"
    if alone:
        return f"{what}: {_short(check['changed'])}"
    base, changed, gap, error = (_short(check[key]) for key in ("base", "changed", "effect", "error"))
    return f"{what}: {base} -> {changed}, effect {gap} ± {error}"


def _short(value: float | None) -> str:
    return "no case" if value is None else f"{value:.4g}"


def measure(only: Sequence[str], members: int, seed: int, kept: Path | None) -> tuple[dict[str, Any], str]:
    """Return results of the rows asked for beside those kept of the others, and a sentence.

    Raises
    ------
    SystemExit : for a row that the table has not.
    """
    known = {row.id: row for row in table()}
    if unknown := [name for name in only if name not in known]:
        raise SystemExit(f"no gate {', '.join(unknown)}; known: {', '.join(known)}")
    rows = [known[name] for name in known if not only or name in only]
    results, complete = run(rows, known, members, seed)
    before = json.loads(kept.read_text(encoding="utf-8"))["rows"] if kept is not None and kept.is_file() else {}
    merged = {name: results.get(name, before.get(name)) for name in known}
    document: dict[str, Any] = {"members": members, "complete": complete, "run": list(results)}
    document["rows"] = {name: one for name, one in merged.items() if one is not None}
    return document, sentence(document["rows"], len(known))


def sentence(rows: Mapping[str, Mapping[str, Any]], known: int) -> str:
    """Return how many rows pass, fail and cannot be run, in words."""
    count = {verdict: sum(one["verdict"] == verdict for one in rows.values()) for verdict in (PASSES, FAILS, CANNOT)}
    left = f", {known - len(rows)} not run" if len(rows) < known else ""
    return f"{known} gates: {count[PASSES]} pass, {count[FAILS]} fail, {count[CANNOT]} cannot be run yet{left}"


def markdown(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the results as a table: passed and failed rows with their figures, then what the others wait for."""
    out = ["| gate | change | outcome, base -> changed, effect ± paired error | asked | verdict |", "|---|---|---|---|---|"]
    for name, one in rows.items():
        for i, check in enumerate(one["checks"]):
            change = one["change"] or "none"
            against = f"{change} against {one['base']}" if one["base"] and one["base"] != one["change"] else change
            head = (name, _cell(against)) if i == 0 else ("", "")
            told_as = PASSES if check["passes"] else f"**{FAILS}**"
            out.append(
                f"| {head[0]} | {head[1]} | {_cell(figures(check, alone=is_alone(one, check)))} | {check['asked']} | {told_as} |"
            )
    waits: dict[str, list[str]] = defaultdict(list)
    for name, one in rows.items():
        if one["verdict"] == CANNOT:
            waits[one["why"]].append(name)
    out += ["", "| cannot be run yet | what is missing |", "|---|---|"]
    return "\n".join([*out, *(f"| {' '.join(names)} | {_cell(why)} |" for why, names in waits.items())]) + "\n" + explained(rows)


def reasons(file: Path = WHY) -> dict[str, tuple[str, str]]:
    """Return of every row that was looked into what came of it, and why it fails.

    Raises
    ------
    FaultyFileError : where a row has not three cells, as after a comma that nobody quoted.
    """
    table = read_table(file, ("gate", "found", "why"))
    return dict(zip(table.text("gate"), zip(table.text("found"), table.text("why"), strict=True), strict=True))


def explained(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the failed rows as a table, each with why it fails."""
    known, failed = reasons(), [name for name, one in rows.items() if one["verdict"] == FAILS]
    if not failed:
        return ""
    out = ["", "| fails | looked into | why |", "|---|---|---|"]
    for name in failed:
        found, why = known.get(name, ("not looked into", ""))
        out.append(f"| {name} | {found} | {_cell(why)} |")
    return "\n".join(out) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("--set ", "").replace("_", "\\_").replace("*", "\\*")


def write_readme(rows: Mapping[str, Mapping[str, Any]], readme: Path = README) -> None:
    """Write the table of all rows between its marks in the README."""
    head, _, rest = readme.read_text(encoding="utf-8").partition(FIRST)
    readme.write_text(head + FIRST + markdown(rows) + LAST + rest.partition(LAST)[2], encoding="utf-8")


def main() -> None:
    """Run the gates."""
    given = arguments(__doc__, members=MEMBERS, only=())
    if given.as_of is not None:
        raise SystemExit(f"gates have their dates in {TABLE.name}; --as-of is not used")
    kept = None if given.no_keep else RESULTS / "gates.json"
    document = verify("gates", given, lambda: measure(given.only, given.members, given.seed, kept))
    if not given.no_keep:
        write_readme(document["rows"])
    if not document["complete"]:
        sys.exit(130)
    sys.exit(any(document["rows"][name]["verdict"] != PASSES for name in document["run"]))


if __name__ == "__main__":
    main()
