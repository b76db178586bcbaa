"""Words for what was asked of a run, and the line that says how to ask."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report import asked_words as w
from multipolar.report.page import page_html

INP = replace(invented_war(60), asked=asked_documents())


def test_names__of_sides_powers_postures_and_designs():
    """An id that nobody has a name for stays as it is; what a tried design is stands in the answer alone."""
    assert [w.actor_name(INP, name) for name in ("AAA", "NOR", "XXX")] == ["Aland", "Norland", "XXX"]
    assert w.profile_words(INP, INP.asked["powers"], "arm,stay_out") == "Norland: arm; Southia: stay out"
    assert w.design_words(INP, "guard") == "Norland's guard along the pass"
    assert w.design_words(replace(INP, asked={}), "guard") == "design guard: halt with terms"
    assert w.design_words(replace(INP, asked={}), "of_my_own") == "of my own"


def test_courses_share__counts_where_courses_are_few():
    """No percentage under 200 courses."""
    assert w.courses_share(INP, 0.25) == "25 %"
    few = replace(INP, asked={"settlement": INP.asked["settlement"] | {"members": 100}})
    assert w.courses_share(few, 0.25) == "25 of 100"


def test_missing_html__names_the_command_of_what_was_not_asked():
    """One line for each part; none where it is there, or cannot be asked."""
    none = replace(INP, asked={"notes": {"powers": "powers.json is not shown: <other>."}})
    said = w.missing_html(none, ("powers", "stability", "settlement"))
    assert said.count("<p") == 3
    assert "<code>multipolar powers RUN</code>" in said
    assert "&lt;other&gt;" in said
    assert w.missing_html(INP, ("powers", "stability", "settlement")) == ""
    given = replace(none, forecast={**INP.forecast, "conditioned": {"until": "2030-05-01", "reports": 1}})
    assert w.missing_html(given, ("powers", "settlement")) == ""
    bare = replace(none, forecast={**INP.forecast, "powers": {}, "designs": {}})
    assert w.missing_html(bare, ("powers", "stability", "settlement")) == ""


@pytest.mark.parametrize("section", ["game", "settlement"])
def test_page__has_both_sections_with_and_without_answers(section):
    """With them figures, without them how to ask."""
    with_them, without = (
        page_html(one).split(f'<section id="{section}">')[1].split("</section>")[0] for one in (INP, replace(INP, asked={}))
    )
    assert "data-figure" in with_them
    assert "multipolar report RUN" not in with_them
    assert "data-figure" not in without
    assert "multipolar report RUN" in without
