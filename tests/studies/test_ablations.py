"""Ablations: every part is found, verdicts need two errors, an interruption keeps what was done."""

from __future__ import annotations

import numpy as np
import pytest

from invented import population, war
from multipolar.errors import QuestionError
from multipolar.model.register import MECHANISMS
from multipolar.studies import ablations
from multipolar.studies.ablations import (
    NEUTRAL,
    ablations_of,
    markdown,
    never_help,
    over_wars,
    study_ablations,
    verdict,
    wars_with_outcomes,
)
from multipolar.studies.member_scores import resampled


@pytest.fixture
def invented(monkeypatch):
    """Let invented members live: as they are; without drones with another population; without weather the same."""
    monkeypatch.setattr(ablations, "load_war", lambda recipe: war() if recipe.off != ("drones",) else other())

    def other():
        from dataclasses import replace

        return replace(war(), recipe=replace(war().recipe, off=("drones",)))

    def live(found, *, members, **how):
        out = population()[:members].copy()
        if found.recipe.off == ("drones",):
            out["label"] = 1
        return out

    monkeypatch.setattr(ablations, "live_members", live)


def test_ablations_of__mechanisms_bundles_and_judgement():
    """Each mechanism once, each bundle but the one in force, both neutral values."""
    parts = ablations_of(war())
    names = [p.name for p in parts]
    assert len(set(names)) == len(names)
    assert [n for n in MECHANISMS if n not in names] == []
    assert set(NEUTRAL) <= set(names)
    assert "bundle grinding" in names
    assert "bundle default" not in names
    assert [p.name for p in ablations_of(war(), ["drones", "grinding"])] == ["drones", "bundle grinding"]


def test_ablations_of__an_unknown_part_has_a_nearest_name():
    """A misspelling is not passed over."""
    with pytest.raises(QuestionError, match="Did you mean 'drones'"):
        ablations_of(war(), ["drons"])


def test_study__a_part_that_helps_and_one_that_is_silent(invented):
    """Every course a knockout of B without drones: the score is surely worse. Without weather nothing moves."""
    found = study_ablations(["karabakh_2020"], only=["drones", "weather"], members=300)
    rows = found["wars"]["karabakh_2020"]["rows"]
    assert (rows["drones"]["verdict"], rows["weather"]["verdict"]) == ("helps", "silent")
    assert rows["drones"]["score"]["difference"] > 0
    assert "ending" in rows["drones"]["targets"]
    assert found["never_help"] == ["weather"]
    assert found["complete"] is True
    text = markdown(found)
    assert text.index("| drones |") < text.index("| weather |")
    assert "Mechanisms that help in no war of these: weather." in text


def test_study__interrupted_it_keeps_what_was_done(invented, monkeypatch):
    """Ctrl-C after the first part: its row is there, and the table says that it is not all."""
    made = ablations._maker

    def stop(recipe):
        if recipe.off == ("weather",):
            raise KeyboardInterrupt
        return made(recipe)()

    monkeypatch.setattr(ablations, "_maker", lambda recipe: lambda: stop(recipe))
    found = study_ablations(["karabakh_2020"], only=["drones", "weather"], members=100)
    assert list(found["wars"]["karabakh_2020"]["rows"]) == ["drones"]
    assert found["complete"] is False
    assert "not every part was tried" in markdown(found)


def test_study__a_war_nobody_knows_the_end_of_is_refused():
    """The wars that can be studied are named."""
    with pytest.raises(QuestionError, match="karabakh_2020"):
        study_ablations(["nowhere_1999"])
    assert "karabakh_2020" in wars_with_outcomes()


def test_verdict__needs_two_errors():
    """A difference within luck is not called help."""
    weights = resampled(100)
    noise = np.random.default_rng(1).random(100)
    base = (weights @ noise)[None, :]
    assert verdict(base, base, 300) == "silent"
    assert verdict(base, base + (weights @ (noise[::-1] - noise))[None, :] * 0.1, 300) == "not told"
    assert verdict(base, base + 1.0 + 0 * base, 300) == "helps"
    assert verdict(base, base - 1.0, 300) == "hurts"


def test_verdict__is_never_told_from_too_few_courses():
    base = np.ones((1, 101))
    assert verdict(base, base + 1.0, 199) == "too few"
    assert verdict(base, base + 1.0, 200) == "helps"
    assert never_help({"w": {"rows": {"drones": row("too few") | {"name": "drones", "kind": "mechanism"}}}}) == []


def row(verdict, difference=0.1, error=0.01):
    return {"kind": "mechanism", "verdict": verdict, "score": {"difference": difference, "error": error}}


def test_never_help__one_war_is_enough_to_be_of_use():
    """A mechanism that helped once is not named; one that was silent or hurt everywhere is."""
    found = {"a": {"rows": {"x": row("hurts"), "y": row("silent")}}, "b": {"rows": {"x": row("helps"), "y": row("not told")}}}
    assert never_help(found) == ["y"]


def test_over_wars__has_both_errors():
    """Two wars with 0.1 and 0.3: mean 0.2, counting error 0.01 / sqrt 2, error between wars 0.1."""
    found = over_wars({"a": {"rows": {"x": row("helps", 0.1)}}, "b": {"rows": {"x": row("helps", 0.3)}}})["x"]
    assert (found["difference"], found["error_between_wars"]) == pytest.approx((0.2, 0.1))
    assert found["error_counting"] == pytest.approx(0.01 / np.sqrt(2), abs=1e-6)
