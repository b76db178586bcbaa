"""Tables and bars on a terminal and elsewhere."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.text import Text

from multipolar.cli.terminal import WIDEST, console, heading, progress_bar, table


def printed(width, *things):
    out = Console(file=io.StringIO(), width=width)
    for thing in things:
        out.print(thing)
    return out.file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_table__stays_within_the_window_and_loses_nothing(width):
    """Long cells are folded, never cut; numbers stay whole."""
    words = "a sentence that is a good deal longer than the narrowest of the windows in this test"
    text = printed(width, table(["what", "p"], [(words, "17 %")], right=(1,)))
    assert max(map(len, text.splitlines())) <= width
    assert "17 %" in text
    assert [word for word in words.split() if word not in text] == []


def test_console__is_plain_where_no_one_looks(capsys, monkeypatch):
    """Into a pipe goes no colour code, and the width is bounded."""
    monkeypatch.setenv("COLUMNS", "300")
    out = console()
    heading(out, "Endings")
    assert out.width == WIDEST
    assert "\x1b" not in capsys.readouterr().out


def test_progress_bar__is_silent_off_the_terminal(capsys):
    """No bar in logs: there is nobody to call back."""
    with progress_bar() as progress:
        assert progress is None
    assert capsys.readouterr().err == ""


def test_progress_bar__shows_how_far_and_how_long_on_a_terminal(monkeypatch):
    """On a terminal the bar counts; quiet silences it there too."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress_bar(quiet=True) as progress:
        assert progress is None
    with progress_bar() as progress:
        assert progress is not None
        progress("courses", 5, 10)


def test_console__shows_control_characters(capsys):
    out = console()
    out.print(table(["na\x1b[2Jme"], [["x\u202ey"]], title="t\x9b31m"))
    out.print(Text("z\x1b]0;title\x07", style="bold"))
    written = capsys.readouterr().out
    assert not set(written) & set("\x1b\x9b\x07\u202e")
    assert "␛[2J" in written
    assert "x\ufffdy" in written
