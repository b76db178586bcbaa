"""Invented tables of battles with a known truth, in the form of the real one."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from scipy.special import expit

COLUMNS = (
    "name", "war4", "year", "wina", "att_str", "def_str", "att_cas", "def_cas", "duration1", "kmda", "post1", "terra1_1",
    "terra3_1", "terra3_2", "surpa", "aeroa", "att_fly", "def_fly", "att_arty", "def_arty", "wofa", "def_pri1", "wx1",
)  # fmt: skip
TRUTH = {"base": 0.1, "ratio": 0.9, "fortified": -1.2, "air": 1.0, "surprise": 0.7, "loss_a": 0.02, "loss_d": 0.03}


def rows(count: int = 400, wars: int = 20, seed: int = 1) -> list[dict[str, object]]:
    """Return battles made by the truth above: a logit of winning, log-normal losses per day with spread 0.8."""
    rng = np.random.default_rng(seed)
    mood = 0.2 * rng.standard_normal(wars)
    made: list[dict[str, object]] = []
    for i in range(count):
        war = i % wars
        enemy = float(np.exp(9.5 + 0.6 * rng.standard_normal()))
        ratio = float(np.exp(0.3 + 0.6 * rng.standard_normal()))
        post, terrain = str(rng.choice(["HD", "PD", "FD"])), str(rng.choice(["R", "G", "F"]))
        air, surprise = int(rng.integers(-1, 2)), int(rng.choice([0, 0, 1, 2]))
        eta = TRUTH["base"] + mood[war] + TRUTH["ratio"] * np.log(ratio) + TRUTH["air"] * air + TRUTH["surprise"] * surprise
        won = rng.random() < expit(eta + (TRUTH["fortified"] if post == "FD" else 0.0))
        days = float(rng.choice([1.0, 2.0, 3.0]))
        own = enemy * ratio
        lost_a = own * days * TRUTH["loss_a"] * ratio**-0.15 * (0.9 if won else 1.35) * np.exp(0.8 * rng.standard_normal())
        lost_d = enemy * days * TRUTH["loss_d"] * ratio**0.5 * np.exp(0.8 * rng.standard_normal())
        pace = (3.0 if terrain == "G" else 6.0) * np.exp(0.8 * rng.standard_normal())
        made.append({
            "name": f"B{i}", "war4": f"War {war}", "year": 1940 + war, "wina": 1 if won else -1, "att_str": round(own),
            "def_str": round(enemy), "att_cas": round(min(lost_a, own)), "def_cas": round(min(lost_d, enemy)), "duration1": days,
            "kmda": round(pace * days, 2) if won else 0,
            "post1": post, "terra1_1": terrain, "terra3_1": "", "terra3_2": "",
            "surpa": surprise, "aeroa": air, "att_fly": 0, "def_fly": 0, "att_arty": 50, "def_arty": 40, "wofa": 5,
            "def_pri1": "DD", "wx1": "D",
        })  # fmt: skip
    return made


def write(path: Path, made: list[dict[str, object]], columns: tuple[str, ...] = COLUMNS) -> Path:
    """Write battles as a table and return its path."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(made)
    return path
