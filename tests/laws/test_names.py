"""The law of names: whatever the actors and places of a war are called, its courses are the same."""

from __future__ import annotations

import re

import pytest

from multipolar.model.build import Model, build
from multipolar.model.draw import draw
from multipolar.scenario.check import check
from multipolar.scenario.files import library_dir
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import choose
from multipolar.session.war import words

NAMES = {
    "border_war": ("NOR", "SOU", "EAST", "WEST", "FORD", "halt", "PACT", "south_soil"),
    "siege": ("BES", "DEF", "MED", "TOWN", "PASS", "guarded_town", "mediator_trusted"),
}


def text_of(template: str) -> str:
    return (library_dir("templates") / f"{template}.yaml").read_text(encoding="utf-8")


def built(text: str) -> Model:
    found = check(loaded_from(text, "war.yaml"), words())
    assert found.problems == ()
    assert found.document is not None
    return build(resolve(found.document, words(), choose(found.document)))


@pytest.mark.parametrize(("template", "name"), [(t, n) for t, names in NAMES.items() for n in names])
def test_names__mean_nothing(template, name):
    """A name of several words, parted by underscores, is the same name wherever it stands, in the ids of options too."""
    text = text_of(template)
    renamed = re.sub(rf"(?<![A-Za-z0-9]){name}(?![A-Za-z0-9_])", f"the_{name}_of_x", text)
    before, after = built(text), built(renamed)

    assert renamed != text
    assert after.sc.tobytes() == before.sc.tobytes()
    assert draw(after.plan, 8, seed=1).tobytes() == draw(before.plan, 8, seed=1).tobytes()
