"""The weights of a run make it say what the pool says, in every number, and leave it alone where there is no pool."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from multipolar.codes import ENDINGS, Ending
from multipolar.errors import DataError
from multipolar.forecast import weighting as w
from multipolar.outside.table import past_class
from multipolar.outside.view import Case, view_of

OUT = np.dtype([("label", "i4"), ("length_days", "f4")])


def outcomes(n: int = 4000, endings: int = 7) -> NDArray[Any]:
    """Return invented outcomes: endings drawn unevenly among the first ones, short wars, those that go on at the horizon."""
    rng = np.random.default_rng(3)
    chance = np.arange(endings, 0, -1.0)
    out = np.zeros(n, OUT)
    out["label"] = rng.choice(endings, n, p=chance / chance.sum())
    out["length_days"] = np.where(out["label"] == Ending.ONGOING, 180.0, np.minimum(rng.exponential(40.0, n), 179.0))
    return out


def scenario(weight: float | None = None, year: int = 2020) -> Any:
    """Return what of a scenario the weighting reads."""
    outside = None if weight is None else SimpleNamespace(weight=weight)
    return SimpleNamespace(document=SimpleNamespace(outside=outside, horizon_days=180, as_of=dt.date(year, 10, 16)))


@pytest.fixture(autouse=True)
def case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the outside view be that of an invented case of the scenario's date."""
    monkeypatch.setattr(w, "outside_view", lambda s: view_of(Case(s.document.as_of, 180), past_class(s.document.as_of)))


def weighting(parts: list[NDArray[Any]], given: Any = None) -> w.Weighting:
    """Return the weighting of outcomes in parts."""
    found, reason = w.weighting_of(given or scenario(), parts)
    assert found is not None, reason
    return found


def test_weighting_of__endings_of_the_weighted_courses_are_the_mean_of_both_parts() -> None:
    """Half the courses, half the class: in the weights, and in what is published."""
    out = outcomes()
    found = weighting([out])
    shares = np.bincount(out["label"], found.weights, minlength=7) / len(out)
    counted = np.bincount(out["label"], minlength=7) / len(out)
    wanted = 0.5 * counted + 0.5 * np.array(list(found.view.endings.values()))

    assert found.weights.mean() == pytest.approx(1.0)
    assert shares == pytest.approx(wanted, abs=1e-8)
    assert found.endings == pytest.approx(wanted, abs=1e-12)
    assert list(found.counted.values()) == pytest.approx(counted)
    assert found.tilt.ess == pytest.approx(len(out) ** 2 / (found.weights**2).sum())


def test_weighting_of__does_not_depend_on_how_the_courses_are_cut_up() -> None:
    """One part or many: the same weights to the bit."""
    out = outcomes(900)

    assert weighting([out]).weights.tolist() == weighting([out[:10], out[10:500], out[500:]]).weights.tolist()


def test_weighting_of__an_ending_that_no_course_reached_keeps_its_share_in_what_is_published() -> None:
    """No ending that may happen has probability nought, and the reader is told; all weights are of the courses there are."""
    out = outcomes(endings=5)
    out["label"][out["label"] == Ending.ONGOING] = 0
    found = weighting([out])
    missing = [i for i in range(7) if not (out["label"] == i).any()]

    assert missing
    assert found.endings.sum() == pytest.approx(1.0)
    assert (found.endings[missing] > 0.0).all()
    assert set(found.tilt.missing) >= {list(ENDINGS)[i] for i in missing}
    assert any("too few courses reached" in note for note in found.plain()["notes"])


def test_weighting_of__is_none_where_the_scenario_gives_it_no_weight_or_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is told."""
    found, reason = w.weighting_of(scenario(0.0), [outcomes(50)])
    assert (found, "no weight" in reason) == (None, True)

    def nothing(_: Any) -> Any:
        raise DataError("the table begins with 1950")

    monkeypatch.setattr(w, "outside_view", nothing)
    found, reason = w.weighting_of(scenario(), [outcomes(50)])
    assert (found, "begins with 1950" in reason) == (None, True)


def test_weight_of__is_what_the_scenario_states_else_one_half() -> None:
    """The weight is an assumption of the scenario."""
    assert [w.weight_of(scenario(x)) for x in (None, 0.2, 1.0)] == [0.5, 0.2, 1.0]


def test_weighting_of__one_course_cannot_bear_the_weight_of_an_ending() -> None:
    """It counts five times by its ending; what the pool gives the ending beyond that is told, and the class keeps its share."""
    out = outcomes(1000, endings=1)
    out["length_days"][:500] = 5.0
    out["label"][1:], out["length_days"][500:] = Ending.GAINS_A, 100.0
    found = weighting([out])

    assert found.tilt.share == 0.5
    assert found.weights[0] <= 25.0 * (1.0 + 1e-9)
    assert (found.endings > 0.0).all()
    assert found.tilt.missing["knockout_A"] > 0.0
    assert any("too few courses reached (knockout_A" in note for note in found.plain()["notes"])


def test_marks__are_both_parts_of_the_forecast() -> None:
    """As counted, and past wars like this one; none where the run is not weighted."""
    found = weighting([outcomes()])

    assert w.marks(found) == {"counted": found.counted, "alike": found.view.endings}
    assert w.marks(None) == {}


def test_plain__is_json_and_names_the_class() -> None:
    """What stands in the forecast document beside the forecast."""
    plain = weighting([outcomes()]).plain()

    assert {"who", "sentence", "counted", "endings", "weight", "share", "effective", "worst_ratio", "multipliers"} <= set(plain)
    assert plain["n"] > 40
    assert replace(weighting([outcomes()])).plain() == plain
