"""A slow, plain recount of everything the page shows, from the courses themselves: the twin of the page's script."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS, PAPERS
from multipolar.forecast.probability import counted
from multipolar.report.narrative import FEW, LEAST, interval_text, number, share_text
from multipolar.report.tables import options_text, power_names

WEB = Path(__file__).resolve().parents[2] / "web"
BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)


def shown_by_script(page: dict[str, Any], cases: list[dict[str, Any]], words: Any = ()) -> dict[str, Any]:
    """Return what the page's script prints for each case, run in Node; skip where there is none."""
    if not shutil.which("node") or not (WEB / "node_modules" / "esbuild").exists():
        pytest.skip("needs Node and web/node_modules (npm ci in web/)")
    asked = json.dumps({"page": page, "cases": cases, "words": list(words)}, allow_nan=False)
    done = subprocess.run(
        ["node", "oracle.mjs"], cwd=WEB, input=asked, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def chips(c: Any) -> list[dict[str, str]]:
    """Return every condition that a reader can choose."""
    out = [{"group": "ending", "value": k} for k in ENDINGS]
    out += [{"group": "paper", "value": k} for k in PAPERS]
    out += [{"group": "arrangement", "value": k} for k in ARRANGEMENTS]
    out += [{"group": "broker", "value": k} for k in (*c.powers, "none")]
    out += [{"group": f"level:{p}", "value": k} for p in c.powers for k in (*LEVELS, "newly")]
    out += [{"group": f"cut:{name}", "value": k} for name in c.lifelines for k in ("yes", "no")]
    out += [{"group": f"turns:{s}", "value": k} for s in c.sectors for k in ("yes", "no")]
    return out + [{"group": "length", "value": v} for v in ("0-14", "15-30", "31-60", "61-120", "121-720")]


def random_cases(c: Any, count: int, days: int, seed: int = 1) -> list[dict[str, Any]]:
    """Return the whole ensemble, then random sets of conditions, each with random days of the map."""
    rng, every = random.Random(seed), chips(c)
    last = int(c.days[-1])
    sets = [[], *([rng.choice(every) for _ in range(rng.choice((1, 1, 2, 3)))] for _ in range(count))]
    return [{"conditions": unique(s), "days": sorted(rng.sample(range(last + 1), min(days, last + 1)))} for s in sets]


def unique(conditions: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return conditions without repeats."""
    return [x for i, x in enumerate(conditions) if x not in conditions[:i]]


def fits(c: Any, m: int, group: str, value: str, start: Any) -> bool:
    """Tell whether one course fits one condition."""
    out, (kind, _, of) = c.outcome[m], group.partition(":")
    if kind == "ending":
        return tuple(ENDINGS)[out["label"]] == value
    if kind == "paper":
        return tuple(PAPERS)[out["paper"]] == value
    if kind == "arrangement":
        return tuple(ARRANGEMENTS)[out["arrangement"]] == value
    if kind == "broker":
        who = {p for i, p in enumerate(c.powers) if out["brokers"][i] > 0}
        return not who if value == "none" else value in who
    if kind == "level":
        i = list(c.powers).index(of)
        return out["newly_direct"][i] > 0 if value == "newly" else LEVELS[out["level"][i]] == value
    if kind == "cut":
        return (out["life_cut_day"][list(c.lifelines).index(of)] >= 0) == (value == "yes")
    if kind == "length":
        low, high = value.split("-")
        return int(low) <= round(float(out["length_days"])) <= int(high)
    held = [bool(x > 125) for x in c.sector_share[m, :, list(c.sectors).index(of)]]
    return any(a != b for a, b in pairwise(held)) == (value == "yes")


def selected(c: Any, conditions: list[dict[str, str]], start: Any) -> list[int]:
    """Return the courses that fit: one of each group, all groups."""
    groups: dict[str, list[str]] = {}
    for x in conditions:
        groups.setdefault(x["group"], []).append(x["value"])
    return [m for m in range(c.count) if all(any(fits(c, m, g, v, start) for v in values) for g, values in groups.items())]


def bar(name: str, hits: int, n: int) -> list[Any]:
    """Return the row of a bar as the page's table prints it."""
    if n == 0:
        return [name, 0, 0, "", ""]
    x = counted(hits, n)
    return [name, hits, n, "" if n < FEW else f"{round(x.p, 6):.4f}", interval_text(round(x.low, 6), round(x.high, 6), n)]


def counts(c: Any, chosen: list[int]) -> dict[str, dict[str, int]]:
    """Return in how many of the chosen courses each thing happens."""
    out = [c.outcome[m] for m in chosen]
    return {
        "ending": {k: sum(o["label"] == i for o in out) for i, k in enumerate(ENDINGS)},
        "paper": {k: sum(o["paper"] == i for o in out) for i, k in enumerate(PAPERS)},
        "arrangement": {k: sum(o["arrangement"] == i for o in out) for i, k in enumerate(ARRANGEMENTS)},
        "broker": {p: sum(o["brokers"][i] > 0 for o in out) for i, p in enumerate(c.powers)}
        | {"none": sum(not any(o["brokers"][i] > 0 for i in range(len(c.powers))) for o in out)},
        "cut": {k: sum(o["life_cut_day"][i] >= 0 for o in out) for i, k in enumerate(c.lifelines)},
    }


def middle_day(days: list[float]) -> str:
    """Return the middle of the days on which something happens, as printed."""
    seen = sorted(int(d) for d in days if d >= 0)
    return str(seen[len(seen) // 2]) if seen else ""


def map_rows(c: Any, chosen: list[int], day: int, sectors: list[dict[str, Any]]) -> list[list[Any]]:
    """Return the map's table on a day: who holds most of each sector in how many courses."""
    n, rows = len(chosen), []
    at = list(c.days).index(day)
    for s in sectors:
        if s["id"] in c.sectors:
            k = sum(int(c.sector_share[m, at, list(c.sectors).index(s["id"])]) > 125 for m in chosen)
            share = "" if n < FEW else f"{k / n:.4f}"
            rows.append([s["name"], k, n - k, n, share, day, "yes" if s["contested"] else "no"])
    return rows


def question_text(answered: Any, question: dict[str, Any], chosen: list[int], names: dict[str, str]) -> str | None:
    """Return the answer to a question as printed, None for a number: those are compared by value."""
    n, values = len(chosen), [answered.values[m] for m in chosen]
    if n == 0:
        return "no course fits"
    if n < LEAST:
        return share_text(0.0, n)
    if answered.kind == "yes":
        x = counted(int(sum(bool(v) for v in values)), n)
        share = share_text(round(x.p, 6), n) if x.p > 0 else "no course"
        return f"{share} ({interval_text(round(x.low, 6), round(x.high, 6), n)})"
    if answered.kind == "name":
        shares = {name: sum(v == i for v in values) / n for i, name in enumerate(answered.names)}
        return options_text({k: round(p, 6) for k, p in shares.items()}, n, names)
    return None


def numbers_in(text: str) -> list[float]:
    """Return the numbers of a printed cell."""
    kept = "".join(x if x.isdigit() or x in ".-" else " " for x in text.replace(",", "").replace("–", " "))
    return [float(x) for x in kept.split()]


def same(row: list[Any], truth: list[Any], where: Any) -> None:
    """Compare a row: words and counts exactly, shares to the last printed figure (an exact half may go either way)."""
    for a, b in zip(row, truth, strict=True):
        fractions = all(isinstance(x, str) and x.startswith(("0.", "1.")) for x in (a, b))
        assert abs(float(a) - float(b)) <= 1.001e-4 if fractions and a != b else a == b, (where, row, truth)


def check_case(
    c: Any, forecast: dict[str, Any], sectors: list[dict[str, Any]], start: Any, case: dict[str, Any], shown: dict[str, Any]
) -> int:
    """Compare every cell that the script shows for one case with the recount; return how many were compared."""
    chosen = selected(c, case["conditions"], start)
    n, cells, found = len(chosen), 0, counts(c, chosen)
    assert shown["n"] == n
    tables = {"endings": "ending", "brokers": "broker", "paper": "paper", "arrangement": "arrangement", "lifelines": "cut"}
    for table, what in tables.items():
        truth = {k: bar(k, int(v), n)[1:] for k, v in found[what].items()}
        names = row_names(forecast, table)
        for row in shown[table]:
            key = names[row[0]]
            same(row[1:5], truth.get(key, bar(key, 0, n)[1:]), (case, table, row))
            cells += 4
    for row in shown["lifelines"]:
        i = list(c.lifelines).index(row_names(forecast, "lifelines")[row[0]])
        assert row[-1] == middle_day([c.outcome[m]["life_cut_day"][i] for m in chosen]), (case, row)
    cells += check_powers(c, forecast, chosen, shown["powers"])
    for day, rows in shown["map"].items():
        truth = map_rows(c, chosen, int(day), sectors)
        assert len(rows) == len(truth)
        for row, real in zip(rows, truth, strict=True):
            same(row, real, (case, day))
        cells += 4 * len(rows)
    if n >= LEAST:
        cells += check_fans(c, chosen, shown["fans"]) + check_length(c, chosen, shown)
    return cells + check_questions(c, forecast, chosen, shown["questions"])


def row_names(forecast: dict[str, Any], table: str) -> dict[str, str]:
    """Return the key behind each name that the first column of a table shows."""
    from multipolar.report.payload import names_of
    from multipolar.report.tables import NOBODY

    names = names_of(forecast)
    given = {"endings": names["endings"], "brokers": {**names["powers"], "none": NOBODY},
             "paper": names["papers"], "arrangement": names["arrangements"], "lifelines": names["lifelines"]}[table]  # fmt: skip
    return {v: k for k, v in given.items()}


def check_powers(c: Any, forecast: dict[str, Any], chosen: list[int], rows: list[list[Any]]) -> int:
    """Compare the table of powers."""
    n = len(chosen)
    keys = {p["name"]: k for k, p in forecast["powers"].items()}
    for row in rows:
        i = list(c.powers).index(keys[row[0]])
        out = [c.outcome[m] for m in chosen]
        hits = [sum(o["level"][i] == k for o in out) for k in range(3)] + [sum(o["newly_direct"][i] > 0 for o in out)]
        truth = [int(k) for k in hits] if n < FEW else [f"{round(k / n, 6):.4f}" for k in hits]
        same(row[1:5], truth, row)
        assert row[5] == middle_day([o["entry_day"][i] for o in out]), row
    return 5 * len(rows)


def check_fans(c: Any, chosen: list[int], fans: dict[str, list[list[Any]]]) -> int:
    """Compare every quantile of every fan: exactly over all courses, else within the step of the codes before rounding."""
    series = {"area_km2": c.area_km2, "dead_A": c.dead_a, "dead_B": c.dead_b, "displaced": c.displaced}
    cells = 0
    for name, rows in fans.items():
        top = float(series[name][: c.count].max())
        low = min(0.0, float(series[name][: c.count].min())) if name == "area_km2" else 0.0
        for row in rows:
            values = np.asarray([series[name][m, list(c.days).index(row[0])] for m in chosen], np.float64)
            for text, truth in zip(row[2:], np.quantile(values, BANDS), strict=True):
                said = float(text.replace(",", ""))
                step = (top - low) / 65_535 if name == "area_km2" else 2 * np.sqrt(max(truth, 0) * top) / 65_535 + top / 65_535**2
                assert len(chosen) < c.count or text == number(float(f"{truth:.9g}")), (name, row[0], text, truth)
                assert abs(said - truth) <= step + 0.5001 * step_of(truth), (name, row[0], text, truth)
                cells += 1
    return cells


def check_length(c: Any, chosen: list[int], shown: dict[str, Any]) -> int:
    """Compare the fifty dots and the middle length."""
    last = int(c.days[-1])
    lengths = sorted(min(last, round(float(c.outcome[m]["length_days"]))) for m in chosen)
    for row in shown["length"]:
        place = (row[0] - 0.5) / 50 * len(lengths)
        truth = lengths[max(0, int(np.ceil(place)) - 1)]
        assert row[1] == (f"{last} or more" if truth >= last else truth), row
    middle = float(np.quantile(lengths, 0.5))
    assert f"{last} days or more" in shown["half"] if middle >= last else f"day {middle:.0f}" in shown["half"]
    return len(shown["length"]) + 1


def check_questions(c: Any, forecast: dict[str, Any], chosen: list[int], shown: dict[str, Any]) -> int:
    """Compare the answer to every question that the model reaches; those outside are not counted anew."""
    names, by_id = power_names(forecast), {a.id: a for a in c.answers}
    for key, text in shown.items():
        if key not in by_id:
            assert text is None
            continue
        truth = question_text(by_id[key], forecast["questions"][key], chosen, names)
        if truth is not None:
            assert text == truth, (key, text, truth)
        else:
            values = np.asarray([by_id[key].values[m] for m in chosen], np.float64)
            top = float(np.max(np.abs(by_id[key].values)))
            for said, real in zip(numbers_in(text), np.quantile(values, (0.5, 0.05, 0.95)), strict=True):
                step = 2 * np.sqrt(max(real, 0) * top) / 65_535 + top / 65_535
                assert abs(said - real) <= step + 0.51 * step_of(real), (key, text)
    return len(shown)


def step_of(value: float) -> float:
    """Return the step to which a quantity is printed."""
    size = abs(value)
    if size >= 1000:
        return 10.0 ** (len(str(int(size))) - 3)
    return 1.0 if size >= 10 else 0.1 if size >= 1 else 0.01


__all__ = ["check_case", "number", "random_cases", "selected", "shown_by_script"]
