"""A slow, plain recount of everything the page shows, from the courses themselves: the twin of the page's script."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS, PAPERS
from multipolar.forecast.probability import counted
from multipolar.report.narrative import FEW, LEAST, answer_name, interval_text, number, share_text
from multipolar.report.tables import options_text, power_names

WEB = Path(__file__).resolve().parents[2] / "web"
BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)


def shown_by_script(page: dict[str, Any], cases: list[dict[str, Any]], words: Any = (), shares: Any = ()) -> dict[str, Any]:
    """Return what the page's script prints for each case, run in Node; skip where there is none."""
    if not shutil.which("node") or not (WEB / "node_modules" / "esbuild").exists():
        pytest.skip("needs Node and web/node_modules (npm ci in web/)")
    asked = json.dumps({"page": page, "cases": cases, "words": list(words), "shares": list(shares)}, allow_nan=False)
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


@dataclass(frozen=True)
class Chosen:
    """Courses that fit, what each counts, and how many equal ones they are worth; few ones count one each."""

    members: list[int]
    weight: list[float]
    effective: float

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.members)

    @property
    def few(self) -> bool:
        """Whether they are counts."""
        return self.effective < FEW

    def share(self, holds: list[bool]) -> float:
        """Return the share of their weight in which something holds."""
        total = sum(self.weight)
        return min(1.0, sum(w for w, x in zip(self.weight, holds, strict=True) if x) / total) if total else 0.0

    def quantile(self, values: list[float], q: float) -> float:
        """Return the least value at or below which lies that share of the weight."""
        order, reached, k = sorted(zip(values, self.weight, strict=True)), 0.0, 0
        goal = q * sum(self.weight) * (1 - 1e-12)
        while reached < goal:
            reached += order[k][1]
            k += 1
        return float(order[max(0, k - 1)][0])


def weights_of(c: Any, forecast: dict[str, Any], credence: dict[str, float]) -> tuple[list[float], list[float]]:
    """Return the weight of every course under what is believed, and the shares of endings as published, one by one."""
    endings, n = list(ENDINGS), c.count
    own = [float(x) for x in (c.weights if c.weights is not None else np.ones(n))]
    factor = [1.0] * n
    for pair in c.rivals:
        if pair.id in credence:
            for m in range(n):
                there, said = (pair.credence, credence[pair.id]) if pair.second[m] else (1 - pair.credence, 1 - credence[pair.id])
                factor[m] *= said / there
    label = [int(c.outcome[m]["label"]) for m in range(n)]
    outside = forecast.get("outside") or {}
    stated = [outside.get("counted", {}).get(e, label.count(i) / n) for i, e in enumerate(endings)]
    moved = []
    for i in range(len(endings)):
        plain = label.count(i) / n
        now = sum(f for f, x in zip(factor, label, strict=True) if x == i) / sum(factor)
        moved.append(stated[i] * now / plain if plain else 0.0)
    moved = [x / sum(moved) for x in moved]
    published = [forecast["endings"][e]["p"] for e in endings]
    if credence:
        share = max(outside["share"], 1 / 256) if "endings" in outside else 0.0
        published = [(1 - share) * x + share * outside.get("endings", {}).get(e, 0.0) for x, e in zip(moved, endings, strict=True)]
        old, present = endings.index("status_quo_ante"), endings.index("frozen_stalemate")
        least = 0.05 * (published[old] + published[present]) if share else 0.0
        for short, other in ((old, present), (present, old)):
            lacking = max(0.0, least - published[short])
            published[short] += lacking
            published[other] -= lacking
    out = [f * w for f, w in zip(factor, own, strict=True)]
    for i in range(len(endings)):
        mass = sum(w for w, x in zip(out, label, strict=True) if x == i)
        if mass and "endings" in outside:
            carried = min(published[i], 5.0 * moved[i])
            out = [w * carried * n / mass if x == i else w for w, x in zip(out, label, strict=True)]
    if "endings" not in outside:
        out = [w * n / sum(out) for w in out]
    return out, published


def chosen_of(c: Any, forecast: dict[str, Any], case: dict[str, Any], start: Any) -> Chosen:
    """Return the courses of a case with their weights."""
    weights, _ = weights_of(c, forecast, case.get("credence", {}))
    members = [m for m in selected(c, case["conditions"], start) if weights[m] > 0]
    kept = [weights[m] for m in members]
    effective = sum(kept) ** 2 / sum(w * w for w in kept) if kept else 0.0
    return Chosen(members, [1.0] * len(kept) if effective < FEW else kept, effective)


def bar(name: str, share: float, chosen: Chosen) -> list[Any]:
    """Return the row of a bar as the page's table prints it."""
    n = chosen.n
    if n == 0:
        return [name, 0, 0, "", ""]
    x = counted(share * n, n, effective=chosen.effective)
    text = "" if chosen.few else interval_text(round(x.low, 6), round(x.high, 6))
    return [name, int(round(x.p, 6) * n + 0.5), n, "" if chosen.few else f"{round(x.p, 6):.4f}", text]


