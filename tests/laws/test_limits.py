"""The law of limits: a scenario as large as the records builds and runs, one thing more is refused with the count found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache

import pytest
import yaml

from multipolar.model.build import build
from multipolar.model.fields import LARGE, SMALL
from multipolar.model.records import dtype_of
from multipolar.numerics.random import pair_index
from multipolar.report.of_run import write_page
from multipolar.scenario.check import check, checked
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.resolve import resolve
from multipolar.session.run import run_war
from multipolar.session.run_files import Order
from multipolar.session.war import Recipe, load_war, words

LIMITS = {
    "s": "sectors", "e": "edges", "p": "powers", "o": "options of P0", "n": "different options of all powers",
    "g": "settlements", "t": "treaties", "r": "red lines", "c": "claims", "l": "lifelines", "z": "linked theatres",
}  # fmt: skip
HARM, PLAIN = ("sanction", "threaten"), ("statement", "mediate", "observers", "humanitarian")
HELP = ("transit", "intel", "advise", "arm", "finance", "proxies", "air_cover", "covert_fire", "air", "ground", "protectorate")


def sector(i, count):
    plain = {"lat": 40.0 + 0.1 * (i % 10), "lon": 30.0 + 0.1 * (i // 10), "terrain": "flat", "area": "300 km2", "value": 5}
    side = 1 if i < count // 2 else 0
    source = {"source_of": "A"} if i == 0 else {"source_of": "B"} if i == count - 1 else {}
    return {"id": f"S{i}", "name": f"Place {i}", **plain, "share_A": side, "preparation": 1, **source}


def edge(i, sectors, lifelines):
    ends = {"a": f"S{i % (sectors - 1)}", "b": f"S{i % (sectors - 1) + 1}"}
    life = {"lifeline_of": "B", "lifeline": f"road {i}"} if i < lifelines else {}
    return {"id": f"E{i}", **ends, "kind": "road", "length": "20 km", "capacity": "900 t/day", **life}


def options(powers, most, different):
    """Return as many options as wanted, at most ``most`` a power and ``different`` ones in all."""
    acts = [*PLAIN, *(f"{verb}_{side}" for verb in HELP for side in ("AAA", "BBB"))]
    acts += [f"{verb}_{other}" for verb in HARM for other in ("AAA", "BBB", *(f"P{i}" for i in range(powers)))]
    acts += [f"own{i}" for i in range(max(0, different - len(acts)))]
    rows = [[] for _ in range(powers)]
    for act in acts[:different]:
        next(row for p, row in enumerate(rows) if len(row) < most and not act.endswith(f"_P{p}")).append(act)
    return [row or ["statement"] for row in rows]


def scenario(**sizes):
    """Return a scenario's text with as many of each thing as asked for."""
    n = {"s": 4, "e": 3, "p": 2, "o": 4, "n": 8, "g": 1, "t": 1, "r": 1, "c": 1, "l": 1, "z": 1} | sizes
    n["e"] = max(n["e"], n["s"] - 1, n["l"])
    rows = options(n["p"], n["o"], n["n"])
    own = [{"id": act, "level": "out", "effects": {"attention": 0.1}} for row in rows for act in row if act.startswith("own")]
    side = {"will": 0.7, "quality": 0.5, "population": "5000000 persons"}
    line = {"protects": "ground", "trigger": "sector", "sectors": ["S1"], "threshold": 6, "belief_sd": 1, "credibility": 0.5}
    design = {"what": "a halt", "territory": "line_of_contact", "arrangement": "none", "enforcement": 0.2}
    return yaml.safe_dump(
        {
            "id": "giant", "title": "A giant war", "as_of": "2024-01-01", "round_start": "2024-01-01", "horizon_days": 20,
            "belligerents": {"A": {"id": "AAA", "name": "First", **side}, "B": {"id": "BBB", "name": "Second", **side}},
            "forces": {key: {"in_theatre": "90000 persons", "guns": "200 items"} for key in ("A", "B")},
            "theatre": {
                "sectors": [sector(i, n["s"]) for i in range(n["s"])],
                "edges": [edge(i, n["s"], n["l"]) for i in range(n["e"])],
            },
            "powers": [
                {"id": f"P{i}", "name": f"Power {i}", "tie_A": 0.3, "tie_B": -0.3, "options": rows[i]} for i in range(n["p"])
            ],
            "options": own,
            "treaties": [
                {"id": f"T{i}", "name": f"Pact {i}", "parties": ["P0", "BBB"], "kind": "pact", "obliges": "P0", "protects": "BBB"}
                for i in range(n["t"])
            ],
            "red_lines": [{"id": f"R{i}", "owner": "P0", "answer": rows[0][:1], **line} for i in range(n["r"])],
            "settlements": [{"id": f"G{i}", "face_A": 0, "face_B": 0, **design} for i in range(n["g"])],
            "claims": [{"id": f"C{i}", "text": "so it is", "kind": "MEC", "inert_reason": "a test"} for i in range(n["c"])],
            "linked_theatres": [{"id": f"Z{i}", "name": f"Sea {i}"} for i in range(n["z"])],
        },
        sort_keys=False,
    )  # fmt: skip


