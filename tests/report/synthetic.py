"""An invented war for the tests of the page: random courses with every feature that a chart must show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from multipolar.codes import ARRANGEMENTS, ENDINGS, PAPERS
from multipolar.forecast.probability import counted
from multipolar.report.inputs import ReportInput
from multipolar.report.packing import Answered, Courses
from report.invented_asked import asked_documents
from report.invented_turning import turning_of
from report.told_courses import told_page

POWERS = {"NOR": "Norland", "SOU": "Southia", "EAS": "Eastmark"}
LIFELINES = {"pass": "Mountain pass", "bridge": "River bridge"}
DESIGNS = ("truce", "guard", "patrols")
DTYPE = np.dtype(
    [
        ("label", "i1"),
        ("length_days", "f4"),
        ("design", "i1"),
        ("arrangement", "i1"),
        ("paper", "i1"),
        ("brokers", "i1", (3,)),
        ("level", "i1", (3,)),
        ("newly_direct", "i1", (3,)),
        ("entry_day", "f4", (3,)),
        ("life_cut_day", "f4", (2,)),
    ]
)


def sectors_on_a_grid(columns: int = 4, rows: int = 3) -> list[dict[str, Any]]:
    """Return sectors of an invented land, the first column held by A."""
    return [
        {
            "id": f"S{x}{y}",
            "name": f"Place {x}{y}",
            "lat": 50.0 + 0.31 * y + 0.04 * x,
            "lon": 10.0 + 0.43 * x + 0.07 * (y % 2),
            "tier": 1 if x else 2,
            "contested": x > 0,
            "area_km2": 400.0,
            "share_A_start": 1.0 if x == 0 else 0.0,
        }
        for x in range(columns)
        for y in range(rows)
    ]


def courses(members: int, sectors: list[dict[str, Any]], horizon: int = 180, seed: int = 7) -> Courses:
    """Return random courses: A gains at a drawn pace and loses ground again and again, everything is held after the end."""
    rng = np.random.default_rng(seed)
    days = np.arange(horizon + 1)
    length = np.minimum(np.floor(rng.gamma(1.6, 28, members)) + 2, horizon)
    pace = rng.lognormal(0, 0.6, (members, 1))
    steps = rng.gamma(0.6, 1 / 0.6, (members, horizon + 1)) * (days[None, :] <= length[:, None])
    steps[:, 0] = 0
    effort = np.cumsum(steps, axis=1) * pace
    fought = np.minimum(days[None, :], length[:, None])
    swing = 0.3 * np.sin(fought / 4.0 + rng.uniform(0, 6.28, (members, 1))) * np.minimum(1.0, fought / 3.0)
    front = effort / 60.0
    contested = [s["contested"] for s in sectors]
    order = np.linspace(0.15, 2.6, max(1, sum(contested)))
    places = np.zeros((members, horizon + 1, len(sectors)), np.uint8)
    k = 0
    for i, s in enumerate(sectors):
        if s["contested"]:
            shift = rng.normal(0, 0.15, (members, 1))
            places[:, :, i] = np.clip((front + swing - order[k] - shift) * 500, 0, 250)
            k += 1
        else:
            places[:, :, i] = round(250 * s["share_A_start"])
    area = 900 + places[:, :, [i for i, c in enumerate(contested) if c]].sum(axis=2) * 1.2
    out = np.zeros(members, DTYPE)
    out["length_days"] = length
    gain = front[:, -1]
    label = np.where(gain > 1.6, 0, np.where(gain > 0.5, 2, np.where(rng.random(members) < 0.5, 5, 4)))
    out["label"] = np.where(length >= horizon, 6, label)
    out["arrangement"] = np.where(out["label"] == 2, rng.choice(5, members, p=[0.3, 0.4, 0.1, 0.1, 0.1]), 0)
    out["paper"] = np.where(out["arrangement"] > 0, 1, np.where(out["label"] < 2, 3, 0))
    out["design"] = np.where(out["arrangement"] > 0, rng.integers(0, 3, members), -1)
    settled = np.isin(out["label"], [2, 4, 5])[:, None]
    out["brokers"] = settled & (rng.random((members, 3)) < [0.7, 0.2, 0.1])
    out["level"] = np.where(rng.random((members, 3)) < [0.05, 0.12, 0.01], 2, [1, 1, 0])
    out["newly_direct"] = out["level"] == 2
    out["entry_day"] = np.where(out["level"] == 2, np.floor(length[:, None] * rng.random((members, 3))), -1)
    cut = np.where(gain[:, None] > [0.9, 1.8], length[:, None] * rng.random((members, 2)), -1)
    out["life_cut_day"] = cut
    return Courses(
        days=days,
        area_km2=area.astype(np.float32),
        dead_a=(600 + 22 * effort).astype(np.float32),
        dead_b=(1500 + 55 * effort).astype(np.float32),
        displaced=(60_000 + 500 * np.minimum(effort, 150)).astype(np.float32),
        sector_share=places,
        sectors=[s["id"] for s in sectors],
        powers=list(POWERS),
        lifelines=list(LIFELINES),
        designs=list(DESIGNS),
        outcome=out,
        answers=[
            Answered("Q01", "yes", out["length_days"] <= 42),
            Answered("Q02", "number", out["length_days"]),
            Answered("Q03", "name", mediator(out["brokers"]), (*POWERS, "NOR+SOU", "none", "other")),
        ],
    )


def mediator(brokers: Any) -> Any:
    """Return who brokers each course as a code: one power, the two that do it together, none, or others together."""
    count = brokers.sum(axis=1)
    both = (brokers[:, 0] > 0) & (brokers[:, 1] > 0) & (count == 2)
    return np.where(count == 0, 4, np.where(count == 1, brokers.argmax(axis=1), np.where(both, 3, 5)))


def share(hits: Any) -> dict[str, float]:
    """Return a counted probability with its interval, as a forecast holds it."""
    n = len(hits)
    return counted(int(np.sum(hits)), n).plain()


def middle_day(days: Any) -> float | None:
    """Return the middle day of those courses in which something happens, the later of two; None when it never does."""
    seen = sorted(int(d) for d in days if d >= 0)
    return float(seen[len(seen) // 2]) if seen else None


def quantiles(values: Any) -> dict[str, float]:
    """Return the five printed quantiles."""
    return {f"q{q:02d}": float(np.quantile(values, q / 100)) for q in (5, 25, 50, 75, 95)}


def forecast_of(c: Courses) -> dict[str, Any]:
    """Return a forecast document counted from the courses, with invented words around it."""
    out = c.outcome
    n = len(out)
    endings = {name: share(out["label"] == i) | {"sentence": f"What {name} means here."} for i, name in enumerate(ENDINGS)}
    powers = {
        p: {"name": name}
        | {k: float((out["level"][:, i] == j).mean()) for j, k in enumerate(("out", "armed", "direct"))}
        | {"newly_direct": float(out["newly_direct"][:, i].mean()), "median_day_of_entry": middle_day(out["entry_day"][:, i])}
        for i, (p, name) in enumerate(POWERS.items())
    }
    return {
        "schema": "multipolar-forecast/1",
        "title": "The war of the invented pass",
        "scenario": "invented_pass",
        "as_of": "2030-04-20",
        "round_start": "2030-04-01",
        "horizon_days": int(c.days[-1]),
        "sides": {"A": {"id": "AAA", "name": "Aland"}, "B": {"id": "BBB", "name": "Borland"}},
        "endings": endings,
        "length_days": quantiles(out["length_days"]) | {"p_over_180": float((out["length_days"] >= 180).mean())},
        "questions": {
            "Q01": {
                "text": "A truce that holds 30 days starts by 1 June",
                "type": "binary",
                **share(out["length_days"] <= 42),
                "outside": False,
                "criteria": "Two independent monitors report it.",
                "unit": "probability",
            },
            "Q02": {
                "text": "Days until the fighting ends",
                "type": "quantity",
                "quantiles": quantiles(out["length_days"]),
                "outside": False,
                "unit": "days",
                "criteria": "First day of a lull of 30 days.",
            },
            "Q03": {
                "text": "Who brokers the end",
                "type": "category",
                "options": {
                    name: float((mediator(out["brokers"]) == k).mean())
                    for k, name in enumerate((*POWERS, "NOR+SOU", "none", "other"))
                },
                "outside": False,
                "criteria": "Named in the text.",
            },
            "Q04": {
                "text": "The prime minister resigns within a year",
                "type": "binary",
                "outside": True,
                "base_rate": 0.3,
                "base_rate_source": "leaders who lost a war",
                "criteria": "Official notice.",
            },
        },
        "powers": powers,
        "power_actions": {
            "NOR": {
                "mediate": {"p": 0.81, "low": 0.8, "high": 0.82, "median_day": 9},
                "arm_B": {"p": 0.3, "low": 0.29, "high": 0.31, "median_day": 22},
            },
            "SOU": {"arm_A": {"p": 0.97, "low": 0.96, "high": 0.98, "median_day": 0}},
            "EAS": {"statement": {"p": 0.99, "low": 0.98, "high": 1.0, "median_day": 1}},
        },
        "brokers": {p: float(out["brokers"][:, i].mean()) for i, p in enumerate(POWERS)}
        | {"none": float((out["brokers"].sum(axis=1) == 0).mean())},
        "paper": {a: float((out["paper"] == i).mean()) for i, a in enumerate(PAPERS)},
        "arrangement": {a: float((out["arrangement"] == i).mean()) for i, a in enumerate(ARRANGEMENTS)},
        "designs": {
            d: {
                "p": float((out["design"] == i).mean()),
                "what": f"design {d}: halt with terms",
                "face_A": 0.3,
                "face_B": -0.2,
            }
            for i, d in enumerate(DESIGNS)
        },
        "deaths": {"A": quantiles(c.dead_a[:, -1]), "B": quantiles(c.dead_b[:, -1])},
        "changed_share": quantiles(c.area_km2[:, -1] / c.area_km2.max()),
        "displaced": quantiles(c.displaced[:, -1]),
        "money": {
            "AAA": {"name": "Aland"} | quantiles(out["length_days"] * 20),
            "BBB": {"name": "Borland"} | quantiles(out["length_days"] * 8),
        },
        "lifelines": {
            k: {
                "name": v,
                "p_cut": share(out["life_cut_day"][:, i] >= 0)["p"],
                "median_day": middle_day(out["life_cut_day"][:, i]),
                "p_under_fire": 0.6,
            }
            for i, (k, v) in enumerate(LIFELINES.items())
        },
        "area": {"unit": "km2", "start_total": 4000},
        "uncertainty": {
            "parameter_share": {"ending": 0.41, "length": 0.66, "area": 0.7, "deaths": 0.64},
            "luck_share": 0.45,
        },
        "calibration": "not yet calibrated on other wars",
        "assumptions": [
            {
                "claim": "C01",
                "text": "The drones decide",
                "kind": "CAP",
                "strength": 1.0,
                "effect_sentence": "Off: -12 points for the leading ending.",
            },
            {
                "claim": "C02",
                "text": "Nobody can enforce peace",
                "kind": "MEC",
                "strength": 0.5,
                "effect_sentence": "Off: four days shorter.",
            },
        ],
        "limits": ["It cannot foresee a coup.", "Not for targeting: sectors and weeks, not coordinates and minutes."],
        "quality": {"notes": ["Option 'ground_B' of Norland was never chosen."]},
        "mechanisms_off": ["tail"],
        "scores": {
            "questions": {
                "Q01": {"model": 0.18, "uniform": 0.25, "authors": {"article": 0.36}, "said": 0.58, "happened": True},
                "Q03": {"model": 0.9, "uniform": 0.67, "authors": {}, "said": {"NOR": 0.6}, "happened": "SOU"},
                "ending": {"model": 0.5, "uniform": 0.86, "authors": {}, "happened": {"knockout_A": 1.0}},
            },
            "lost_to_uniform": ["Q03"],
            "rule": "Brier",
            "means": {"binary_brier": {"model": 0.18, "uniform": 0.25, "questions": 1}},
            "authors": {
                "article": {
                    "questions": ["Q01"],
                    "author": 0.36,
                    "model": 0.18,
                    "uniform": 0.25,
                    "author_minus_model": 0.18,
                    "standard_error": None,
                }
            },
        },
        "run_facts": {
            "members": n,
            "seed": 1,
            "version": "0.1.0",
            "digest": "ab" * 32,
            "scenario_digest": "cd" * 32,
            "wall_s": 12.3,
            "command": "multipolar run invented_pass --members 10000",
        },
        "sources": 120,
        "unsourced": 14,
    }


KNOWN = {
    "area_km2": [
        {"day": -19, "value": 600, "low": 500, "high": 700, "reported": False, "text": "estimate"},
        {"day": -9, "value": 750, "low": 600, "high": 900, "reported": False, "text": "estimate"},
        {"day": 0, "value": 900, "low": 700, "high": 1100, "reported": False, "text": "estimate"},
        {"day": -1, "value": 560, "reported": True, "text": "public map"},
    ],
    "dead_B": [
        {"day": -9, "value": 320, "reported": True, "text": "announced"},
        {"day": -1, "value": 604, "reported": True, "text": "announced"},
    ],
}


PAST_WARS_ALIKE = {
    "share": 0.5,
    "who": "3 wars",
    "sentence": "In the class 20 % stop within a week.",
    "horizon_days": 180,
    "stopped_within": {"7": 0.2, "30": 0.4},
    "still_fighting": {"p": 0.3, "low": 0.1, "high": 0.5},
    "named": [{"name": "East / West", "type": "interstate", "start": "1950-01-01", "end": "1950-01-31", "days": 31}],
}
"""Past wars like the invented one, as a forecast has them."""


def invented_war(members: int = 400) -> ReportInput:
    """Return a complete report input of an invented war without a drawn geometry."""
    sectors = sectors_on_a_grid()
    c = courses(members, sectors)
    turning, seen, rivals = turning_of(c)
    return ReportInput(
        forecast=forecast_of(c),
        scenario={"sectors": sectors},
        series=replace(c, answers=[*c.answers, *seen], rivals=rivals),
        known=KNOWN,
        told=told_page(),
        scenario_text="title: invented </script> pass\n",
        command="multipolar run invented_pass.yaml --members 10000 --seed 1",
        turning=turning,
        asked=asked_documents(),
    )
