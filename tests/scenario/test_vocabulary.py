"""The words handed to the scenario layer."""

from __future__ import annotations

import dataclasses
from typing import get_args

import pytest

from multipolar.scenario.vocabulary import ARGUMENTS, Argument
from scenario.words import words


def test_vocabulary__is_frozen():
    """Words are not changed on the way."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        words().max_effects = 9


def test_vocabulary__side_verbs_are_plain_verbs():
    """Verbs are named without their target."""
    assert not any("{" in verb or verb.endswith("_") for verb in words().side_verbs)


def test_arguments__are_told_kind_by_kind():
    """The public list holds every kind that a feature may take, each with what is written there."""
    assert tuple(ARGUMENTS) == get_args(Argument)
    assert all(ARGUMENTS.values())