@lru_cache(maxsize=32)
def sizes(axis, more=0):
    """Return the sizes at the limit of one axis, and what else must grow with it."""
    count = LARGE.size(axis) + more
    return {"n": {"p": 12, "o": 24, "n": count}, "o": {"o": count, "n": count + 6}}.get(axis, {axis: count})


@pytest.mark.parametrize("axis", list(LIMITS))
def test_limits__at_the_limit_a_scenario_is_passed_and_built(axis):
    """As many as there is room for become records."""
    loaded = loaded_from(scenario(**sizes(axis)), "giant.yaml")
    model = build(resolve(checked(loaded, words()), words()))

    assert model.capacity == LARGE
    assert model.sc.dtype == dtype_of("SCENARIO", LARGE)


@pytest.mark.parametrize("axis", list(LIMITS))
def test_limits__one_more_is_refused_with_the_count_and_the_room(axis):
    """Nothing is built of a scenario that is too large; check says what was found and what there is room for."""
    found = check(loaded_from(scenario(**sizes(axis, 1)), "giant.yaml"), words()).problems
    said = f"found {LARGE.size(axis) + 1} {LIMITS[axis]}, a scenario has room for {LARGE.size(axis)}"

    assert [(p.code, p.message) for p in found] == [("too-many", said)]
    assert found[0].line > 0


def test_limits__beyond_the_small_records_a_war_lives_uncompiled(tmp_path):
    """A sector too many for the small records: a course of eight days is counted and written, without minutes of compilation."""
    file = tmp_path / "giant.yaml"
    file.write_text(scenario(s=SMALL.s + 1).replace("horizon_days: 20", "horizon_days: 8"), encoding="utf-8")
    words = ["run", str(file), "--members", "1", "--threads", "1", "--out", str(tmp_path / "run"), "--quiet"]
    env = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run([sys.executable, "-m", "multipolar.cli", *words], env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "run" / "report.html").stat().st_size > 100_000
    assert json.loads((tmp_path / "run" / "forecast.json").read_text(encoding="utf-8"))["unanswered"] == {}


@pytest.mark.long
def test_limits__beyond_the_small_records_all_at_once_lives(tmp_path):
    """A war at every limit at once is simulated, counted and written; its page is there."""
    every = {axis: LARGE.size(axis) for axis in LIMITS} | {"o": 11}
    file = tmp_path / "giant.yaml"
    file.write_text(scenario(**every), encoding="utf-8")
    done = run_war(load_war(Recipe(str(file))), Order(2, 1, tmp_path / "run", threads=1))
    write_page(done)

    assert done.war.model.capacity == LARGE
    assert (done.folder / "report.html").stat().st_size > 100_000
    assert done.forecast["unanswered"] == {}
    assert done.notes == []


def test_pair_index__no_two_places_share_a_draw():
    """Every side and sector has a random index of its own, and those of small wars are what they always were."""
    every = [pair_index(b, s) for b in range(2) for s in range(LARGE.s)]

    assert len(set(every)) == 2 * LARGE.s
    assert [pair_index(b, s) for b in range(2) for s in range(SMALL.s)] == [64 * b + s for b in range(2) for s in range(SMALL.s)]
