"""Games as JSON."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings

from multipolar.errors import FaultyFileError
from multipolar.strategic.games.game import game_of, noisy_of
from multipolar.strategic.games.game_json import SCHEMA, document_of, game_from_json, game_from_text, game_to_text
from strategic.games.random_games import PRISONERS, games


@given(games(most_players=3, whole=False))
@settings(max_examples=30, deadline=None)
def test_game_to_text__reads_back_to_the_same_bits(game):
    """With and without noise and marks."""
    again = game_from_text(game_to_text(game))
    assert np.array_equal(again.game.payoffs, game.payoffs)
    assert not again.counts.any()
    noisy = noisy_of(game, np.ones(game.payoffs.shape), 7, np.arange(game.profiles).reshape(game.shape) % 2 == 0)
    back = game_from_text(game_to_text(noisy))
    assert np.array_equal(back.covariance, noisy.covariance)
    assert np.array_equal(back.counts, noisy.counts)
    assert np.array_equal(back.fitted, noisy.fitted)


def test_document_of__has_its_schema_and_names():
    """A plain game has no noise in its document."""
    document = document_of(game_of(PRISONERS, ["A", "B"]))
    assert (document["schema"], document["players"]) == (SCHEMA, ["A", "B"])
    assert "covariance" not in document


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "found list"),
        ({}, "payoffs are missing"),
        ({"payoffs": PRISONERS, "payoff": 1}, "found the keys payoff"),
        ({"payoffs": PRISONERS, "schema": "other/2"}, "found the schema 'other/2'"),
        ({"payoffs": [[1, 2], [3]]}, "no regular array"),
        ({"payoffs": PRISONERS, "players": ["A"]}, "found 1 names"),
        ({"payoffs": PRISONERS, "covariance": [1], "counts": 3}, "covariance of shape"),
        ({"payoffs": PRISONERS, "counts": "many"}, "do not fit"),
    ],
)
def test_game_from_json__says_what_is_wrong(document, said):
    """Each fault with what is allowed."""
    with pytest.raises(FaultyFileError, match=said):
        game_from_json(document)


def test_game_from_text__has_the_line_of_what_is_no_json():
    """A comma too many on the second line."""
    with pytest.raises(FaultyFileError, match="no JSON") as caught:
        game_from_text('{"payoffs":\n [1,,2]}')
    assert caught.value.problems[0].line == 2
    assert json.loads(game_to_text(game_of(PRISONERS)))["payoffs"] == PRISONERS
