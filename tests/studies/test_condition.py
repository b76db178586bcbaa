"""A run given reports."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
import yaml

from forecast.reported import day, report
from multipolar import api
from multipolar.engine import store as disk
from multipolar.errors import ArgumentError, MultipolarError, QuestionError
from multipolar.forecast.evidence_document import Evidence
from multipolar.scenario.files import library_dir
from multipolar.session.run import Run, open_run
from multipolar.studies import condition as c

MEMBERS = 300


@pytest.mark.parametrize(("days", "weight"), [(1, 0.5), (14, 0.5), (28, 0.25), (42, 0.125)])
def test_outside_weight__halves_every_two_weeks_after_the_first_two(days, weight):
    """The class knows nothing of the reports."""
    assert c.outside_weight(0.5, days) == pytest.approx(weight)


@pytest.mark.parametrize("until", ["2020-10-16", "2021-04-14", "tomorrow"])
def test_date_of__a_day_after_the_as_of_date_and_before_the_horizon(until):
    """Anything else is refused with what is allowed."""
    evidence = Evidence(format="multipolar-evidence/1", scenario="karabakh_2020", reports=[report("note")])
    with pytest.raises(ArgumentError, match="expected a date"):
        c.date_of(until, evidence, day().frame)
    assert c.date_of(None, evidence, day().frame) == dt.date(2020, 10, 18)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch):
    """Let fewer courses be enough: half of what a reader is shown needs."""
    monkeypatch.setattr(c, "LEAST", c.LEAST / 2)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run of the flagship."""
    return api.run("karabakh_2020", members=MEMBERS, seed=5, out=tmp_path_factory.mktemp("base") / "run", report=False)


def evidence_file(folder, *reports: str):
    """Write an evidence file of reports in one line each."""
    path = folder / "evidence.yaml"
    rows = "".join(f"  - {{{one}}}\n" for one in reports)
    path.write_text(f"format: multipolar-evidence/1\nscenario: karabakh_2020\nreports:\n{rows}", encoding="utf-8")
    return path


def line(name: str, date: str, rest: str) -> str:
    """Return a confirmed report."""
    head = f'id: {name}, event_date: "{date}", report_date: "{date}", source: S, reliability: A, credibility: 1'
    return f"{head}, {rest}"


def test_condition__courses_are_those_that_fit(base: Run, tmp_path):
    """A lifeline under fire and a war that goes on: nearly all courses say so, and the run is a run like any other."""
    path = evidence_file(tmp_path, line("a", "2020-10-24", 'kind: event, feature: "lifeline_under_fire[M12]"'))
    done = api.condition(base, path, until="2020-10-28", out=tmp_path / "given", report=False)
    assert done.refused is None
    run = open_run(tmp_path / "given")
    out, before = run.outcomes, base.outcomes
    under_fire = (out["life_fire_day"][:, 0] >= 0) & (out["life_fire_day"][:, 0] <= 8)
    fires = before["life_fire_day"][:, 0]
    assert under_fire.mean() > 5.0 * ((fires >= 0) & (fires <= 8)).mean()
    assert (run.series[1]["alive"][:, 12] == 1).all()
    assert (base.series[1]["alive"][:, 12] == 0).any()
    (told,) = done.reports
    assert told["surprise"] == pytest.approx(-told["log_evidence"] / np.log(2.0), abs=1e-3)
    assert 0.5 < told["surprise"] < 6.0
    assert run.forecast["conditioned"]["evidence"][0]["id"] == "a"
    assert run.sample.tally.effective is not None
    assert run.sample.tally.effective <= done["ess"] + 1e-6
    origin = run.sample.members
    assert origin.max() < MEMBERS
    assert np.unique(origin).size == done["ancestors"]
    assert disk.read_texts(run.store)["evidence.yaml"].read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
    with pytest.raises(QuestionError, match="cannot be lived again"):
        api.replay(run, 3)
    with pytest.raises(MultipolarError, match="was given reports"):
        api.compare(base, run)
    with pytest.raises(ArgumentError, match="was conditioned already"):
        api.condition(run, path)


