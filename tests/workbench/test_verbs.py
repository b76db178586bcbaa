"""The table of verbs against the functions behind them."""

from __future__ import annotations

import inspect

import pytest

import multipolar
from multipolar.session.choices import READING
from multipolar.workbench.running import ODD
from multipolar.workbench.verbs import VERBS


@pytest.mark.parametrize("name", [name for name, verb in VERBS.items() if verb.function not in {"brief", "outside"}])
def test_verbs__take_what_their_functions_take(name):
    """No option is offered that the function does not know, and progress is told where it can be."""
    verb = VERBS[name]
    takes = inspect.signature(getattr(multipolar, verb.function)).parameters
    known = {*takes, *(READING if any(p.kind is p.VAR_KEYWORD for p in takes.values()) else ())}
    assert set(verb.options) <= known
    assert verb.progress == ("progress" in takes)


def test_verbs__those_that_are_called_otherwise_are_in_the_table():
    """And no other."""
    assert set(ODD) <= {verb.function for verb in VERBS.values()}
