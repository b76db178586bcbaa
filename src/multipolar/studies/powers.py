"""The powers' game of a run: what each posture is worth in simulated courses, and which profiles hold: ``multipolar-powers/1``."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.engine.chunk import Job, params_of
from multipolar.errors import ArgumentError
from multipolar.session.choices import GAME_DRAWS, GAME_MEMBERS, POSTURES
from multipolar.session.run import Run
from multipolar.strategic.games.bounds import Event, event
from multipolar.strategic.games.completion import complete
from multipolar.strategic.games.game import Game, NoisyGame, noisy_of_runs
from multipolar.strategic.games.panel import Panel, solve_panel
from multipolar.strategic.games.replies import gains
from multipolar.strategic.games.sampling import Certificate, certify
from multipolar.strategic.methods import method_sentence
from multipolar.strategic.solver import SolverError
from multipolar.studies.deviations import deviation_rows
from multipolar.studies.method_answers import methods_of_game
from multipolar.studies.postures import written_postures
from multipolar.studies.power_runs import (
    MOST_COURSES,
    Lived,
    Players,
    Profile,
    Progress,
    design_of,
    key_of,
    lived_profiles,
    players_of,
)

SCHEMA = "multipolar-powers/1"
SIDE_MEMBERS = 200
"""Members over which a power's own side is read."""
CONCEPTS = {"correlated": "ce", "coarse": "cce"}
"""Keys of the two concepts behind bounds."""
TOLD = 2
"""Pure equilibria from which it is told who would leave, beside the status quo."""
TOLERANCE = 0.02
"""Gain that counts as none when a profile is certified [standard deviations of the player's payoffs over all profiles]. Grade J."""


def noisy_game(players: Players, lived: Mapping[Profile, Lived]) -> tuple[NoisyGame, dict[str, Any] | None]:
    """Return the game of what was lived, completed where profiles are missing, and how well that went."""
    shape = players.shape
    names = tuple(tuple(one.name for one in row) for row in players.postures)
    if len(lived) == math.prod(shape):
        grid = np.stack([lived[p].payoffs for p in itertools.product(*(range(k) for k in shape))], axis=-1)
        return noisy_of_runs(grid.reshape(*grid.shape[:2], *shape), players.names, names), None
    at = np.array(list(lived), np.int64)
    runs = [one.payoffs for one in lived.values()]
    done = complete(
        shape, at, np.array([one.mean(axis=0) for one in runs]), np.array([len(one) for one in runs]),
        np.array([np.cov(one, rowvar=False) for one in runs]), players=players.names, postures=names,
    )  # fmt: skip
    told = {
        "filled": done.filled,
        "held_out_error": dict(zip(players.names, map(_round, done.held_out), strict=True)),
        "without_pairs": dict(zip(players.names, map(_round, done.main_only), strict=True)),
        "spread": dict(zip(players.names, map(_round, done.plain), strict=True)),
    }
    return done.noisy, told


def own_events(game: Game) -> list[Event]:
    """Return the events that bounds are given of: each posture of each player."""
    return [
        event(game, f"{name}: {posture}", {i: [a]})
        for i, (name, row) in enumerate(zip(game.players, game.postures, strict=True))
        for a, posture in enumerate(row)
    ]


def reported_profile(panel: Panel, game: Game) -> Profile:
    """Return the profile that is certified: the pure equilibrium that holds in most bootstraps, else that of least regret."""
    if panel.equilibria:
        return max(panel.equilibria, key=lambda one: (one.share, -float(one.regret.max()))).profile
    worst = gains(game.payoffs).max(axis=0)
    return tuple(int(i) for i in np.unravel_index(int(worst.argmin()), worst.shape))


def certificates(
    run: Run, players: Players, profile: Profile, members: int, seed: int, tolerance: Sequence[float],
    *, threads: int | None = None, progress: Progress | None = None,
) -> list[tuple[Certificate, list[str]]]:  # fmt: skip
    """Return for each player what fresh courses say of its leaving the profile: one certificate and the postures tried."""
    away = [
        tuple(a if i == k else b for k, b in enumerate(profile))
        for i, many in enumerate(players.shape)
        for a in range(many)
        if a != profile[i]
    ]
    off = run.war.recipe.off
    lived = lived_profiles(run.war.model, players, [profile, *away], members, seed, off, threads=threads, progress=progress)
    found = []
    for i, row in enumerate(players.postures):
        mine = [p for p in away if p[i] != profile[i]]
        gone = np.stack([lived[p].payoffs[:, i] for p in mine], axis=1)
        one = certify(lived[profile].payoffs[:, i], gone, tolerance=tolerance[i])
        found.append((one, [row[p[i]].name for p in mine]))
    return found


