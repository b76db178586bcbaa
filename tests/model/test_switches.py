"""Places of switches are those of the mechanisms' list."""

from __future__ import annotations

import ast
from pathlib import Path

import multipolar
from multipolar.model import switches
from multipolar.model.register import MECHANISMS


def test_switches__stand_where_the_list_has_them():
    """The constant DRONES is the place of `drones`, and so on for all."""
    places = {name.lower(): value for name, value in vars(switches).items() if name.isupper()}
    assert places == {name: i for i, name in enumerate(MECHANISMS)}


def test_switches__each_is_read_by_compiled_code():
    """Every mechanism that `--off` takes is asked for somewhere: a switch that no step reads would print and do nothing."""
    root = Path(multipolar.__file__).parent
    files = [file for room in ("mechanisms", "diplomacy", "engine") for file in (root / room).glob("*.py")]
    read = {
        node.attr
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert {name.upper() for name in MECHANISMS} - read == set()
