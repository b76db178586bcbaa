"""What a run is frozen with is the same bytes when it is stamped and when it is frozen."""

from __future__ import annotations

import pytest

from invented import job, runner, war
from multipolar.engine import store as disk
from multipolar.engine.chunk import chunks_of
from multipolar.engine.ensemble import simulate
from multipolar.errors import QuestionError
from multipolar.forecast.document import stamp_of
from multipolar.session.frozen_core import core_of, kept_months, months_in
from multipolar.session.run import finish_run
from multipolar.session.run_files import Order, manifest_of


@pytest.fixture(scope="module", params=[0, 250], ids=["without days", "with days"])
def run(request, tmp_path_factory):
    path, work = tmp_path_factory.mktemp("run") / "r", job(500, series=request.param)
    store = disk.create(path, manifest_of(war(), Order(500, 7, path), work), war().texts)
    simulate(work, chunks_of(work, 250), disk.writer(store, work), threads=1, runner=runner)
    return finish_run(war(), store, complete=True, wall_s=1.0)


def test_core_of__is_what_the_stamp_holds(run):
    """Made again from the folder as it lies on disk, its digest is the one in the stamped forecast."""
    again = disk.open_store(run.folder)
    core = core_of(war(), again, run.sample, digest=run.digest, status="complete")
    assert stamp_of(core) == run.forecast["run_facts"]["core"]
    assert stamp_of(core | {"status": "interrupted"}) != run.forecast["run_facts"]["core"]


def test_kept_months__only_where_days_were_kept(run):
    """Without days no months, and the reason where they are asked for."""
    held = len(run.series[0])
    assert bool(kept_months(war(), run.store)) == bool(held)
    if held:
        assert {values.shape for values in months_in(war(), run.store).values()} == {(held, 2)}
    else:
        with pytest.raises(QuestionError, match="no daily series"):
            months_in(war(), run.store)
