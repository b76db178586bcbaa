"""The verbs that forecast, end to end on a small ensemble of the flagship: run, resume, replay, report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import numpy as np
import pytest
from tests.api.conftest import MEMBERS, SEED
from tests.report.recount import check_case, random_cases, shown_by_script

from multipolar import api
from multipolar.engine.store import JOURNAL
from multipolar.errors import ArgumentError, MultipolarError
from multipolar.report import packing
from multipolar.report.compose import answered
from multipolar.session.run import Run

ENDINGS = 7


def test_run__counts_probabilities_that_add_up(done: Run) -> None:
    """Seven endings share all courses, every interval holds its share, quantiles are in order."""
    f = api.run_document(done)
    assert f["schema"] == "multipolar-forecast/1"
    assert len(f["endings"]) == ENDINGS
    assert sum(e["p"] for e in f["endings"].values()) == pytest.approx(1.0, abs=ENDINGS * 0.5e-6)  # each is kept to six places
    assert all(e["low"] <= e["p"] <= e["high"] for e in f["endings"].values())
    length = f["length_days"]

    assert length["q05"] <= length["q25"] <= length["q50"] <= length["q75"] <= length["q95"] <= 180
    assert f["as_of"] == "2020-10-16"
    assert len(f["questions"]) == 31


@pytest.mark.parametrize("threads", [1, 3])
def test_run__has_the_same_digest_on_any_threads_and_chunks(done: Run, tmp_path: Path, threads: int) -> None:
    """Same scenario, seed and members: the same bytes, however the work is cut."""
    other = api.run("karabakh_2020", members=MEMBERS, seed=SEED, out=tmp_path / "two", threads=threads, chunk=17, report=False)

    assert other.digest == done.digest


def lines_of(folder: Path) -> int:
    """Return how many chunks the journal of a run tells of."""
    journal = folder / JOURNAL
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def test_run__killed_and_resumed_gives_the_same_digest(done: Run, tmp_path: Path) -> None:
    """A kill -9 as soon as the folder is there, then after one chunk more and after two, loses and changes nothing."""
    folder = tmp_path / "killed"
    command = [sys.executable, "-m", "multipolar.cli", "run", "karabakh_2020", "--members", str(MEMBERS), "--seed", str(SEED)]
    command += ["--out", str(folder), "--chunk", "10", "--threads", "1", "--no-report", "--quiet"]
    for more in (0, 1, 2):
        process = subprocess.Popen([*command, "--resume"] if (folder / ".lock").exists() else command, stdout=subprocess.DEVNULL)
        enough = lines_of(folder) + more
        while process.poll() is None and (lines_of(folder) < enough or not (folder / ".lock").exists()):
            time.sleep(0.02)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
    finished = api.run(
        "karabakh_2020", members=MEMBERS, seed=SEED, out=folder, chunk=10, resume=(folder / ".lock").exists(), report=False
    )

    assert finished.digest == done.digest


def test_run__refuses_a_folder_that_is_not_its_own(done: Run) -> None:
    """Nothing is overwritten."""
    with pytest.raises(MultipolarError):
        api.run("karabakh_2020", members=MEMBERS, seed=SEED + 1, out=done.folder, report=False)


def test_claim__switched_off_changes_courses_on_the_same_seeds(done: Run, tmp_path: Path) -> None:
    """Without drones fewer Armenian soldiers die, pairwise on the same chance."""
    without = api.run(api.load("karabakh_2020", off="drones"), members=MEMBERS, seed=SEED, out=tmp_path / "without", report=False)
    difference = without.outcomes["dead_by"][:, 1, 1] - done.outcomes["dead_by"][:, 1, 1]

    assert np.all(difference <= 0.0)
    assert difference.sum() < 0.0


def test_replay__tells_the_course_that_was_counted(done: Run) -> None:
    """A replayed member ends on the day and in the way the ensemble counted, and every event names its rule."""
    course = api.replay(done, 7)
    outcome = done.outcomes[7]

    assert course["schema"] == "multipolar-course/1"
    assert all(event["rule"] for event in course["events"])
    assert course["events"][-1]["day"] == int(outcome["length_days"])


def test_replay__tells_the_exemplar_of_a_run(done: Run) -> None:
    """An exemplar is a course of the run with the reason why; another is the next nearest, and the same when asked again."""
    early = api.replay(done, exemplar="early")
    following = api.replay(done, exemplar="early", another=1)

    assert early["exemplar"]["kind"] == "early"
    assert early.length_days == done.outcomes["length_days"][early.member]
    assert early.length_days <= np.quantile(done.outcomes["length_days"], 0.5)
    assert following.member != early.member
    assert following == api.replay(done, exemplar="early", another=1)
    assert "exemplar" not in api.replay(done, early.member)


def test_replay__refuses_what_does_not_go_together(done: Run) -> None:
    """An exemplar is in place of a member and of a run; another is of an exemplar."""
    with pytest.raises(ArgumentError, match=r"member=\.\.\. cannot be used: an exemplar"):
        api.replay(done, 3, exemplar="early")
    with pytest.raises(ArgumentError, match=r"another=\.\.\. cannot be used: name the exemplar"):
        api.replay(done, 3, another=1)
    with pytest.raises(ArgumentError, match=r"exemplar=\.\.\. cannot be used: an exemplar is chosen among the courses of a run"):
        api.replay("karabakh_2020", exemplar="early")


def test_report__is_one_page(done: Run, tmp_path: Path) -> None:
    """The page can be written again beside the run."""
    page = api.report(done, tmp_path / "page.html")

    assert page.read_text(encoding="utf-8").startswith("<!")


def parquet(folder: Path, kind: str) -> dict[str, np.ndarray]:
    """Return all rows of a kind of a run's Parquet files, read as anybody would."""
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT * FROM read_parquet('{folder}/{kind}/*.parquet') ORDER BY member").fetchnumpy()


