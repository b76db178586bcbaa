"""The strategic concepts against cases with known answers: ``python -m verification.strategic --cases DIR``.

Reads every JSON file of a folder, tells its kind by its head, and compares: normal-form games, graph models, statistics of
estimated games, probabilistic Condorcet elections, the start of spatial models, and the expected-utility model. Prints
cases, checks and failures by kind, and each failure; the exit status is 1 when one fails or when there is nothing to check.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from multipolar.errors import MultipolarError
from multipolar.strategic.election.challenges import challenges
from multipolar.strategic.election.condorcet import elect, risk_attitude
from multipolar.strategic.election.ktab import CALLED
from multipolar.strategic.election.spatial import actors_of, start
from multipolar.strategic.games.bounds import Event, bounds, event
from multipolar.strategic.games.game import Game, game_of, noisy_of, regret
from multipolar.strategic.games.nash import two_player_equilibria
from multipolar.strategic.games.quantal import quantal
from multipolar.strategic.games.replies import pure_equilibria
from multipolar.strategic.games.sampling import best_option, certify, hoeffding, nash_probability
from multipolar.strategic.graph.coalitions import coalition_stable, group_improvements, groups
from multipolar.strategic.graph.conflict import Conflict
from multipolar.strategic.graph.graph_json import Model, conflict_from_json
from multipolar.strategic.graph.reasons import improvements, moves
from multipolar.strategic.graph.spread import sort_states
from multipolar.strategic.graph.stability import CONCEPTS, stability

Document = Mapping[str, Any]
Check = tuple[str, bool, str]
"""What was compared, whether it agrees, and what was found where it does not."""
LEVEL = 1e-5
"""Difference that payoffs and regrets may have, per range of the payoffs, since they are printed to six digits."""


@dataclass(slots=True)
class Tally:
    """Cases, checks and failures of a kind."""

    cases: int = 0
    checks: int = 0
    failed: list[str] = field(default_factory=list)
    bad_cases: int = 0
    seconds: float = 0.0


def near(what: str, found: Any, wanted: Any, tolerance: float) -> Check:
    """Compare numbers; what is not a number is so in both."""
    a, b = np.asarray(found, np.float64), np.asarray(wanted, np.float64)
    if a.shape != b.shape:
        return what, False, f"found shape {a.shape}, expected {b.shape}"
    if np.any(np.isnan(a) != np.isnan(b)):
        return what, False, f"found {a.tolist()}, expected {b.tolist()}"
    off = float(np.max(np.abs(np.nan_to_num(a) - np.nan_to_num(b)), initial=0.0))
    return what, off <= tolerance, f"off by {off:.3g}, allowed {tolerance:.3g}"


def same(what: str, found: Any, wanted: Any) -> Check:
    """Compare sets of states, profiles or names."""
    a, b = set(found), set(wanted)
    return what, a == b, f"too many {sorted(a - b)}, missing {sorted(b - a)}"


LISTED = re.compile(r"(\w+)=\[([^\]]*)\]")
FORMULA = (
    "payoff_i(p)=w_i*side_i*tanh(sum_j side_j*cap_j*p_j/2.5)-cost_i*p_i^1.2-[p_i>=2]*risk_i*sum_{j: side_j*side_i<0} cap_j*p_j"
)


def game_by_formula(case: Document) -> Game:
    """Return a game whose payoffs are told by a formula; its sums and corners are checked.

    Raises
    ------
    ValueError : for a formula that is not the one of escalation levels.
    """
    text = case["payoff_formula"]
    if text.split(";")[0].strip() != FORMULA:
        raise ValueError(f"unknown formula {text!r}")
    shape = tuple(case["strategies"])
    n = len(shape)
    given = {name: np.array([float(x) for x in row.split(",")])[:n] for name, row in LISTED.findall(text)}
    side, cap = given["side"], given["cap"]
    p = np.stack(np.meshgrid(*[np.arange(k, dtype=float) for k in shape], indexing="ij"))
    push = np.tanh(np.tensordot(side * cap, p, axes=1) / 2.5)
    payoffs = []
    for i in range(n):
        against = np.tensordot(np.where(side * side[i] < 0.0, cap, 0.0), p, axes=1)
        own = given["w"][i] * side[i] * push - given["cost"][i] * p[i] ** 1.2
        payoffs.append(own - (p[i] >= 2) * given["risk"][i] * against)
    return game_of(np.stack(payoffs))


def event_of(game: Game, text: str) -> Event:
    """Return the event that a sentence tells, such as ``player 0 plays 1``, ``both play 0`` or ``player 2 at top level``.

    Raises
    ------
    ValueError : for any other sentence.
    """
    words = text.lower()
    everyone = range(len(game.shape))
    parts = re.findall(r"(?:player|power) (\d+) (?:plays|at level|at|takes|chooses) (\d+)", words)
    if parts:
        return event(game, text, {int(i): [int(a)] for i, a in parts}, how="any" if " or " in words else "all")
    top = re.findall(r"(?:player|power) (\d+) (?:at (?:the )?top|escalates fully|at the highest)", words)
    if top:
        return event(game, text, {int(i): [game.shape[int(i)] - 1] for i in top})
    match = re.match(r"(?:both|all|all players|everybody|everyone)(?: players)? plays? (\d+)", words)
    if match:
        return event(game, text, {i: [int(match[1])] for i in everyone})
    match = re.match(r"(?:anybody|anyone|any player|at least one)(?: player)? plays? (\d+)", words)
    if match:
        return event(game, text, {i: [int(match[1])] for i in everyone}, how="any")
    match = re.match(r"(nobody|none|no player) (?:plays? (\d+)|enters?|escalates?)", words)
    if match:
        barred = int(match[2]) if match[2] else None
        left = {i: [a for a in range(k) if a != (k - 1 if barred is None else barred)] for i, k in enumerate(game.shape)}
        return event(game, text, left)
    if re.match(r"(?:both|all|everybody) (?:enter|at (?:the )?top|escalate|defect|attack)", words):
        return event(game, text, {i: [k - 1] for i, k in enumerate(game.shape)})
    if re.match(r"(?:both|all|everybody) (?:stay out|cooperate|at (?:the )?bottom|hold)", words):
        return event(game, text, {i: [0] for i in everyone})
    raise ValueError(f"unknown event {text!r}")


def check_game(case: Document, head: Document) -> Iterator[Check]:
    """Compare a normal-form game."""
    game = game_of(case["payoffs"]) if "payoffs" in case else game_by_formula(case)
    expected, n = case["expected"], len(game.shape)
    slack = head.get("tolerance_probability", LEVEL)
    width = float(np.ptp(game.payoffs)) or 1.0
    for key, found in (
        ("payoff_checksum", game.payoffs.reshape(n, -1).sum(axis=1)),
        ("payoff_at_zero", game.payoffs.reshape(n, -1)[:, 0]),
        ("payoff_at_last", game.payoffs.reshape(n, -1)[:, -1]),
    ):
        if key in case:
            yield near(key, found, case[key], 2e-6)
    if "pure_nash" in expected:
        yield same("pure equilibria", [p.profile for p in pure_equilibria(game)], map(tuple, expected["pure_nash"]))
    for told in expected.get("all_nash") or []:
        mixed = [np.maximum(p, 0.0) / np.sum(np.maximum(p, 0.0)) for p in map(np.asarray, told)]
        yield "listed equilibrium", float(regret(game, mixed).max()) <= LEVEL * width, f"regret {regret(game, mixed)} at {told}"
    if expected.get("all_nash") and n == 2:
        solved = two_player_equilibria(game)
        if not solved.degenerate:
            rounded = [tuple(np.round(np.concatenate(m), 5) + 0.0) for m in solved.found]
            yield same("all equilibria", rounded, [tuple(np.round(np.concatenate(m), 5) + 0.0) for m in expected["all_nash"]])
    logit = expected.get("logit_qre") or {}
    if logit:
        answers = quantal(game, [float(key) for key in logit], rates=np.ones(n))
        for (key, told), found in zip(logit.items(), answers, strict=True):
            yield near(f"quantal response at {key}", np.concatenate(found.mixed), np.concatenate(told["profile"]), slack)
            if "regret" in told:
                yield near(f"regret at {key}", found.regret, told["regret"], LEVEL * width)
    if "event" in expected:
        asked = event_of(game, expected["event"])
        for key, concept in (("ce_bounds", "correlated"), ("cce_bounds", "coarse")):
            if key in expected:
                (found,) = bounds(game, [asked], [concept])
                yield near(f"{concept} bounds", [found.low, found.high], expected[key], head.get("tolerance_lp", 1e-6))


READINGS = {
    "sequence": "equilibria",
    "once": "equilibria_if_each_opponent_moves_at_most_once",
    "single": "equilibria_if_single_opponent_move_only",
}


def model_of(case: Document) -> Model:
    """Return a graph model; where statements and levels are both told, statements count and levels are compared later."""
    document = {k: case[k] for k in ("options", "decision_makers", "infeasible", "permitted_direction") if k in case}
    for actor in case["decision_makers"]:
        for kind in ("preference_statements", "payoffs", "preference_levels"):
            if actor in (case.get(kind) or {}):
                document.setdefault(kind, {})[actor] = case[kind][actor]
                break
    return conflict_from_json(document)


def said(conflict: Conflict, states: Any) -> list[str]:
    """Return states as letters."""
    return [conflict.text(int(s)) for s in states]


def check_graph(case: Document, _: Document) -> Iterator[Check]:
    """Compare a graph model."""
    model, expected = model_of(case), case["expected"]
    conflict, payoffs = model.conflict, model.payoffs
    if "n_states" in expected:
        yield near("number of states", len(conflict), expected["n_states"], 0.0)
    if "states" in expected:
        yield same("states", conflict.letters(), expected["states"])
    if case.get("preference_statements") and case.get("preference_levels"):
        levels = conflict_from_json({k: v for k, v in case.items() if k != "preference_statements"}).payoffs
        ranks = lambda rows: [np.unique(row, return_inverse=True)[1].tolist() for row in rows]
        yield "levels from statements", ranks(payoffs) == ranks(levels), "the statements give another order"
    s = sort_states(conflict, payoffs)
    for j, actor in enumerate(conflict.actors):
        if "n_moves" in expected:
            found = sum(len(moves(s, j, x)) for x in range(len(conflict)))
            yield near(f"moves of {actor}", found, expected["n_moves"][actor], 0.0)
        if "unilateral_improvements" in expected:
            told = expected["unilateral_improvements"].get(actor, {})
            pairs = [(a, conflict.text(int(b))) for x, a in enumerate(conflict.letters()) for b in improvements(s, j, x)]
            yield same(f"improvements of {actor}", pairs, [(a, b) for a, rows in told.items() for b in rows])
    yield from check_stability(conflict, payoffs, expected)
    for concept, key in (("R", "coalition_nash"), ("GMR", "coalition_GMR"), ("SMR", "coalition_SMR")):
        if key in expected:
            found = coalition_stable(conflict, payoffs, concept)
            yield same(key, [conflict.text(v.state) for v in found if v.stable], expected[key])
    if "group_improvements" in expected:
        pairs = []
        for x, a in enumerate(conflict.letters()):
            for group in groups(len(conflict.actors), 2):
                name = "+".join(conflict.actors[k] for k in group)
                pairs += [(a, name, b) for b in said(conflict, group_improvements(conflict, payoffs, x, group))]
        told = expected["group_improvements"]
        yield same("group improvements", pairs, [(a, g, b) for a, rows in told.items() for g, many in rows.items() for b in many])


def check_stability(conflict: Conflict, payoffs: Any, expected: Document) -> Iterator[Check]:
    """Compare verdicts of single actors in all readings of a sanction."""
    for reading, key in READINGS.items():
        if key not in expected:
            continue
        found = stability(conflict, payoffs, reading=reading)
        for concept in CONCEPTS:
            told = expected[key].get(concept, expected["equilibria"].get(concept) if "equilibria" in expected else None)
            if told is not None:
                equilibria = said(conflict, np.flatnonzero(found.equilibria[concept]))
                yield same(f"{concept} equilibria, {reading}", equilibria, told)
            stable = (expected.get("stable") or {}).get(concept) if reading == "sequence" else None
            for j, actor in enumerate(conflict.actors) if stable is not None else ():
                yield same(
                    f"{concept} for {actor}", said(conflict, np.flatnonzero(found.stable[concept][j])), stable.get(actor, [])
                )


def check_noisy(case: Document, head: Document) -> Iterator[Check]:
    """Compare a statistic of estimated payoffs."""
    tolerance, expected = head.get("tolerance", 1e-6), case["expected"]
    kind = case["kind"]
    if kind == "hoeffding_uniform":
        found = hoeffding(case["payoff_range"], case["parameters"], case["samples_per_profile"], case["delta"])
        yield near("epsilon", found, expected["epsilon"], tolerance * max(1.0, case["payoff_range"]))
        yield near("guarantee", 2.0 * found, expected["regret_guarantee_2eps"], tolerance * max(1.0, case["payoff_range"]))
    elif kind == "best_option_probability":
        found = best_option(case["mean"], case["standard_error"])
        yield near("probability of being best", found, expected["probability_best"], tolerance)
    elif kind.startswith("nash_probability"):
        payoffs = case["payoffs"] if "payoffs" in case else [case["A"], case["B"]]
        game = game_of(payoffs)
        noisy = noisy_of(game, np.broadcast_to(np.asarray(case["standard_error"], float), game.payoffs.shape), 1)
        yield near("probability of equilibrium", nash_probability(noisy), expected["probability_profile_is_pure_nash"], tolerance)
    elif kind == "paired_regret":
        yield from check_regret(case, Path(head["folder"]), tolerance)
    else:
        raise ValueError(f"unknown kind {kind!r}")


def check_regret(case: Document, folder: Path, tolerance: float) -> Iterator[Check]:
    """Compare the regret of one player at one profile, from runs with the same luck."""
    with (folder / case["file"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name not in {"seed", "base"}]
    base = np.array([float(row["base"]) for row in rows])
    found = certify(base, np.array([[float(row[name]) for name in names] for row in rows]))
    expected = case["expected"]
    place = dict(zip(names, found.deviations, strict=True))
    for told in expected["deviations"]:
        d = place[told["deviation"]]
        for key, value in (("mean_gain", d.mean_gain), ("se_paired", d.se_paired), ("se_unpaired", d.se_unpaired)):
            yield near(f"{key} of {told['deviation']}", value, told[key], tolerance)
        yield near(f"upper bound of {told['deviation']}", d.upper, told["upper_95_bonferroni"], tolerance)
    yield near("regret", found.regret, expected["regret"], tolerance)
    yield near("upper bound of regret", found.upper, expected["regret_upper_95"], tolerance)


def check_election(case: Document, head: Document) -> Iterator[Check]:
    """Compare a probabilistic Condorcet election."""
    vote, expected = case["voting"], case["expected"]
    found = elect(case["weights"], case["utilities"], vote=CALLED.get(vote, vote), law=case["victory"], rule=case["pce"])
    loose = head.get("tolerance_markov_uniform", 5e-6)
    tolerance = loose if case["pce"] == "MarkovUniform" else head.get("tolerance", 2e-6)
    yield near("probability", found.probability, expected["option_probability"], tolerance)
    if "pairwise_victory" in expected:
        yield near("pairwise chances", found.victory, expected["pairwise_victory"], head.get("tolerance", 2e-6))
    if "risk_attitude_mid" in expected:
        told = np.array([np.nan if r is None else r for r in expected["risk_attitude_mid"]], float)
        # An attitude divides by the width of the probabilities, and what they may be off by with it.
        wide = max(float(np.ptp(found.probability)), 1e-9)
        yield near("risk attitude", risk_attitude(found.probability), told, 3.0 * tolerance / min(1.0, wide) + 1e-6)


def check_spatial(case: Document, head: Document) -> Iterator[Check]:
    """Compare a spatial model at its start; what follows is a course of bargains that is not modelled."""
    rows, told, expected = case["actors"], case.get("parameters", {}), case["expected"]
    actors = actors_of(*([row[key] for row in rows] for key in ("name", "capability", "position", "salience")), case.get("dims"))
    vote = told.get("VotingRule", "Proportional")
    found = start(
        actors, vote=CALLED.get(vote, vote), law=told.get("VictoryProbModel", "Linear"), rule=told.get("PCEModel", "Conditional"),
        scale=told.get("BigRRange", "Mid"),
    )  # fmt: skip
    tolerance = head.get("tolerance_probability", 1e-4)
    for key, value in (
        ("initial_risk_neutral_probability", found.neutral),
        ("initial_risk_attitude", found.risk),
        ("initial_win_probability", found.win),
    ):
        if key in expected:
            yield near(key, value, expected[key], tolerance)


def check_challenges(case: Document, head: Document) -> Iterator[Check]:
    """Compare the expected-utility model round by round."""
    rows, expected, tolerance = case["actors"], case["expected"], head.get("tolerance", 1e-6)
    names = [row["name"] for row in rows]
    inputs = (np.array([row[key] for row in rows], float) for key in ("capability", "salience", "position"))
    found = challenges(*inputs, q=case.get("q", 1.0), rounds=len(expected["rounds"]))
    scale = max(1.0, float(np.max(np.abs([row["position"] for row in rows]))))
    yield near("first mean", found.weighted_mean, expected["initial_weighted_mean"], tolerance * scale)
    yield near("first median", found.median, expected["initial_condorcet_median"], tolerance * scale)
    for k, (one, told) in enumerate(zip(found.rounds, expected["rounds"], strict=True), 1):
        for key, values, wide in (
            ("position", one.position, scale), ("risk_exponent", one.exponent, 1.0), ("danger_level", one.danger, 1.0),
        ):  # fmt: skip
            if told.get(key):
                yield near(f"{key} in round {k}", values, [told[key][name] for name in names], tolerance * wide)
        yield near(f"mean in round {k}", one.weighted_mean, told["weighted_mean"], tolerance * scale)
        yield near(f"median in round {k}", one.median, told["condorcet_median"], tolerance * scale)
        moved = [(names[o.mover], names[o.to], o.kind) for o in one.offers]
        yield same(f"moves in round {k}", moved, [(a["mover"], a["to"], a["type"]) for a in told.get("accepted", [])])


KINDS: dict[str, Callable[[Document, Document], Iterator[Check]]] = {
    "normal-form games": check_game,
    "graph model": check_graph,
    "statistics of games": check_noisy,
    "probabilistic condorcet": check_election,
    "spatial bargaining": check_spatial,
    "scholz-calbert-smith": check_challenges,
}
"""What a file is, by the beginning of its ``kind``."""


def run_file(path: Path, tallies: dict[str, Tally]) -> None:
    """Check every case of a file."""
    try:
        head = json.loads(path.read_text(encoding="utf-8"))
        kind = str(head["kind"]).lower()
        name, check = next((k, f) for k, f in KINDS.items() if kind.startswith(k))
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        tally = tallies.setdefault("unknown", Tally())
        tally.cases, tally.bad_cases = tally.cases + 1, tally.bad_cases + 1
        tally.failed.append(f"{path.name}: no file of a known kind ({type(error).__name__} {error})")
        return
    tally = tallies.setdefault(name, Tally())
    begin = time.perf_counter()
    for case in head.get("cases", []):
        label = f"{path.name} {case.get('name', '?')}"
        before = len(tally.failed)
        try:
            for what, agrees, how in check(case, {**head, "folder": str(path.parent)}):
                tally.checks += 1
                if not agrees:
                    tally.failed.append(f"{label}: {what}: {how}")
        except (MultipolarError, LookupError, TypeError, ValueError, ArithmeticError, OSError, AttributeError) as error:
            tally.failed.append(f"{label}: {type(error).__name__}: {error}")
        tally.cases += 1
        tally.bad_cases += len(tally.failed) > before
    tally.seconds += time.perf_counter() - begin


def table(tallies: Mapping[str, Tally]) -> str:
    """Return cases, checks and failures by kind, and each failure below."""
    lines = [f"{'kind':<26}{'cases':>7}{'failed':>8}{'checks':>8}{'failed':>8}{'seconds':>9}"]
    for name, t in tallies.items():
        lines.append(f"{name:<26}{t.cases:>7}{t.bad_cases:>8}{t.checks:>8}{len(t.failed):>8}{t.seconds:>9.2f}")
    return "\n".join([*lines, *(f"FAILED {text}" for t in tallies.values() for text in t.failed)])


def main(argv: Sequence[str] | None = None) -> int:
    """Check a folder of cases; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True, metavar="DIR", help="folder with the cases as JSON files")
    folder = parser.parse_args(argv).cases
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        print(f"{folder}: found no JSON file; give the folder that holds the cases", file=sys.stderr)
        return 1
    tallies: dict[str, Tally] = {}
    for path in files:
        run_file(path, tallies)
    print(table(tallies))
    return 1 if any(t.failed for t in tallies.values()) or not sum(t.checks for t in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
