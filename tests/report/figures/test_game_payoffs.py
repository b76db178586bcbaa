"""The payoffs of the powers' game: every profile, best replies marked."""

from __future__ import annotations

from dataclasses import replace

from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report.figures.game_payoffs import GAME_PAYOFFS, rows_of

INP = replace(invented_war(60), asked=asked_documents())
GAME = INP.asked["powers"]


def test_rows_of__a_best_reply_is_worth_most_among_the_power_s_own():
    """Held against the payoffs one by one; the profile in which all reply best is the pure equilibrium."""
    rows = {row["key"]: row for row in rows_of(GAME)}
    for key, row in rows.items():
        own = key.split(",")
        for i, name in enumerate(GAME["powers"]):
            others = [
                GAME["payoffs"][",".join([*own[:i], one["name"], *own[i + 1 :]])][name]["mean"] for one in GAME["postures"][name]
            ]
            assert row["cells"][i]["best"] == (GAME["payoffs"][key][name]["mean"] == max(others))
    assert [key for key, row in rows.items() if all(c["best"] for c in row["cells"])] == [one["profile"] for one in GAME["pure"]]


def test_game_payoffs__the_status_quo_first_then_where_most_reply_best():
    """Errors beside payoffs, a mark for the best reply, how often a profile holds."""
    table = GAME_PAYOFFS.table(INP)
    assert table.head == ("Postures of Norland, Southia", "Norland", "Southia", "Holds in")
    assert table.rows[0] == ("stay out, stay out (now)", "3.000 ± 0.030", "3.000 ± 0.030", "")
    assert table.rows[1] == ("arm, arm", "1.000 ± 0.030 ●", "1.000 ± 0.030 ●", "93 %")
    assert "Nobody gains by changing alone in: Norland: arm; Southia: arm. It holds in 93 %" in GAME_PAYOFFS.finding(INP)
    assert "Counted over all courses" in GAME_PAYOFFS.caption(INP)


def test_game_payoffs__what_was_completed_is_marked():
    """A payoff without runs; and no profile that holds is told too."""
    game = {**GAME, "pure": [], "completion": {"filled": 1}}
    game["payoffs"] = {**GAME["payoffs"], "arm,arm": {name: {"mean": 1.0, "se": 0.1, "runs": 0} for name in ("NOR", "SOU")}}
    inp = replace(INP, asked={"powers": game})
    assert "≈" in GAME_PAYOFFS.table(inp).rows[1][1]
    assert GAME_PAYOFFS.finding(inp).startswith("In no profile of postures does every power do best by staying.")
    assert "not simulated but completed" in GAME_PAYOFFS.caption(inp)


def test_game_payoffs__nothing_where_nothing_was_asked():
    """No caption, table, note or data."""
    inp = replace(INP, asked={})
    assert (GAME_PAYOFFS.caption(inp), GAME_PAYOFFS.table(inp).rows, GAME_PAYOFFS.finding(inp), GAME_PAYOFFS.data(inp)) == (
        "",
        (),
        "",
        None,
    )
