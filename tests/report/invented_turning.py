"""What the invented war turns on: two camps that its courses hold, events that can be seen in them, drivers and views made up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from multipolar.codes import ENDINGS
from multipolar.report.packing import Answered, Rivals
from multipolar.report.turning import SEEN, STATES
from multipolar.studies.crux import HALTS, Believed, flip_of
from multipolar.studies.observables import Observable
from multipolar.studies.signposts import ranked

AS_OF = dt.date(2030, 4, 20)
CAMPS = {
    "first": [{"id": "C11", "text": "Nobody can cross the pass", "origin": "article"}],
    "second": [
        {"id": "C12", "text": "The pass is crossed by <b>night</b>", "origin": "comment"},
        {"id": "C13", "text": "The bridge falls first", "origin": "comment"},
    ],
}


def second_camp(c: Any) -> np.ndarray:
    """Return which courses hold the second camp (member,): more of those that end in a victory."""
    return np.random.default_rng(11).random(c.count) < np.where(c.outcome["label"] == 0, 0.75, 0.4)


def believed(c: Any) -> Believed:
    """Return the courses as they count at any credence in the second camp."""
    out = c.outcome
    return Believed(second_camp(c), 0.5, out["label"].astype(np.int64), out["length_days"].astype(float), float(c.days[-1]), None)


def rivals(c: Any) -> list[Rivals]:
    """Return the one pair of the war."""
    return [Rivals("R1", ("C11",), ("C12", "C13"), 0.5, second_camp(c))]


def leader_of(c: Any) -> int:
    """Return the code of the likeliest ending."""
    return int(np.bincount(c.outcome["label"], minlength=len(ENDINGS)).argmax())


def crux_of(c: Any) -> dict[str, Any]:
    """Return the crux with its line, counted from the courses."""
    one, leader = believed(c), leader_of(c)
    line = [one.endings(i / 20) for i in range(21)]
    curve = [[5.0 * i, float(p[leader]), float(p[list(HALTS)].sum())] for i, p in enumerate(line)]
    crux = {
        "pair": "R1",
        "question": "crossed or held",
        **CAMPS,
        "first_text": "Nobody can cross the pass",
        "second_text": "The pass is crossed by <b>night</b>; The bridge falls first",
        "credence": 0.5,
        "against": [e.spelling for e in HALTS],
        "curve": curve,
        "flip": flip_of([tuple(row) for row in curve]),
    }
    move = {"pair": "R1", "question": "crossed or held", "first": ["C11"], "second": ["C12", "C13"]}
    moves = [move | {"p_first": curve[0][1], "p_second": curve[-1][1]}]
    return {"leader": list(ENDINGS)[leader], "crux": crux, "moves": moves}


def watched(c: Any) -> list[Observable]:
    """Return events that can be seen in the courses."""
    cut = np.where(c.outcome["life_cut_day"] < 0, np.inf, c.outcome["life_cut_day"]).astype(float)
    often = np.where(c.outcome["label"] == leader_of(c), 0.8, 0.15)
    rain = np.where(np.random.default_rng(12).random(c.count) < often, 2.0, np.inf)
    lines = [Observable(f"lifeline_cut[{name}]", f"{name} is cut", cut[:, i]) for i, name in enumerate(c.lifelines)]
    return [*lines, Observable("rain", "rain floods the camps; roads, too", rain)]


def signposts_of(c: Any) -> tuple[dict[str, Any], list[Answered]]:
    """Return the signposts counted from the courses, and what an observer finds in each course."""
    length, days = c.outcome["length_days"].astype(float), {event.key: event.day for event in watched(c)}
    holds = c.outcome["label"] == leader_of(c)
    rows = ranked(watched(c), length, holds, np.ones(c.count), float(c.days[-1]))
    told = [{"id": f"s{i + 1}", **row, "by": (AS_OF + dt.timedelta(days=row["day"])).isoformat()} for i, row in enumerate(rows)]
    seen = [
        Answered(
            f"{SEEN}{row['id']}", "name", np.where(length > row["day"], np.where(days[row["key"]] <= row["day"], 1, 2), 0), STATES
        )
        for row in told
    ]
    return {"version": "0.1.0", "target": list(ENDINGS)[leader_of(c)], "scenario": "invented_pass", "rows": told}, seen


def end(p: float, at: str) -> dict[str, Any]:
    """Return one end of an input."""
    return {"p": p, "low": p - 0.04, "high": p + 0.04, "at": at}


DRIVERS: dict[str, Any] = {
    "leader": "knockout_A",
    "luck": {"share": 0.7, "low": 0.62, "high": 0.78},
    "pairs_of_courses": 400,
    "inputs": 50,
    "sure": 2,
    "drivers": [
        {
            "key": "will[AAA]",
            "text": "stated will: Aland",
            "kind": "parameter",
            "grade": "judgement",
            "unsourced": True,
            "sure": True,
            "moves": 0.3,
            "flip": "Flips at 41 %: beyond it “Frozen on the present lines” leads.",
            "low": end(0.2, "30 %"),
            "middle": end(0.35, "50 %"),
            "high": end(0.5, "70 %"),
        },
        {
            "key": "guns[BBB]",
            "text": "guns: Borland",
            "kind": "parameter",
            "grade": "one source",
            "unsourced": False,
            "sure": True,
            "moves": -0.2,
            "flip": "No flip inside its range.",
            "low": end(0.5, "20 pieces"),
            "middle": None,
            "high": end(0.3, "90 pieces"),
        },
    ],
    "together": ["From low to high, “stated will” moves it by +5 points in the lower half of “guns”, by +25 in the upper."],
    "research": [{"text": "stated will: Aland", "grade": "judgement", "moves": 0.3}],
}
VIEWS: dict[str, Any] = {
    "schema": "multipolar-run-views/1",
    "members": 400,
    "own": "default",
    "views": [
        {
            "id": "default",
            "text": "rivals drawn",
            "author": "analyst",
            "median_day": 40.0,
            "brokers": {"NOR": 0.5, "SOU": 0.1},
            "endings": dict(zip(ENDINGS, (0.333, 0.0, 0.333, 0.0, 0.1, 0.134, 0.1), strict=True)),
            "differs": [],
        },
        {
            "id": "night_raid",
            "text": "the pass is crossed",
            "author": "comment",
            "median_day": 180.0,
            "brokers": {"NOR": 0.2, "SOU": 0.1},
            "endings": dict(zip(ENDINGS, (0.6, 0.05, 0.2, 0.0, 0.05, 0.05, 0.05), strict=True)),
            "differs": [
                {"claim": "C11", "text": "Nobody can cross the pass", "strength": 0.0, "drawn": False},
                {"claim": "C12", "text": "By night", "strength": 1.0, "drawn": True},
            ],
        },
    ],
}


def turning_of(c: Any) -> tuple[dict[str, Any], list[Answered], list[Rivals]]:
    """Return what the war turns on by figure, what an observer finds in each course, and the pair of rival claims."""
    told, seen = signposts_of(c)
    return {"crux": crux_of(c), "drivers": DRIVERS, "signposts": told, "views": VIEWS}, seen, rivals(c)
