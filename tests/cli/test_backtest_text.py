"""A back-test in words."""

from __future__ import annotations

import io

from rich.console import Console

from cli.test_backtest import document
from multipolar.cli.backtest_text import SHORT, figure, print_backtest, skill_sentence


def text_of(found) -> str:
    out = Console(file=io.StringIO(), width=120)
    print_backtest(out, found)
    return " ".join(out.file.getvalue().split())


def test_print__every_table_is_there():
    """Means beside naive forecasts, skill, by question, by war, reliability, parts, ranks, shuffles, and how."""
    text = text_of(document())
    wanted = ("6 wars", "other wars", "is it skill", "By question", "By war", "Reliability", "Parts of the Brier", "Ranks of",
              "wrong wars", "Laplace", *SHORT.values())  # fmt: skip

    assert [word for word in wanted if word not in text] == []


def test_skill_sentence__names_what_is_not_skill():
    """Within two errors nothing is skill, and the rule is said with it."""
    found = document()
    for row in found["intervals"].values():
        for gap in row.values():
            gap["verdict"] = "no_skill"

    assert skill_sentence(found).startswith("Nothing is skill against the best naive forecast. Not skill: ending")
    assert "two standard errors" in skill_sentence(found)


def test_print__one_war_is_too_few():
    """A single war prints, and says that it tells nothing."""
    assert "Too few wars to tell" in text_of(document(1))


def test_figure__in_a_cell():
    """Three digits for scores, one for days; a missing score is empty."""
    assert (figure(0.12345), figure(38.38), figure(None), figure(-0.5, signed=True)) == ("0.123", "38.4", "", "-0.500")