@dataclass(frozen=True, slots=True)
class Played:
    """A powers' game as it was simulated: who plays, what was lived, the game, how gaps were filled, the seed of the courses."""

    players: Players
    lived: Mapping[Profile, Lived]
    noisy: NoisyGame
    completion: dict[str, Any] | None
    luck: int


def play(
    run: Run, *, among: Sequence[str] = (), postures: Mapping[str, Sequence[str]] | None = None,
    written: Mapping[str, Mapping[str, Sequence[str]]] | None = None, most: int = POSTURES, members: int = GAME_MEMBERS,
    most_courses: int = MOST_COURSES, seed: int | None = None, threads: int | None = None, progress: Progress | None = None,
    fits: Callable[[Players], object] | None = None,
) -> Played:  # fmt: skip
    """Simulate every profile of postures of a run's powers on the same luck, or a design of profiles; see ``powers``.

    ``fits``: called with the players before anything is simulated, so that it can refuse them.

    Raises
    ------
    ArgumentError : for a conditioned run, or powers, postures or numbers that do not fit.
    SolverError : for a game too large.
    """
    if members < 2:
        raise ArgumentError(f"members: found {members}, expected 2 or more: one course says nothing of its error")
    manifest = run.store.manifest
    if manifest.get("conditioned"):
        raise ArgumentError(
            "run: found a conditioned one, whose courses begin on different states; expected a run of the scenario as written "
            "(write what was reported into the scenario, or run it anew with --as-of)"
        )
    model, off = run.war.model, run.war.recipe.off
    luck = int(manifest["seed"]) if seed is None else seed
    drawn = params_of(Job(model, members, luck, off=off), 0, min(SIDE_MEMBERS, members))
    players = players_of(model, drawn, among, postures, written, most, written_postures(run.war.scenario, model))
    if fits is not None:
        fits(players)
    every = math.prod(players.shape)
    if every * members <= most_courses:
        profiles = list(itertools.product(*(range(k) for k in players.shape)))
    else:
        profiles = design_of(players.shape, players.now, luck)
    lived = lived_profiles(model, players, profiles, members, luck, off, threads=threads, progress=progress)
    noisy, completion = noisy_game(players, lived)
    return Played(players, lived, noisy, completion, luck)


