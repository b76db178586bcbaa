"""Games as .nfg text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from multipolar.errors import FaultyFileError
from multipolar.strategic.games.game import game_of
from multipolar.strategic.games.nfg import read_nfg, write_nfg
from strategic.games.random_games import PRISONERS, games

# The two forms of the format, written by hand: the first player's posture runs fastest.
BY_PAYOFFS = """NFG 1 R "A game" { "Alice" "Bob" } { 3 2 }

1 1 0 2 0 2
1 1 0 3 2 0"""
BY_OUTCOMES = """NFG 1 R "Selten" { "One" "Two" }
{ { "u" "d" } { "l" "r" } }
"a comment"

{
{ "first" 1, 2.5 }
{ "second" 1/4, -3e2 }
}
1 0 2 1
"""


def test_read_nfg__lets_the_first_player_run_fastest():
    """Six profiles of 3 by 2, payoffs in pairs."""
    game = read_nfg(BY_PAYOFFS)
    assert game.shape == (3, 2)
    assert game.players == ("Alice", "Bob")
    assert game.postures == (("1", "2", "3"), ("1", "2"))
    assert game.payoffs[0].tolist() == [[1.0, 1.0], [0.0, 0.0], [0.0, 2.0]]
    assert game.payoffs[1].tolist() == [[1.0, 1.0], [2.0, 3.0], [2.0, 0.0]]


def test_read_nfg__takes_outcomes_and_fractions():
    """Outcome 0 is worth nothing to anybody."""
    game = read_nfg(BY_OUTCOMES)
    assert game.postures == (("u", "d"), ("l", "r"))
    assert game.payoffs[0].tolist() == [[1.0, 0.25], [0.0, 1.0]]
    assert game.payoffs[1].tolist() == [[2.5, -300.0], [0.0, 2.5]]


@given(games(most_players=4, whole=False))
@settings(max_examples=40, deadline=None)
def test_write_nfg__reads_back_to_the_same_bits(game):
    """Any game survives writing and reading."""
    again = read_nfg(write_nfg(game, "t", "c"))
    assert np.array_equal(again.payoffs, game.payoffs)
    assert (again.players, again.postures) == (game.players, game.postures)


def test_write_nfg__keeps_odd_names():
    """Quotation marks, backslashes and blanks in names."""
    game = game_of(PRISONERS, ['the "West"', "back\\slash"], [["hold on", "act"], ["a", "b"]])
    again = read_nfg(write_nfg(game))
    assert (again.players, again.postures) == (game.players, game.postures)


def test_read_nfg__numbers_names_that_repeat():
    """Other programs allow one name twice; ours tells them apart."""
    assert read_nfg('NFG 1 R "" { "a" "a" } { { "x" "x" } { "y" } } 1 2 3 4').postures[0] == ("x", "x (2)")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the text ends"),
        ("EFG 2 R", 1, "found EFG, expected NFG"),
        ('NFG 1 X "t" {', 1, "expected R or D"),
        ('NFG 1 R "t" { a }', 1, "found a, expected a text in quotation marks"),
        ('NFG 1 R "t" { "a" "b" }\n{ 2 }\n1', 2, "postures of 1 players, 2 are named"),
        ('NFG 1 R "t" { "a" }\n{ 2 }\n1 x', 3, "found x, expected a finite number"),
        ('NFG 1 R "t" { "a" }\n{ 2 }\n1', 3, "the text ends"),
        ('NFG 1 R "t" { "a" }\n{ 2 }\n1 2\n3', 4, "found 3 behind the last payoff"),
        ('NFG 1 R "t" { "a" }\n{ 2 }\n{ { "o" 1 2 } } 1 1', 3, "outcome with 2 payoffs"),
        ('NFG 1 R "t" { "a" }\n{ 2 }\n{ { "o" 1 } } 1 2', 3, "outcome 2, there are outcomes 0 to 1"),
        ('NFG 1 R "t" { "a" "b" }\n{ 900 900 }\n1', 3, "810,000 profiles"),
        ('NFG 1 R "t" { "a" }\n{ 1.5 }\n1', 2, "expected a whole number"),
        ('NFG 1 R "t" { "a" }\n{ 2 }\n1 1/0', 3, "found 1/0"),
    ],
)
def test_read_nfg__says_where_and_what_is_wrong(text, line, said):
    """Every fault has its line, what was found and what is allowed."""
    with pytest.raises(FaultyFileError, match=said) as caught:
        read_nfg(text, "g.nfg")
    assert (caught.value.problems[0].line, caught.value.problems[0].file) == (line, "g.nfg")
