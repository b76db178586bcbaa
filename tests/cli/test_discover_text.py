"""Boxes as they are printed."""

from __future__ import annotations

import io

from cli.test_discover import BOX, FOUND
from multipolar.cli.discover_text import print_discovery
from multipolar.cli.terminal import SafeConsole


def printed(**changes):
    out = io.StringIO()
    print_discovery(SafeConsole(file=out, width=100, highlight=False, markup=False), FOUND | changes)
    return out.getvalue()


def test_print_discovery__numbers_boxes_and_shows_every_third_step():
    """Steps 0, 3, the last and the chosen one; an interrupted run says so."""
    text = printed(boxes=[BOX, BOX], interrupted="interrupted: 5 of 9 courses")
    assert [text.count(f"Box {i}") for i in (1, 2, 3)] == [1, 1, 0]
    steps = [line.split()[0] for line in text.splitlines() if line.strip().endswith(tuple("012345")) and "%" in line]
    assert steps == ["0", "1", "3", "5"]
    assert "- interrupted: 5 of 9 courses" in text
    assert "interrupted" not in printed()
