"""Postures of outside powers that an analyst wants valued: what a power takes up, never does, and decides as usual."""

from __future__ import annotations

from typing import Literal

from multipolar.scenario.document.base import Block, Identifier


class WrittenPosture(Block):
    """A way to behave of one power, as the powers' game values it; it moves no course of a forecast.

    ``takes``: options taken up at the first decision at which they are open; ``never``: options never taken; ``rest``: whether
    options in neither list are never taken, or decided as usual.
    """

    power: Identifier
    name: Identifier
    text: str = ""
    takes: list[str] = []
    never: list[str] = []
    rest: Literal["never", "as_usual"] = "never"
    claim: Identifier | None = None
    source: list[str] = []
    note: str = ""