def shares(c: Any, chosen: Chosen) -> dict[str, dict[str, float]]:
    """Return in what share of the chosen courses each thing happens."""
    out = [c.outcome[m] for m in chosen.members]
    return {
        "ending": {k: chosen.share([o["label"] == i for o in out]) for i, k in enumerate(ENDINGS)},
        "paper": {k: chosen.share([o["paper"] == i for o in out]) for i, k in enumerate(PAPERS)},
        "arrangement": {k: chosen.share([o["arrangement"] == i for o in out]) for i, k in enumerate(ARRANGEMENTS)},
        "broker": {p: chosen.share([o["brokers"][i] > 0 for o in out]) for i, p in enumerate(c.powers)}
        | {"none": chosen.share([not any(o["brokers"][i] > 0 for i in range(len(c.powers))) for o in out])},
        "cut": {k: chosen.share([o["life_cut_day"][i] >= 0 for o in out]) for i, k in enumerate(c.lifelines)},
    }


def middle_day(days: list[float], chosen: Chosen, own: float | None) -> str:
    """Return the middle of the days on which something happens, as printed; ``own``: what the forecast says of all courses."""
    if own is not None:
        return f"{own:.0f}"
    seen = [(int(d), w) for d, w in zip(days, chosen.weight, strict=True) if d >= 0]
    kept = Chosen([0] * len(seen), [w for _, w in seen], chosen.effective)
    return f"{kept.quantile([d for d, _ in seen], 0.5):.0f}" if seen else ""


def map_rows(c: Any, chosen: Chosen, day: int, sectors: list[dict[str, Any]]) -> list[list[Any]]:
    """Return the map's table on a day: who holds most of each sector in how many courses."""
    n, rows = chosen.n, []
    at = list(c.days).index(day)
    for s in sectors:
        if s["id"] in c.sectors:
            p = chosen.share([int(c.sector_share[m, at, list(c.sectors).index(s["id"])]) > 125 for m in chosen.members])
            k = int(p * n + 0.5)
            share = "" if chosen.few else f"{p:.4f}"
            rows.append([s["name"], k, n - k, n, share, day, "yes" if s["contested"] else "no"])
    return rows


def question_text(answered: Any, chosen: Chosen, names: dict[str, str]) -> str | None:
    """Return the answer to a question as printed, None for a number: those are compared by value."""
    n, values = chosen.n, [answered.values[m] for m in chosen.members]
    if n == 0:
        return "no course fits"
    if n < LEAST:
        return share_text(0.0, n)
    if answered.kind == "yes":
        x = counted(chosen.share([bool(v) for v in values]) * n, n, effective=chosen.effective)
        if chosen.few:
            return f"{round(x.p * n)} of {n}" if x.p > 0 else "no course"
        return f"{share_text(round(x.p, 6)) if x.p > 0 else 'no course'} ({interval_text(round(x.low, 6), round(x.high, 6))})"
    if answered.kind == "name":
        shares = {name: chosen.share([v == i for v in values]) for i, name in enumerate(answered.names)}
        if not chosen.few:
            return options_text({k: round(p, 6) for k, p in shares.items()}, None, names)
        ranked = sorted(((answer_name(k, names), round(p * n)) for k, p in shares.items() if p > 0), key=lambda x: -x[1])
        parts = [f"{name} {k} of {n}" for name, k in ranked[:6]]
        rest = ranked[6:]
        return " · ".join([*parts, *([f"{len(rest)} more {sum(k for _, k in rest)} of {n}"] if rest else [])])
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
    chosen = chosen_of(c, forecast, case, start)
    n, cells, found = chosen.n, 0, shares(c, chosen)
    changed = bool(case["conditions"] or case.get("credence"))
    assert shown["n"] == n
    assert shown["effective"] == pytest.approx(chosen.effective, rel=1e-9)
    if changed and not case["conditions"] and not chosen.few:
        found["ending"] = dict(zip(ENDINGS, weights_of(c, forecast, case["credence"])[1], strict=True))
    if not changed:
        found["ending"] = {k: e["p"] for k, e in forecast["endings"].items()}
    tables = {"endings": "ending", "brokers": "broker", "paper": "paper", "arrangement": "arrangement", "lifelines": "cut"}
    for table, what in tables.items():
        truth = {k: bar(k, p, chosen)[1:] for k, p in found[what].items()}
        names = row_names(forecast, table)
        for row in shown[table]:
            key = names[row[0]]
            same(row[1:5], truth.get(key, bar(key, 0.0, chosen)[1:]), (case, table, row))
            cells += 4
    for row in shown["lifelines"]:
        key = row_names(forecast, "lifelines")[row[0]]
        i = list(c.lifelines).index(key)
        own = None if changed else forecast["lifelines"][key]["median_day"]
        assert row[-1] == middle_day([c.outcome[m]["life_cut_day"][i] for m in chosen.members], chosen, own), (case, row)
    cells += check_powers(c, forecast, chosen, shown["powers"], changed)
    for day, rows in shown["map"].items():
        truth = map_rows(c, chosen, int(day), sectors)
        assert len(rows) == len(truth)
        for row, real in zip(rows, truth, strict=True):
            same(row, real, (case, day))
        cells += 4 * len(rows)
    if n >= LEAST:
        middle = None if changed else forecast["length_days"]["q50"]
        cells += check_fans(c, chosen, shown["fans"], changed) + check_length(c, chosen, shown, middle)
    return cells + check_questions(c, forecast, chosen, shown["questions"], changed)