def test_condition__days_before_and_after_are_one_course(base: Run, tmp_path):
    """Deaths never fall from day to day, over the last day of reports too, and end at those of the outcome."""
    path = evidence_file(tmp_path, line("a", "2020-10-20", 'kind: event, feature: "sector_falls[FUZ]"'))
    api.condition(base, path, out=tmp_path / "given", report=False)
    run = open_run(tmp_path / "given")
    _, series = run.series
    assert (np.diff(series["dead"], axis=2) >= 0.0).all()
    assert series["dead"][:, :, -1] == pytest.approx(run.outcomes["deaths_total"], rel=1e-5, abs=0.01)
    assert (series["sector_share"][:, 4, 2] > 125).mean() > 0.9


def test_condition__same_reports_same_courses(base: Run, tmp_path):
    """On one thread or two."""
    path = evidence_file(tmp_path, line("a", "2020-10-20", 'kind: event, feature: "sector_falls[FUZ]"'))
    digests = {
        open_run(api.condition(base, path, out=tmp_path / f"t{n}", report=False, threads=n).run).digest for n in (1, 2)
    }  # fmt: skip
    assert len(digests) == 1


def test_condition__where_too_few_courses_fit_it_refuses(base: Run, tmp_path, monkeypatch: pytest.MonkeyPatch):
    """No forecast is given, the reason is told, and nothing is written."""
    monkeypatch.setattr(c, "LEAST", MEMBERS + 1.0)
    path = evidence_file(tmp_path, line("a", "2020-10-18", 'kind: event, feature: "sector_falls[FUZ]"'))
    done = api.condition(base, path, out=tmp_path / "given")
    assert "are needed" in str(done.refused)
    assert done.run is None
    assert not (tmp_path / "given").exists()


def test_condition__nothing_public_by_then(base: Run, tmp_path):
    """Reports that come later are none."""
    path = evidence_file(tmp_path, line("a", "2020-10-24", 'kind: event, feature: "lifeline_under_fire[M12]"'))
    with pytest.raises(ArgumentError, match="no report was public"):
        api.condition(base, path, until="2020-10-20", out=tmp_path / "given")


def test_conditioned_name__tells_date_and_reports():
    """Another text, another folder."""
    names = {c.conditioned_name("x", "2020-10-20", text) for text in ("a", "b")}
    assert len(names) == 2
    assert all(name.startswith("x-until-2020-10-20-") for name in names)


def test_condition__another_war_of_the_library_takes_in_its_dated_record(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """Sabratha falls on 13 April 2020: courses in which it does become more, and the as-of date and the last report stand apart."""
    monkeypatch.setattr(c, "LEAST", 50.0)
    pack = yaml.safe_load((library_dir("packs") / "libya_2020.outcome.yaml").read_text(encoding="utf-8"))
    (day_of_fall,) = (str(row["d"]) for row in pack["evidence_stream"] if "takes Sabratha" in row["what"])
    assert day_of_fall == "2020-04-13"
    path = tmp_path / "libya.yaml"
    told = f'id: coast, event_date: "{day_of_fall}", report_date: "2020-04-14", source: agencies, reliability: B, credibility: 2'
    path.write_text(
        "format: multipolar-evidence/1\nscenario: libya_2020\nreports:\n"
        f'  - {{{told}, kind: soft, feature: "sector_falls[sabratha]", ratio: 8}}\n',
        encoding="utf-8",
    )
    whole = api.run("libya_2020", members=300, seed=5, out=tmp_path / "run", report=False)
    done = api.condition(whole, path, until="2020-04-20", out=tmp_path / "given", report=False)
    assert done.refused is None
    given = open_run(tmp_path / "given")
    place = given.war.model.labels.sectors.index("sabratha")
    before, after = (falls_by(run, place, 101) for run in (whole, given))
    assert after > 2.0 * before > 0.0
    told_of = given.forecast["conditioned"]
    assert (given.forecast["as_of"], told_of["until"], told_of["ancestors"]) == ("2020-01-03", "2020-04-20", done["ancestors"])
    assert (given.series[1]["alive"][:, 108] == 1).all()
    with pytest.raises(MultipolarError, match="libya_2020"):
        api.condition(whole, evidence_file(tmp_path, line("a", "2020-01-06", 'kind: event, feature: "sector_falls[FUZ]"')))


def falls_by(run: Run, sector: int, day: int) -> float:
    """Return the share of courses in which a sector changed hands by a day."""
    held = np.asarray(run.series[1]["sector_share"])[:, : day + 1, sector] > 125
    return float((held != held[:, :1]).any(axis=1).mean())
