"""From a run to the page's input: told facts only, told as told."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.report.synthetic import invented_war

from multipolar.engine.simulate import series_dtype
from multipolar.model.build import build
from multipolar.model.records import zeros
from multipolar.model.vocabulary import vocabulary
from multipolar.report.compose import (
    before_the_round,
    dead_told,
    displaced_told,
    ground_told,
    known_facts,
    middle,
    outline,
    report_input,
    told,
)
from multipolar.report.page import page_html
from multipolar.scenario.check import checked
from multipolar.scenario.files import load
from multipolar.scenario.resolve import resolve


@pytest.fixture(scope="module")
def document():
    """Return the flagship as of 16 October."""
    return checked(load("karabakh_2020", as_of="2020-10-16"), vocabulary())


def test_outline__names_the_map_and_every_sector(document):
    """The page gets the drawn map's name, and who held each sector before the round."""
    told_sectors = {s["id"]: s for s in outline(document)["sectors"]}

    assert outline(document)["geometry"] == "karabakh_2020"
    assert len(told_sectors) == len(document.theatre.sectors)
    assert told_sectors["JAB"]["share_A_start"] == 0.0
    assert told_sectors["GAN"]["share_A_start"] == 1.0


def test_ground_told__sums_the_public_map(document):
    """The map of the day is one mark: shares times areas of the zone."""
    (mark,) = ground_told(document)
    sectors = {s.id: s for s in document.theatre.sectors}
    total = sum(
        (middle(r.value) - before_the_round(sectors[r.sector])) * middle(sectors[r.sector].area)
        for r in document.reports
        if r.kind == "map_share" and sectors[r.sector].in_zone
    )

    assert mark["value"] == pytest.approx(total)
    assert 300 < mark["value"] < 900
    assert mark["reported"] is True


def test_dead_told__keeps_announcement_and_enemy_claim_apart(document):
    """What a side says of its own dead and what its enemy says are both marks, each named."""
    (own,) = dead_told(document, "B")
    (enemy,) = dead_told(document, "A")

    assert (own["day"], own["value"]) == (-1, 604.0)
    assert own["text"].startswith("announced")
    assert enemy["text"].startswith("claimed by the enemy")


def test_displaced_told__turns_a_share_into_people(document):
    """Half of the zone's people is a number of people."""
    (mark,) = displaced_told(document)

    assert 40_000 < mark["value"] < 100_000


def test_known_facts__hold_nothing_known_after_the_as_of_date(document):
    """A report that became known later is no fact of this forecast, whatever day it speaks of."""
    later = [r.model_copy(update={"known_on": document.as_of + dt.timedelta(days=1)}) for r in document.reports]

    assert known_facts(document.model_copy(update={"reports": later})) == {}
    assert all(mark["day"] <= 0 for marks in known_facts(document).values() for mark in marks)


def test_told__leaves_out_an_unknown_teller(document):
    """A report without a teller is still a report."""
    report = document.reports[0].model_copy(update={"by": ""})

    assert told(report, document.as_of, 1.0, what="shown", names={})["text"] == "shown"


def test_report_input__makes_a_page_of_a_run_s_records(document):
    """Records of the flagship become a page with the drawn map and the reports."""
    model = build(resolve(document, vocabulary()))
    series = np.zeros(3, series_dtype(int(document.horizon_days), len(model.labels.sectors)))
    outcomes = zeros("OUTCOME", 3, model.capacity)
    forecast = {**invented_war(20).forecast, "scenario": "karabakh_2020", "as_of": document.as_of.isoformat()}
    inp = report_input(document, model.labels, forecast, series=series, outcomes=outcomes)
    html = page_html(inp)

    assert inp.series is not None
    assert "not a surveyed line" in html
    assert '"text":"announced by Armenia and Nagorno-Karabakh"' in html


def test_report_input__without_courses_still_has_its_facts(document):
    """A run that kept no days gives the page its facts and tables."""
    model = build(resolve(document, vocabulary()))
    inp = report_input(document, model.labels, invented_war(20).forecast)

    assert inp.series is None
    assert inp.known