def row_names(forecast: dict[str, Any], table: str) -> dict[str, str]:
    """Return the key behind each name that the first column of a table shows."""
    from multipolar.report.payload import names_of
    from multipolar.report.tables import NOBODY

    names = names_of(forecast)
    given = {"endings": names["endings"], "brokers": {**names["powers"], "none": NOBODY},
             "paper": names["papers"], "arrangement": names["arrangements"], "lifelines": names["lifelines"]}[table]  # fmt: skip
    return {v: k for k, v in given.items()}


def check_powers(c: Any, forecast: dict[str, Any], chosen: Chosen, rows: list[list[Any]], changed: bool) -> int:
    """Compare the table of powers."""
    keys = {p["name"]: k for k, p in forecast["powers"].items()}
    for row in rows:
        i = list(c.powers).index(keys[row[0]])
        out = [c.outcome[m] for m in chosen.members]
        hits = [chosen.share([o["level"][i] == k for o in out]) for k in range(3)]
        hits.append(chosen.share([o["newly_direct"][i] > 0 for o in out]))
        truth = [int(p * chosen.n + 0.5) if chosen.few else f"{round(p, 6):.4f}" for p in hits]
        same(row[1:5], truth, row)
        own = None if changed else forecast["powers"][keys[row[0]]]["median_day_of_entry"]
        assert row[5] == middle_day([o["entry_day"][i] for o in out], chosen, own), row
    return 5 * len(rows)


def check_fans(c: Any, chosen: Chosen, fans: dict[str, list[list[Any]]], changed: bool) -> int:
    """Compare every quantile of every fan: exactly over all courses, else within the step of the codes before rounding."""
    series = {"area_km2": c.area_km2, "dead_A": c.dead_a, "dead_B": c.dead_b, "displaced": c.displaced}
    cells = 0
    for name, rows in fans.items():
        top = float(series[name][: c.count].max())
        low = min(0.0, float(series[name][: c.count].min())) if name == "area_km2" else 0.0
        for row in rows:
            values = [float(series[name][m, list(c.days).index(row[0])]) for m in chosen.members]
            for text, q in zip(row[2:], BANDS, strict=True):
                said, truth = float(text.replace(",", "")), chosen.quantile(values, q)
                step = (top - low) / 65_535 if name == "area_km2" else 2 * np.sqrt(max(truth, 0) * top) / 65_535 + top / 65_535**2
                assert changed or text == number(float(f"{truth:.9g}")), (name, row[0], text, truth)
                assert abs(said - truth) <= step + 0.5001 * step_of(truth), (name, row[0], text, truth)
                cells += 1
    return cells


def check_length(c: Any, chosen: Chosen, shown: dict[str, Any], own: float | None) -> int:
    """Compare the fifty dots and the middle length; with no condition that is the forecast's own."""
    last = int(c.days[-1])
    lengths = [float(min(last, round(float(c.outcome[m]["length_days"])))) for m in chosen.members]
    for row in shown["length"]:
        truth = chosen.quantile(lengths, (row[0] - 0.5) / 50)
        assert row[1] == (f"{last} or more" if truth >= last else truth), row
    middle = chosen.quantile(lengths, 0.5) if own is None else own
    said = f"lasts {last} days or more" if round(middle) >= last else f", day {middle:.0f}"
    assert shown["half"].endswith(said), (shown["half"], middle)
    return len(shown["length"]) + 1


def check_questions(c: Any, forecast: dict[str, Any], chosen: Chosen, shown: dict[str, Any], changed: bool) -> int:
    """Compare the answer to every question that the model reaches; those outside are not counted anew."""
    names, by_id = power_names(forecast), {a.id: a for a in c.answers}
    for key, text in shown.items():
        if key not in by_id:
            assert text is None
            continue
        truth = question_text(by_id[key], chosen, names)
        if truth is not None:
            assert text == truth, (key, text, truth)
        else:
            values = [float(by_id[key].values[m]) for m in chosen.members]
            top = float(np.max(np.abs(by_id[key].values)))
            told = forecast["questions"][key]["quantiles"]
            for said, q in zip(numbers_in(text), (0.5, 0.05, 0.95), strict=True):
                real = chosen.quantile(values, q) if changed else told[f"q{100 * q:02.0f}"]
                step = 2 * np.sqrt(max(real, 0) * top) / 65_535 + top / 65_535
                assert abs(said - real) <= step + 0.51 * step_of(real), (key, text)
    return len(shown)


def step_of(value: float) -> float:
    """Return the step to which a quantity is printed."""
    size = abs(value)
    if size >= 1000:
        return 10.0 ** (len(str(int(size))) - 3)
    return 1.0 if size >= 10 else 0.1 if size >= 1 else 0.01


__all__ = ["check_case", "chosen_of", "number", "random_cases", "selected", "shown_by_script", "weights_of"]
