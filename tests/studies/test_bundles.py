"""Bundles scored side by side."""

from __future__ import annotations

import pytest

from multipolar.errors import RunError
from multipolar.session.war import Recipe, load_war
from multipolar.studies import bundles
from multipolar.studies.bundles import BUNDLES, markdown, rows_of, study_bundles, truth_text


@pytest.fixture(scope="module")
def found() -> dict:
    """Return the three bundles of the flagship on a few members."""
    return study_bundles(Recipe("karabakh_2020", "2020-10-16"), members=30, seed=4)


def test_study_bundles__every_question_has_a_score_for_every_bundle(found: dict) -> None:
    """All questions that can be scored stand beside the uniform forecast, once per bundle."""
    war = load_war(Recipe("karabakh_2020", "2020-10-16"))
    asked = {q.id for q in war.scenario.document.questions}
    told = {row["target"] for row in found["rows"]}

    assert found["bundles"] == list(BUNDLES)
    assert len(asked) == 31
    assert asked - told <= {row.id for row in war.scenario.document.questions if row.type != "binary"}
    assert all(set(row["scores"]) == set(BUNDLES) for row in found["rows"])
    assert all(set(means) >= {"binary_brier"} for means in found["means"].values())


def test_markdown__marks_the_best_and_those_who_lose_to_uniform(found: dict) -> None:
    """One line per target; a star for the best, a sign for worse than uniform."""
    text = markdown(found | {"too_few": None})
    lines = [line for line in text.splitlines() if line.startswith("| Q01 ")]

    assert len(lines) == 1
    assert " *" in lines[0]
    assert text.count("\n| Q") >= 31


def test_markdown__marks_no_best_from_too_few_courses(found: dict) -> None:
    text = markdown(found)
    assert found["too_few"]
    assert " *" not in text.split("| mean")[0]
    assert "No bundle is marked best: too few courses" in text


def test_study_bundles__a_war_whose_end_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an outcome there is nothing to score."""
    monkeypatch.setattr(bundles, "scores_of_variant", lambda lived: None)
    with pytest.raises(RunError, match="nobody knows"):
        study_bundles(Recipe("karabakh_2020"), only=["default"], members=5)


def test_rows__keep_truth_and_forecast() -> None:
    """A row holds what each bundle said."""
    target = {"rule": "Brier", "value": True, "outside": False, "baselines": {"uniform": 0.25}, "authors": {}}
    target |= {"score": 0.1, "forecast": 0.7}
    rows = rows_of({"a": {"targets": {"Q1": target}}, "b": {"targets": {"Q1": {**target, "score": 0.2, "forecast": 0.5}}}})

    assert rows[0]["scores"] == {"a": 0.1, "b": 0.2}
    assert rows[0]["forecasts"] == {"a": 0.7, "b": 0.5}
    told = [truth_text(t) for t in (True, 3.5, "RUS", {"armed": 0.5, "direct": 0.5})]
    assert told == ["yes", "3.5", "RUS", "armed 0.5 / direct 0.5"]
