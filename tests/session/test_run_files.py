"""What a run writes down of itself: its folder's name, the digest of the code, how many members live twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from multipolar.session import run_files
from multipolar.session.run_files import Order, default_folder, twins_for
from multipolar.session.war import Recipe, load_war


@pytest.fixture(scope="module")
def war():
    return load_war(Recipe("karabakh_2020"))


def test_default_folder__is_another_for_every_other_run(war):
    """The folder names war, date, seed and members, and a digest tells apart what else makes a run another."""
    folder = default_folder(war, Order(50, 3))
    others = [
        default_folder(war, Order(51, 3)), default_folder(war, Order(50, 4)),
        *(
            default_folder(load_war(Recipe("karabakh_2020", **how)), Order(50, 3))
            for how in (
                {"off": ("drones",)}, {"claims": ("C02=off",)}, {"settings": ("horizon_days=90",)}, {"bundle": "article"},
                {"as_of": "2020-09-27"},
            )
        ),
    ]  # fmt: skip

    assert re.fullmatch(r"karabakh_2020-2020-10-16-3-50-[0-9a-f]{8}", folder.name)
    assert folder.parent == Path("runs")
    assert len({folder, *others}) == 1 + len(others)
    assert default_folder(load_war(Recipe("karabakh_2020")), Order(50, 3, threads=1, chunk=7, command="x")) == folder


def test_code_digest__knows_every_file_that_moves_a_forecast(tmp_path, monkeypatch):
    """Two programs of one version that count otherwise never go on with each other's run_files."""
    run_files.code_digest.cache_clear()
    first = run_files.code_digest()
    monkeypatch.setattr(run_files, "CODE", run_files.CODE[1:])
    run_files.code_digest.cache_clear()
    other = run_files.code_digest()
    run_files.code_digest.cache_clear()

    assert first != other
    assert {"engine", "model", "forecast"} <= set(run_files.CODE)


@pytest.mark.parametrize(("members", "twins"), [(50, 50), (1000, 200), (10_000, 1000), (1_000_000, 2000)])
def test_twins_for__a_tenth_within_bounds(members, twins):
    """Enough twins to tell luck, never so many that they cost a run."""
    assert twins_for(members) == twins
