"""What holds when powers look ahead, with reasons in words."""

from __future__ import annotations

from dataclasses import replace

from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report.figures.stability import STABILITY, named, reasons

INP = replace(invented_war(60), asked=asked_documents())


def test_stability__verdicts_with_their_probability():
    """Neither armed holds by fear of the answer alone; both armed under all concepts, though both would leave it together."""
    table = STABILITY.table(INP)
    assert table.head == ("Postures", "R", "GMR", "SMR", "SEQ", "Groups")
    now, armed = table.rows[:2]
    assert now[0] == "Norland stay out, Southia stay out (now)"
    assert [cell.split(" ")[0] for cell in now[1:5]] == ["no", "holds", "holds", "holds"]
    assert [cell.split(" ")[0] for cell in armed[1:5]] == ["holds"] * 4
    assert armed[5] == "Norland+Southia leave (R)"
    assert STABILITY.finding(INP).startswith("What the powers do now holds under GMR and SMR and SEQ.")


def test_stability__improvement_and_sanction_in_words():
    """Of the status quo first, for readers with and without a script; no id of a power is left."""
    (words, lines), *_ = reasons(INP)
    assert words == "Norland stay out, Southia stay out"
    assert any("Southia moves to Norland arm, Southia arm, which is worse for Norland than staying" in line for line in lines)
    assert any(line.startswith("Smallest change that makes it hold under R") for line in lines)
    html = STABILITY.html(INP)
    assert "<h4>Norland stay out, Southia stay out</h4><ul>" in html
    assert "NOR" not in html
    assert STABILITY.data(INP)["reasons"][0]["lines"] == lines


def test_named__leaves_other_words_alone():
    """An id inside a word is none."""
    assert named(INP, "NORTH of NOR: NOR's; SOU+NOR") == "NORTH of Norland: Norland's; Southia+Norland"


def test_stability__nothing_where_nothing_was_asked():
    """No caption, table, text or data."""
    inp = replace(INP, asked={})
    assert (STABILITY.caption(inp), STABILITY.table(inp).rows, STABILITY.html(inp), STABILITY.data(inp)) == ("", (), "", None)