def powers(
    run: Run,
    *,
    among: Sequence[str] = (),
    postures: Mapping[str, Sequence[str]] | None = None,
    written: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    most: int = POSTURES,
    members: int = GAME_MEMBERS,
    draws: int = GAME_DRAWS,
    certified: int = 0,
    most_courses: int = MOST_COURSES,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> tuple[dict[str, Any], NoisyGame]:
    """Return the powers' game of a run, ``multipolar-powers/1``, and the game itself for other tools.

    Parameters
    ----------
    among, postures, written, most : who plays with which postures: see ``players_of``.
    members : courses of each profile, all on the same luck.
    draws : bootstraps of the panel.
    certified : fresh courses at the reported profile and at each player's deviations from it; 0 for none.
    most_courses : beyond it a design of profiles is lived, and the others are completed from it.
    seed : of the courses, by default the run's.

    Raises
    ------
    ArgumentError : for powers, postures or numbers that do not fit.
    SolverError : for a game too large.
    """
    played = play(
        run, among=among, postures=postures, written=written, most=most, members=members, most_courses=most_courses, seed=seed,
        threads=threads, progress=progress,
    )  # fmt: skip
    players, lived, noisy, completion, luck = played.players, played.lived, played.noisy, played.completion, played.luck
    game = noisy.game
    panel = solve_panel(noisy, own_events(game), status_quo=players.now, draws=draws, seed=luck % 2**32)
    document = {
        "schema": SCHEMA, "version": __version__, "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(),
        "digest": run.digest, "members": members, "seed": luck, "profiles": math.prod(players.shape), "lived": len(lived),
        **_game_rows(players, noisy, lived), "completion": completion, **_panel_rows(panel, players),
    }  # fmt: skip
    document["deviations"] = deviation_rows(
        players, noisy, [players.now, *(one.profile for one in (panel.equilibria or ())[:TOLD])]
    )
    document |= _methods_rows(noisy, luck % 2**32, document)
    document["certify"] = None
    if certified:
        profile = reported_profile(panel, game)
        spread = [TOLERANCE * float(game.payoffs[i].std()) for i in range(len(players.names))]
        found = certificates(run, players, profile, certified, (luck + 1) % 2**64, spread, threads=threads, progress=progress)
        document["certify"] = _certify_rows(players, profile, found, certified, spread)
    return document, noisy


def _round(value: Any) -> float:
    return round(float(value), 6)


def _game_rows(players: Players, noisy: NoisyGame, lived: Mapping[Profile, Lived]) -> dict[str, Any]:
    errors = noisy.errors
    payoffs: dict[str, Any] = {}
    events: dict[str, Any] = {}
    for profile in itertools.product(*(range(k) for k in players.shape)):
        key = key_of(players, profile)
        payoffs[key] = {
            name: {
                "mean": _round(noisy.game.payoffs[(i, *profile)]),
                "se": _round(errors[(i, *profile)]),
                "runs": int(noisy.counts[profile]) if not noisy.fitted[profile] else 0,
            }
            for i, name in enumerate(players.names)
        }
        if profile in lived:
            events[key] = {name: _round(values.mean()) for name, values in lived[profile].events.items()}
    return {
        "powers": list(players.names),
        "postures": {
            name: [
                {
                    "name": one.name,
                    "text": one.text,
                    "options": None if one.options is None else list(one.options),
                    "as_usual": list(one.usual),
                    "claim": one.claim or None,
                    "source": list(one.source),
                }
                for one in row
            ]
            for name, row in zip(players.names, players.postures, strict=True)
        },
        "status_quo": key_of(players, players.now),
        "payoffs": payoffs,
        "war": events,
    }


def _panel_rows(panel: Panel, players: Players) -> dict[str, Any]:
    names = players.names
    quantal = []
    if panel.quantal is not None:
        band = panel.quantal
        for k, precision in enumerate(band.precisions):
            for i, row in enumerate(players.postures):
                quantal += [
                    {
                        "precision": precision, "power": names[i], "posture": one.name,
                        "p": _round(band.middle[k].mixed[i][a]), "low": _round(band.low[k][i][a]),
                        "high": _round(band.high[k][i][a]),
                    }
                    for a, one in enumerate(row)
                ]  # fmt: skip
    bounds: dict[str, dict[str, Any]] = {}
    for one in panel.bounds or ():
        bounds.setdefault(one.event, {"event": one.event})[CONCEPTS[one.concept]] = [_round(one.low), _round(one.high)]
    return {
        "quantal": quantal,
        "pure": [
            {
                "profile": key_of(players, one.profile), "share": _round(one.share), "in_means": bool(one.in_means),
                "regret": dict(zip(names, map(_round, one.regret), strict=True)),
            }
            for one in panel.equilibria or ()
        ],
        "bounds": list(bounds.values()),
        "dominated": [
            {
                "power": names[one.player], "posture": players.postures[one.player][one.posture].name, "by": str(one.by),
                "round": one.round, "margin": _round(one.margin),
            }
            for one in panel.dominated or ()
        ],
        "baselines": [
            {
                "name": one.name,
                "p": {
                    name: {posture.name: _round(p) for posture, p in zip(row, mixed, strict=True)}
                    for name, row, mixed in zip(names, players.postures, one.mixed, strict=True)
                },
                "regret": dict(zip(names, map(_round, one.regret), strict=True)),
            }
            for one in (*(panel.baselines or ()), *(panel.levels or ()))
        ],
        "epsilon": dict(zip(names, map(_round, panel.epsilon), strict=True)),
        "draws": panel.draws,
        "warnings": list(panel.warnings),
        "failures": [{"solver": one.solver, "kind": one.kind, "message": one.message} for one in panel.failures],
        "seconds": {name: round(value, 3) for name, value in panel.seconds.items()},
    }  # fmt: skip


def _methods_rows(noisy: NoisyGame, seed: int, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return how much the method moves the answer, with a warning where it moves more than the courses, or the failure."""
    try:
        methods = methods_of_game(noisy, seed=seed)
    except SolverError as error:
        one = error.failure
        return {
            "methods": None,
            "failures": [*document["failures"], {"solver": one.solver, "kind": one.kind, "message": one.message}],
        }
    said = method_sentence(methods)
    return {"methods": methods, "warnings": [*document["warnings"], *([said] if said else [])]}


def _certify_rows(
    players: Players, profile: Profile, found: Sequence[tuple[Certificate, list[str]]], members: int, tolerance: Sequence[float]
) -> dict[str, Any]:
    verdicts = [one.verdict for one, _ in found]
    verdict = "refuted" if "refuted" in verdicts else ("certified" if set(verdicts) == {"certified"} else "not shown")
    return {
        "profile": key_of(players, profile),
        "members": members,
        "regret": _round(max(one.regret for one, _ in found)),
        "bound": _round(max(one.upper for one, _ in found)),
        "verdict": verdict,
        "players": {
            name: {
                "regret": _round(one.regret), "bound": _round(one.upper), "verdict": one.verdict, "tolerance": _round(limit),
                "deviations": [
                    {"posture": to, "gain": _round(d.mean_gain), "se": _round(d.se_paired), "upper": _round(d.upper)}
                    for to, d in zip(tried, one.deviations, strict=True)
                ],
            }
            for name, (one, tried), limit in zip(players.names, found, tolerance, strict=True)
        },
    }  # fmt: skip
