"""Which states of a conflict hold when powers look ahead: the graph model over a run's powers, or over a file.

A state of a run is a profile of postures, a move takes a power from one of its postures to another while all others stay, and what
it wants is what it gets in simulated courses. States that the noise does not tell apart tie: a level of a power begins at its best
state not yet in one, and holds all that are not below it by more than 1.645 paired standard errors.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from multipolar.about import __version__
from multipolar.errors import ArgumentError, FaultyFileError, Problem, render_problems
from multipolar.numerics.arrays import FloatArray
from multipolar.registry import nearest
from multipolar.session.choices import GAME_DRAWS
from multipolar.session.run import Run
from multipolar.strategic.games.game import NoisyGame, batches
from multipolar.strategic.graph.chance import stability_chance
from multipolar.strategic.graph.coalitions import Coalition, coalition_stable
from multipolar.strategic.graph.conflict import Conflict, conflict_of
from multipolar.strategic.graph.graph_json import conflict_from_text
from multipolar.strategic.graph.reasons import Reason, paths, reason
from multipolar.strategic.graph.repair import repair
from multipolar.strategic.graph.stability import CONCEPTS, Concept, Reading, stability
from multipolar.strategic.solver import Failure, SolverError
from multipolar.studies.deviations import SURE, pair_error
from multipolar.studies.method_answers import DRAWS, methods_of_stability
from multipolar.studies.power_runs import Players, Profile, key_of
from multipolar.studies.powers import play

SCHEMA = "multipolar-stability/1"
TIE = SURE
"""Paired standard errors up to which one state is not worse than another [1]."""
TOLD, TOLD_OF_MANY = 100, 20
"""States up to which each comes with its reasons; of more, so many do: the status quo, then equilibria."""
LISTED = 2_000
"""States of a conflict beyond which only the status quo and equilibria are listed."""
WALKED = 20_000
"""States beyond which neither reasons nor paths are looked for."""
READINGS: dict[str, str] = {
    "sequence": "an answer is any legal sequence of moves by the others, nobody twice in a row",
    "once": "an answer is a sequence of moves by the others, each at most once",
    "single": "an answer is one move by one other",
}
"""Readings of a sanction, in words."""
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Stage:
    """A conflict to be solved: payoffs (actor, state), keys and words of its states, and its status quo, -1 for none."""

    conflict: Conflict
    payoffs: FloatArray
    keys: tuple[str, ...]
    words: tuple[str, ...]
    now: int


def tied(mean: FloatArray, error: Callable[[int, int], float]) -> FloatArray:
    """Return the payoffs of one actor (state,) with ties: each state worth the mean of its level.

    ``error`` (state, state): paired standard error of the difference between two states.
    """
    order = np.argsort(-mean, kind="stable")
    found, level = np.empty_like(mean), [int(order[0])]
    for s in map(int, order[1:]):
        if mean[level[0]] - mean[s] > TIE * error(level[0], s):
            found[level] = mean[level].mean()
            level = []
        level.append(s)
    found[level] = mean[level].mean()
    return found


def conflict_of_players(players: Players) -> tuple[Conflict, list[Profile]]:
    """Return the powers' game in option form, one option per posture of which each power takes one; and each state's profile."""
    names = [[f"{name} {one.name}" for one in row] for name, row in zip(players.names, players.postures, strict=True)]
    never: list[dict[str, bool]] = []
    for row in names:
        never += [{a: True, b: True} for a, b in itertools.combinations(row, 2)]
        never.append(dict.fromkeys(row, False))
    options = [name for row in names for name in row]
    conflict = conflict_of(options, dict(zip(players.names, names, strict=True)), never)
    profiles = []
    for s in range(len(conflict)):
        taken = set(conflict.taken(s))
        profiles.append(tuple(next(k for k, name in enumerate(row) if name in taken) for row in names))
    return conflict, profiles


def stage_of_game(players: Players, noisy: NoisyGame) -> tuple[Stage, list[int]]:
    """Return the conflict of a powers' game with ties within the noise, and the place of each state among the profiles."""
    conflict, profiles = conflict_of_players(players)
    places = [int(np.ravel_multi_index(p, players.shape)) for p in profiles]
    means = noisy.game.payoffs.reshape(len(players.names), -1)[:, places]
    payoffs = np.stack([tied(row, pair_error(noisy, i, places)) for i, row in enumerate(means)])
    keys = tuple(key_of(players, p) for p in profiles)
    words = tuple(", ".join(conflict.taken(s)).replace("_", " ") for s in range(len(conflict)))
    return Stage(conflict, payoffs, keys, words, profiles.index(players.now)), places


def drawn_payoffs(noisy: NoisyGame, places: Sequence[int], draws: int, seed: int) -> Iterator[FloatArray]:
    """Yield payoffs (actor, state) of bootstraps over the runs; what differs in one counts as different there."""
    for batch in batches(noisy, draws, seed):
        for one in batch:
            yield one.reshape(len(one), -1)[:, list(places)]


