"""Options that several commands share."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import get_args, get_type_hints

import pytest
from cyclopts import Parameter

from multipolar.cli.app import answer
from multipolar.cli.failures import UsageError
from multipolar.cli.options import flag, many, only_mechanisms, whole
from multipolar.cli.verbs import VERBS, module_of


def test_many__may_be_repeated_and_says_so():
    """The help tells that the option may stand several times."""
    assert many("--claim", "A choice").help == "A choice; may be repeated."
    assert many("--claim", "A choice").name == ("--claim",)


def test_flag__has_no_opposite():
    """There is no --no-json, and a short name may stand beside the long one."""
    assert flag("--quiet", "No notes.", "-q").name == ("--quiet", "-q")
    assert flag("--json", "One document.").negative == ()


def test_only_mechanisms__names_the_nearest():
    """A slip is wrong usage; what exists is handed on."""
    assert only_mechanisms(("drones", "supply")) == ("drones", "supply")
    with pytest.raises(UsageError, match="'drones'"):
        only_mechanisms(("dronez",))


def whole_options():
    """Yield every option of every command that is a whole number: command, name, type."""
    for verb in VERBS:
        command = importlib.import_module(module_of(verb)).command
        for name, hint in get_type_hints(command, include_extras=True).items():
            kind = (*get_args(hint), hint)[0]
            if name != "return" and int in (kind, *get_args(kind)):
                yield verb, name, hint


def test_whole_numbers__are_read_as_a_whole_by_every_command():
    """The library reads 1.5 as 2 where a whole number is wanted: no option may leave it to that, but one that is counted."""
    found = list(whole_options())
    assert len(found) > 15
    for verb, name, hint in found:
        read = [extra for extra in get_args(hint)[1:] if isinstance(extra, Parameter)]
        assert any(extra.converter is whole or extra.count for extra in read), (verb, name)


@pytest.mark.parametrize("text", ["1.5", "1e3", "2.0", "7,5", "many", "0", "-3", ""])
def test_members__other_texts_are_wrong_usage(text):
    with pytest.raises(UsageError, match="--members"):
        answer(["run", "karabakh_2020", "--members", text])


def test_whole__groups_of_three_may_be_parted():
    assert whole(int, [SimpleNamespace(value="10,000")]) == 10_000
