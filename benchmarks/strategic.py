"""How long powers' games and graph models take on one core: ``python -m benchmarks.strategic [--quick]``.

Random payoffs with noise, and random preferences; processor seconds after compiling, beside their bars. ``--quick`` takes a tenth
of the bootstraps and tells what all would take.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from multipolar.strategic.games.bounds import bounds, event
from multipolar.strategic.games.game import NoisyGame, game_of, noisy_of
from multipolar.strategic.games.panel import solve_panel
from multipolar.strategic.graph.conflict import Conflict, conflict_of
from multipolar.strategic.graph.stability import stability

RESULTS = Path(__file__).resolve().parent / "results"
DRAWS, EVENTS = 1000, 10
BARS = {
    "6 powers x 4 postures, panel, 1,000 bootstraps": 10.0,
    "7 powers x 4 postures, panel, 1,000 bootstraps": 60.0,
    "6 powers x 4 postures, ten event bounds": 5.0,
    "14 options, 5 actors, 16,384 states": 1.0,
    "16 options, 8 actors, 57,344 states": 3.0,
}
"""Most processor seconds that each may take."""


def random_game(players: int, postures: int, seed: int) -> NoisyGame:
    """Return payoffs of 0 to 100 with a standard error of 2, correlated between powers."""
    rng = np.random.default_rng(seed)
    shape = (postures,) * players
    game = game_of(rng.uniform(0.0, 100.0, (players, *shape)))
    covariance = np.broadcast_to(400.0 * (0.7 * np.eye(players) + 0.3), (*shape, players, players))
    return noisy_of(game, covariance, 100)


def random_conflict(options: int, actors: int, *, ruled: bool) -> Conflict:
    """Return a conflict whose options are dealt out in turn, two of them one-way; ``ruled``: an eighth of the states is out."""
    names = [f"o{k}" for k in range(options)]
    out = [dict.fromkeys(names[:3], True)] if ruled else []
    return conflict_of(names, {f"A{j}": names[j::actors] for j in range(actors)}, out, {names[3]: "fwd", names[7]: "back"})


def timed(work: Callable[[], object]) -> float:
    """Return the processor seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(draws: int) -> dict[str, float]:
    """Return processor seconds by what was done; bootstraps are scaled up to 1,000."""
    solve_panel(random_game(2, 2, 0), draws=2)
    small = random_conflict(8, 3, ruled=False)
    stability(small, np.zeros((3, len(small))))
    names = iter(BARS)
    found = {}
    for players in (6, 7):
        noisy = random_game(players, 4, players)
        found[next(names)] = timed(lambda noisy=noisy: solve_panel(noisy, draws=draws, limit=600.0)) * DRAWS / draws
    game = random_game(6, 4, 6).game
    events = [event(game, str(k), {k % 6: [k % 4]}) for k in range(EVENTS)]
    found[next(names)] = timed(lambda: bounds(game, events, limit=600.0))
    rng = np.random.default_rng(1)
    for options, actors in ((14, 5), (16, 8)):
        conflict = random_conflict(options, actors, ruled=options == 16)
        payoffs = rng.normal(size=(actors, len(conflict)))
        found[next(names)] = timed(lambda conflict=conflict, payoffs=payoffs: stability(conflict, payoffs, limit=600.0))
    return found


def main() -> None:
    """Measure, print seconds and how many times faster than the bar that is, and keep the numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the bootstraps")
    found = measure(DRAWS // 10 if parser.parse_args().quick else DRAWS)
    print(f"{'':<50}{'seconds':>9}{'bar':>7}{'bar / seconds':>15}")
    for name, seconds in found.items():
        print(f"{name:<50}{seconds:>9.2f}{BARS[name]:>7g}{BARS[name] / seconds:>15.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB")
    RESULTS.mkdir(exist_ok=True)
    kept = {
        "rows": [{"what": name, "cpu_s": round(s, 3), "bar_s": BARS[name]} for name, s in found.items()],
        "peak_mib": round(peak),
    }
    (RESULTS / "strategic.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