def test_report__shows_what_the_parquet_files_hold(tmp_path: Path) -> None:
    """Map, fans, bars, powers and questions, plain and under random conditions, recounted from the files of a run as counted."""
    done = api.run("karabakh_2020", members=MEMBERS, seed=SEED, out=tmp_path / "one", settings=("outside.weight=0",))
    api.report(done, tmp_path / "page.html")
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    page = json.loads(text.split('id="page-data">')[1].split("</script>")[0])
    packed = page["courses"]
    days, outcomes = parquet(done.folder, "series"), parquet(done.folder, "outcomes")
    order, count = np.lexsort((days["day"], days["member"])), packed["count"]
    table = {name: values[order].reshape(count, -1) for name, values in days.items()}
    labels = done.war.model.labels
    kind = [("label", "i4"), ("length_days", "f8"), ("paper", "i4"), ("arrangement", "i4"), ("brokers", "i4", len(labels.powers)),
            ("level", "i4", len(labels.powers)), ("newly_direct", "i4", len(labels.powers)),
            ("entry_day", "f8", len(labels.powers)), ("life_cut_day", "f8", len(labels.lifelines))]  # fmt: skip
    out = np.zeros(count, kind)
    for name, *shape in kind:
        if len(shape) == 1:
            out[name] = outcomes[name]
        else:
            axis = labels.lifelines if name == "life_cut_day" else labels.powers
            out[name] = np.stack([outcomes[f"{name}[{a}]"] for a in axis], axis=1)
    a, b = labels.sides
    courses = packing.Courses(
        days=table["day"][0], area_km2=table["area_km2"], dead_a=table[f"dead[{a}]"], dead_b=table[f"dead[{b}]"],
        displaced=table["displaced"], sector_share=np.stack([table[f"share[{s}]"] for s in labels.sectors], axis=2),
        sectors=labels.sectors, powers=labels.powers, lifelines=labels.lifelines, designs=labels.designs, outcome=out,
        answers=answered(done.sample.questions, done.outcomes[:count], done.forecast),
    )  # fmt: skip
    cases = random_cases(courses, 12, 4)
    shown = shown_by_script(page, cases)["cases"]
    cells = sum(
        check_case(courses, page["forecast"], page["sectors"], None, case, one) for case, one in zip(cases, shown, strict=True)
    )
    turns = (np.diff((courses.sector_share > packing.MAJORITY).astype(int), axis=1) != 0).sum(axis=1)

    assert cells > 4_000
    assert turns.max() > 2


def test_report__the_saved_scenario_runs_as_it_was_run(tmp_path: Path) -> None:
    """Date, patch and settings are in the one saved file: it gives the same courses again."""
    first = api.run("karabakh_2020", members=12, seed=3, out=tmp_path / "first", settings=("horizon_days=60",))
    html = (tmp_path / "first" / "report.html").read_text(encoding="utf-8")
    saved = tmp_path / "karabakh_2020.yaml"
    saved.write_text(json.loads(html.split('id="scenario">')[1].split("</script>")[0]), encoding="utf-8")
    again = api.run(saved, members=12, seed=3, out=tmp_path / "again", report=False)

    assert again.digest == first.digest
    assert saved.read_text(encoding="utf-8") == (tmp_path / "first" / "as_run.yaml").read_text(encoding="utf-8")
    assert "multipolar run karabakh_2020.yaml --as-of 2020-10-16 --members 12 --seed 3" in html


def test_api__loads_no_library_that_a_run_can_do_without():
    """Laws of probability, scores and data frames are loaded where they are used: a run does not wait for them."""
    names = ("scipy.stats", "scipy.special", "scipy.linalg", "scoringrules", "pandas")
    script = f"import multipolar.api, sys; print([name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