def stage_of_file(file: Path, status_quo: str | None) -> Stage:
    """Return the conflict of a JSON file; its status quo stands under ``status_quo`` as letters, unless it is given.

    Raises
    ------
    FaultyFileError : for a file that cannot be read or is no conflict, with every fault.
    ArgumentError : for a status quo that is no state.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problem = Problem(str(file), 0, 0, "", "no-file", f"cannot be read ({said})")
        raise FaultyFileError(render_problems([problem]), [problem]) from error
    model = conflict_from_text(text, str(file))
    conflict = model.conflict
    wanted = status_quo if status_quo is not None else json.loads(text).get("status_quo")
    keys = conflict.letters()
    words = tuple(f"{key} ({', '.join(conflict.taken(s)) or 'no option taken'})" for s, key in enumerate(keys))
    return Stage(conflict, model.payoffs, keys, words, -1 if wanted is None else place_of(keys, str(wanted)))


def place_of(keys: Sequence[str], wanted: str) -> int:
    """Return the place of a state by its key.

    Raises
    ------
    ArgumentError : for a state that does not exist, with the nearest.
    """
    plain = wanted.replace(" ", "")
    if plain not in keys:
        near = nearest(plain, keys)
        hint = f"; did you mean {near!r}?" if near else ""
        raise ArgumentError(f"status_quo: found {wanted!r}, expected a state such as {', '.join(map(repr, keys[:3]))}{hint}")
    return list(keys).index(plain)


def solved(
    stage: Stage, reading: Reading, drawn: Callable[[int | None], Iterator[FloatArray]] | None = None
) -> dict[str, Any]:  # fmt: skip
    """Return verdicts, reasons, smallest changes and paths of a conflict as plain values.

    A part that could not be solved is null and stands under ``failures``.

    Parameters
    ----------
    drawn : returns payoffs (actor, state) drawn from what is not known of them, at most so many, None for all; without it neither
        probabilities nor what the method moves are told.

    Raises
    ------
    SolverError : where not even the verdicts of single actors could be had.
    """
    conflict, failures = stage.conflict, list[Failure]()

    def part(solve: Callable[[], Part]) -> Part | None:
        try:
            return solve()
        except SolverError as error:
            failures.append(error.failure)
            return None

    found = stability(conflict, stage.payoffs, reading=reading)
    likely = methods = None
    if drawn is not None:
        likely = part(lambda: stability_chance(conflict, drawn(None), reading=reading))
        methods = part(lambda: methods_of_stability(conflict, drawn(DRAWS), reading))
    groups: dict[Concept, dict[int, Coalition] | None] = {}
    for concept in CONCEPTS:
        held = part(partial(coalition_stable, conflict, stage.payoffs, concept))
        groups[concept] = None if held is None else {one.state: one for one in held}
    some = np.any([found.equilibria[c] for c in CONCEPTS], axis=0)
    chosen = sorted(({stage.now} - {-1}) | set(map(int, np.flatnonzero(some))), key=lambda s: (s != stage.now, s))
    listed = range(len(conflict)) if len(conflict) <= LISTED else chosen
    large = len(conflict) > WALKED
    if large:
        said = f"reasons and paths are looked for up to {WALKED:,} states, found {len(conflict):,}"
        failures.append(Failure("reasons", "size", said, 0.0))
    told = set(listed) if len(conflict) <= TOLD else set(chosen[: 0 if large else TOLD_OF_MANY])
    rows = []
    for s in listed:
        row: dict[str, Any] = {
            "state": stage.keys[s], "words": stage.words[s],
            "payoffs": dict(zip(conflict.actors, map(_round, stage.payoffs[:, s]), strict=True)),
            "stable": {
                c: [name for i, name in enumerate(conflict.actors) if found.stable[c][i, s]] for c in CONCEPTS
            },
            "equilibrium": [c for c in CONCEPTS if found.equilibria[c][s]],
            "p": None if likely is None else {c: _round(likely.equilibria[c][s]) for c in CONCEPTS},
            "p_by_actor": None if likely is None else {
                c: dict(zip(conflict.actors, map(_round, likely.stable[c][:, s]), strict=True)) for c in CONCEPTS
            },
            "groups": {c: _group(stage, of, s) for c, of in groups.items()},
            "reasons": _reasons(stage, s, reading) if s in told else [],
        }  # fmt: skip
        rows.append(row)
    change = None if stage.now < 0 else {c: part(partial(_change, stage, c, reading)) for c in CONCEPTS}
    ways = None if stage.now < 0 or large else _ways(stage, chosen)
    return {
        "actors": list(conflict.actors), "reading": reading, "reading_in_words": READINGS[reading], "group_reading": "sequence",
        "count": len(conflict), "status_quo": None if stage.now < 0 else stage.keys[stage.now], "states": rows,
        "change": change, "paths": ways, "methods": methods,
        "failures": [{"solver": one.solver, "kind": one.kind, "message": one.message} for one in failures],
    }  # fmt: skip


def _group(stage: Stage, held: dict[int, Coalition] | None, s: int) -> dict[str, Any] | None:
    """Return whether groups leave a state, and which one goes where; None where single actors do already."""
    if held is None or s not in held:
        return None
    one = held[s]
    actors = stage.conflict.actors
    return {
        "stable": one.stable,
        "group": [actors[i] for i in one.group],
        "goes_to": None if one.stable else stage.keys[one.target],
    }


def _reasons(stage: Stage, s: int, reading: Reading) -> list[dict[str, Any]]:
    """Return for each concept and actor why it stays or leaves."""
    called = lambda state: stage.words[state]
    return [
        _reason(stage, reason(stage.conflict, stage.payoffs, s, i, c, reading=reading, called=called))
        for c in CONCEPTS
        for i in range(len(stage.conflict.actors))
    ]


def _reason(stage: Stage, one: Reason) -> dict[str, Any]:
    actors = stage.conflict.actors
    return {
        "concept": one.concept, "actor": actors[one.actor], "stable": one.stable, "text": one.text,
        "improvements": [
            {
                "to": stage.keys[answer.improvement],
                "sanction": [{"actor": actors[move.actor], "to": stage.keys[move.to]} for move in answer.sanction],
            }
            for answer in one.answers
        ],
    }  # fmt: skip


def _change(stage: Stage, concept: Concept, reading: Reading) -> dict[str, Any]:
    """Return how much more each actor would have to like the status quo for it to hold under a concept."""
    found = repair(stage.conflict, stage.payoffs, stage.now, concept, reading=reading)
    return {
        "total": _round(found.total),
        "holds": found.holds,
        "by_actor": {
            stage.conflict.actors[one.actor]: {"rise": _round(one.rise), "ranks": one.ranks} for one in found.changes
        },
    }  # fmt: skip


def _ways(stage: Stage, chosen: Sequence[int]) -> list[dict[str, Any]]:
    """Return the shortest way by improvements from the status quo to every equilibrium; null where there is none."""
    targets = [s for s in chosen if s != stage.now]
    found = paths(stage.conflict, stage.payoffs, stage.now, targets, improving=True)
    rows = []
    for target in targets:
        way = found[target]
        steps = None if way is None else [{"actor": stage.conflict.actors[m.actor], "to": stage.keys[m.to]} for m in way]
        rows.append({"to": stage.keys[target], "moves": steps})
    return sorted(rows, key=lambda row: (row["moves"] is None, len(row["moves"] or ())))


def stability_of_run(
    run: Run, *, reading: Reading = "sequence", status_quo: str | None = None, draws: int = GAME_DRAWS, **game: Any
) -> dict[str, Any]:
    """Return which profiles of postures of a run hold: ``multipolar-stability/1``.

    Parameters
    ----------
    status_quo : a profile, postures in the order of the powers joined by commas; by default what is nearest to what they do now.
    draws : bootstraps over the courses.
    game : who plays with which postures, as for ``powers.play``.

    Raises
    ------
    ArgumentError : for powers, postures, numbers or a status quo that do not fit.
    SolverError : for a game too large.
    """

    def named(players: Players) -> int:
        keys = [key_of(players, p) for p in conflict_of_players(players)[1]]
        return keys.index(key_of(players, players.now)) if status_quo is None else place_of(keys, status_quo)

    played = play(run, fits=named, **game)
    stage, places = stage_of_game(played.players, played.noisy)
    stage = replace(stage, now=named(played.players))
    seed = played.luck % 2**32
    drawn = lambda most: drawn_payoffs(played.noisy, places, draws if most is None else min(draws, most), seed)
    counts = played.noisy.counts
    return {
        "schema": SCHEMA, "version": __version__, "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(),
        "digest": run.digest, "file": None, "members": int(counts.max()), "seed": played.luck, "draws": draws, "tie": TIE,
        "lived": len(played.lived),
        "postures": {
            name: [{"name": one.name, "text": one.text} for one in row]
            for name, row in zip(played.players.names, played.players.postures, strict=True)
        },
        **solved(stage, reading, drawn),
    }  # fmt: skip


def stability_of_file(file: Path, *, reading: Reading = "sequence", status_quo: str | None = None) -> dict[str, Any]:
    """Return which states of a conflict in option form hold: ``multipolar-stability/1``, without any run.

    Raises
    ------
    FaultyFileError : with every fault of the file.
    ArgumentError : for a status quo that is no state.
    SolverError : for a conflict too large, or out of time.
    """
    stage = stage_of_file(file, status_quo)
    none: Mapping[str, None] = dict.fromkeys(("scenario", "as_of", "digest"))
    return {
        "schema": SCHEMA, "version": __version__, **none, "file": file.name, "members": None, "seed": None, "draws": 0, "tie": None,
        "lived": None, "postures": None, **solved(stage, reading),
    }  # fmt: skip


def _round(value: Any) -> float:
    return round(float(value), 6)
