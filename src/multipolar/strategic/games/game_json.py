"""Games as JSON: payoffs with names, and the noise, counts and marks of filled cells where there are any."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from multipolar.errors import FaultyFileError, Problem, render_problems
from multipolar.strategic.games.game import Game, NoisyGame, game_of, noisy_of
from multipolar.strategic.json_text import json_of
from multipolar.strategic.solver import SolverError

__all__ = ["SCHEMA", "document_of", "game_from_json", "game_from_text", "game_to_text"]

SCHEMA = "multipolar-game/1"
KEYS = {"schema", "players", "postures", "payoffs", "covariance", "counts", "fitted"}


def document_of(game: Game | NoisyGame) -> dict[str, Any]:
    """Return a game as plain values; runs with shared luck are left out, their covariance stays."""
    noisy = game if isinstance(game, NoisyGame) else noisy_of(game)
    bare = noisy.game
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "players": list(bare.players),
        "postures": [list(names) for names in bare.postures],
        "payoffs": bare.payoffs.tolist(),
    }
    if np.any(noisy.counts > 0):
        document |= {"covariance": noisy.covariance.tolist(), "counts": noisy.counts.tolist()}
    if np.any(noisy.fitted):
        document["fitted"] = noisy.fitted.tolist()
    return document


def game_to_text(game: Game | NoisyGame) -> str:
    """Return a game as JSON text."""
    return json.dumps(document_of(game), ensure_ascii=False) + "\n"


def game_from_json(document: Any, file: str = "game.json") -> NoisyGame:
    """Return the game of a document of plain values.

    Raises
    ------
    FaultyFileError : for keys that are unknown or missing, and for values that are no game, each with what is allowed.
    """
    faults: list[str] = []
    if not isinstance(document, dict):
        faults.append(f"found {type(document).__name__}, expected an object with payoffs")
    else:
        unknown = sorted(set(document) - KEYS)
        if unknown:
            faults.append(f"found the keys {', '.join(unknown)}; allowed are {', '.join(sorted(KEYS))}")
        if document.get("schema", SCHEMA) != SCHEMA:
            faults.append(f"found the schema {document['schema']!r}, expected {SCHEMA!r}")
        if "payoffs" not in document:
            faults.append("payoffs are missing: a list per player, nested by the postures of each")
    if not faults:
        try:
            game = game_of(document["payoffs"], document.get("players"), document.get("postures"))
            return noisy_of(game, document.get("covariance"), document.get("counts"), document.get("fitted"))
        except SolverError as error:
            faults.append(error.failure.message)
        except (TypeError, ValueError) as error:
            faults.append(f"covariance, counts or marks of filled cells do not fit the payoffs ({error})")
    problems = [Problem(file, 0, 0, "", "bad-game", message) for message in faults]
    raise FaultyFileError(render_problems(problems), problems)


def game_from_text(text: str, file: str = "game.json") -> NoisyGame:
    """Return the game of a JSON text.

    Raises
    ------
    FaultyFileError : where it is no JSON, with the line, or no game.
    """
    return game_from_json(json_of(text, file), file)
