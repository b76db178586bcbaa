"""The course of the war against what was measured of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from multipolar.errors import DataError
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.session.run import Run, run_war
from multipolar.session.run_files import Order
from multipolar.session.war import Recipe, load_war
from multipolar.studies import targets
from multipolar.studies.targets import (
    MEASURES,
    bands_of,
    day_after,
    figure,
    from_the_start,
    inside,
    markdown,
    measured,
    targets_of,
    truce_days,
)

MEMBERS = 40


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run of the flagship from its first date."""
    war = load_war(from_the_start(Recipe("karabakh_2020")))
    return run_war(war, Order(MEMBERS, 7, tmp_path_factory.mktemp("t") / "run"))


@pytest.fixture(scope="module")
def found(run: Run) -> dict:
    """Return its table."""
    return targets_of(run)


def test_from_the_start__takes_the_first_date_unless_one_is_named() -> None:
    """The whole course can be compared only from the first day of the round."""
    assert from_the_start(Recipe("karabakh_2020")).as_of == "2020-09-27"
    assert from_the_start(Recipe("karabakh_2020", "2020-10-16")).as_of == "2020-10-16"


def test_targets_of__every_row_of_the_outcome_is_told_with_its_bands(found: dict) -> None:
    """Area by date, deaths by week, displaced, lifeline, truces, tanks, drones; bands in order, verdicts as they say."""
    rows = {row["measure"]: row for row in found["rows"]}
    kinds = {name.partition(":")[0] for name in rows}

    assert found["as_of"] == "2020-09-27"
    assert kinds == set(MEASURES)
    assert sum(name.startswith("deaths_week:B") for name in rows) == 6
    for row in rows.values():
        ends = [np.inf if row[q] is None else row[q] for q in ("q05", "q25", "q50", "q75", "q95")]
        assert ends == sorted(ends)
        if row["truth"] is not None:
            truth = max(row["truth"], 0.5) if row["measure"] == "truce_days" else row["truth"]
            assert row["inside_50"] == (ends[1] <= truth <= ends[3])
            assert row["inside_90"] >= row["inside_50"]
            assert row["source"]
    assert found["known"] == sum(row["truth"] is not None for row in rows.values())


def test_targets_of__the_outcome_is_opened_only_after_the_stamp(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of outcomes is called once, with the stamp of the finished forecast."""
    seen: list[Stamp] = []

    def watched(scenario: str, stamp: Stamp, file: Path | None = None):
        seen.append(stamp)
        return open_outcome(scenario, stamp, file).model_copy(update={"targets": []})

    monkeypatch.setattr(targets, "open_outcome", watched)
    with pytest.raises(DataError, match="no measured course"):
        targets_of(run)
    assert [s.sha256 for s in seen] == [run.store.manifest["stamp"]["sha256"]]


def test_measured__agrees_with_the_courses_themselves(run: Run) -> None:
    """Area at the horizon is the area at the end; the weeks of deaths add up; shares of displaced lie in 0 to 1."""
    out = run.outcomes
    last = (run.war.scenario.as_of + dt.timedelta(days=179)).isoformat()
    np.testing.assert_allclose(measured(run, f"area_km2:{last}"), out["area_end"], rtol=1e-5)
    weeks = sum(measured(run, f"deaths_week:B:{w}") for w in range(1, 26))
    assert np.all(weeks <= out["deaths_total"][:, 1] + 0.5)
    gone = measured(run, "displaced_share:day27")
    assert np.all((gone >= measured(run, "displaced_share:day10") - 1e-9) & (gone <= 1.0))
    cut = measured(run, "lifeline_cut:M12")
    assert np.all(np.isinf(cut) == (out["life_cut_day"][:, run.war.model.labels.lifelines.index("M12")] < 0))


@pytest.mark.parametrize(
    "measure", ["area_km3:2020-10-03", "area_km2:2020-09-01", "area_km2:2022-01-01", "deaths", "lifeline_cut:M99"]
)
def test_measured__what_cannot_be_read_is_refused(run: Run, measure: str) -> None:
    """An unknown measure, a day outside the run, a missing or unknown name."""
    with pytest.raises(DataError, match="targets:"):
        measured(run, measure)


def test_day_after__is_the_end_of_the_date(run: Run) -> None:
    """The end of the first day stands at place one of the series, the start at place zero."""
    assert day_after(run.war, dt.date(2020, 9, 27)) == 1


def test_truce_days__counts_as_many_failures_as_the_courses(run: Run) -> None:
    """Lived again day by day, the same courses see the same truces fail, each with a length of hours or days."""
    lengths = list(truce_days(run.war, MEMBERS, 7))
    failed = run.outcomes["failed_truces"] - run.war.model.sc["failed_before"][0]

    assert len(lengths) == int(failed.sum())
    assert all(length > 0.0 for length in lengths)


def test_bands__never_is_beyond_every_day() -> None:
    """Where most courses never see a thing, the median is never; a band that ends in never holds all that is late."""
    bands = bands_of(np.array([10.0, 20.0, np.inf, np.inf, np.inf]))

    assert (bands["q05"], bands["q25"], bands["q50"]) == (10.0, 20.0, np.inf)
    assert inside(100.0, bands["q25"], bands["q95"])
    assert not inside(5.0, bands["q25"], bands["q95"])
    assert bands_of(np.array([]))["q50"] == np.inf
    assert [figure(v) for v in (None, 1234.5, 0.051)] == ["never", "1,234", "0.051"]


def test_markdown__has_a_line_per_target(found: dict) -> None:
    """What nobody published says so."""
    text = markdown(found)

    assert text.count("\n| ") == len(found["rows"]) + 1
    assert "| drones_lost:A | items | not known |" in text
