"""Calibrations as tables."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from multipolar.cli.calibrate_text import print_document
from multipolar.outside.table import shipped
from multipolar.scenario.calibrated import KINDS, calibration


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "register" in calibration(kind)])
def test_print_document__shows_what_the_register_takes(kind):
    """Every prior that the register takes stands in the text, with the reason for its width."""
    out = Console(file=io.StringIO(), width=110)
    print_document(out, calibration(kind))
    said = out.file.getvalue()
    for name, row in calibration(kind)["register"].items():
        assert name in said
        assert row["prior"] in said


def test_print_document__of_battles_shows_the_bars():
    """Brier on held-out wars beside its baselines, coverage of bands."""
    out = Console(file=io.StringIO(), width=110)
    print_document(out, calibration("battles"))
    said = out.file.getvalue()
    found = calibration("battles")["cross_validation"]
    assert f"{found['win']['law']['brier']:.4f}" in said
    assert f"{found['losses']['defender_day']['law']['cover80']:.3f}" in said
    assert "force_ratio_only" in said


def test_print_document__of_past_wars_shows_kinds_and_lengths_of_the_last_year():
    """Each type with its wars, shares and quarters of its lengths, and whose data they are."""
    out = Console(file=io.StringIO(), width=110)
    print_document(out, shipped())
    said = out.file.getvalue()
    last = shipped()["years"]["2026"]
    for kind, one in last["kinds"].items():
        assert kind in said
        assert f"{one['shares'][0]:.3f}" in said
    assert f"{last['lengths']['interstate']['quantiles'][49]:.0f}" in said
    assert "UCDP" in said
