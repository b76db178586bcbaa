"""Tables: every part of the forecast as text, marked up safely."""

from __future__ import annotations

import pytest
from tests.report.synthetic import invented_war

from multipolar.report import tables
from multipolar.report.scored import score_authors, score_means, score_targets
from multipolar.report.tables import ALIKE, COUNTED, answer, band, brokers_note, option_name, questions

FORECAST = invented_war(200).forecast
TABLES = {
    table.__name__: table
    for table in (
        tables.endings, tables.doubt, tables.length, tables.powers, tables.brokers, tables.arrangement,
        tables.designs, tables.lifelines, tables.quantities, tables.questions, score_means, score_authors, score_targets,
        tables.assumptions, tables.run_facts,
    )
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables__have_a_cell_under_every_head(name):
    """No row is longer or shorter than its heads, and every cell is text."""
    table = TABLES[name](FORECAST)

    assert table.rows
    assert all(len(row) == len(table.head) for row in table.rows)
    assert all(isinstance(cell, str) for row in table.rows for cell in row)


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"endings"}))
def test_tables__of_a_bare_forecast_are_empty(name):
    """A part that a forecast does not have gives no rows, not an error."""
    bare = {"endings": {"knockout_A": {"p": 1.0}}, "as_of": "2030-01-01"}

    assert list(TABLES[name](bare).rows) == []


def test_endings__come_most_probable_first():
    """The first row is the leading ending."""
    shown = [row[1] for row in TABLES["endings"](FORECAST).rows if row[1] != "none"]
    values = [float(x.strip("<> %")) for x in shown if not x.startswith("<")]

    assert values == sorted(values, reverse=True)


def test_answer__says_when_a_question_is_outside_the_model():
    """No number of the model is printed for what no mechanism reaches."""
    text = answer({"outside": True, "base_rate": 0.3, "base_rate_source": "past wars", "p": 0.9})

    assert text == "outside the model; base rate 30 % (past wars)"
    assert answer({"outside": True}) == "outside the model"
    assert "base rate 40 days" in answer({"outside": True, "type": "quantity", "base_rate": 40, "unit": "days"})


def test_answer__prints_each_type_of_question():
    """Binary, category and quantity questions have their own line."""
    assert answer({"p": 0.25, "low": 0.2, "high": 0.3}) == "25 % (20–30)"
    assert answer({"options": {"x": 0.2, "y": 0.8}}) == "y 80 % · x 20 %"
    assert answer({"quantiles": {"q05": 0.1, "q50": 0.3, "q95": 0.8}, "unit": "1"}) == "0.30 (0.10–0.80)"
    assert answer({"quantiles": {"q05": 1, "q50": 40, "q95": 900}, "unit": "days"}) == "40 days (1.0–900)"


def test_answer__of_few_courses_is_a_count():
    """Shares of 60 courses are counts, of 29 no number; several answers that never occur are left out."""
    binary = {"p": 0.25, "low": 0.15, "high": 0.37}

    assert answer(binary, 60) == "15 of 60"
    assert answer(binary, 29) == "too few courses"
    assert answer({"options": {"RUS": 0.75, "none": 0.25, "other": 0.0}}, 1000, {"RUS": "Russia"}) == "Russia 75 % · none 25 %"


def test_questions__say_what_happened_beside_the_score():
    """Each scored question shows its answer; a question that the model lost is marked in its own row."""
    table = questions(FORECAST)
    rows = {row[0]: dict(zip(table.head, row, strict=True)) for row in table.rows}

    assert rows["Q03"]["What happened"] == "Southia"
    assert "(lost)" in rows["Q03"]["Score"]
    assert rows["Q01"]["What happened"] == "yes"
    assert "(lost)" not in rows["Q01"]["Score"]
    assert rows["Q02"]["What happened"] == "not resolved"


def test_endings__show_what_the_forecast_is_made_of():
    """As counted and past wars like this one stand beside the forecast; without past wars there is no empty column."""
    marked = {k: e | {"counted": 0.5, "alike": 0.25} for k, e in FORECAST["endings"].items()}
    table = TABLES["endings"]({**FORECAST, "endings": marked})
    row = dict(zip(table.head, next(r for r in table.rows if r[0].startswith("Outright victory of Aland")), strict=True))

    assert (row[COUNTED], row[ALIKE]) == ("50 %", "25 %")
    assert not {COUNTED, ALIKE} & set(TABLES["endings"](FORECAST).head)


def test_tables__of_few_courses_hold_no_per_cent():
    """A forecast of 60 courses is counts all through, its intervals aside; one of 20 has no number."""
    for members, allowed in ((60, True), (20, False)):
        f = invented_war(members).forecast
        for name in ("endings", "powers", "brokers", "arrangement", "lifelines", "designs"):
            table = TABLES[name](f)
            for row in table.rows:
                for head, cell in zip(table.head, row, strict=True):
                    assert "%" not in cell or (allowed and head.startswith("Counting error")), (members, name, row)


def test_band__leaves_out_missing_quantiles():
    """What was not counted is not printed."""
    assert band({"q50": 3}) == ("3.0", "", "")


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("arm_B", "delivers arms and shells to Borland"),
        ("arm_AAA", "delivers arms and shells to Aland"),
        ("threaten_A", "threatens Aland in public and in detail"),
        ("mediate", "brings the sides together"),
        ("sanction_SOU", "puts sanctions on Southia"),
        ("own_trick_A", "own trick: Aland"),
        ("own_trick", "own trick"),
    ],
)
def test_option_name__names_the_side_it_is_for(option, text):
    """An act is told in words that say to whom, for whom or against whom it is; nothing is left to an arrow."""
    assert option_name(option, FORECAST) == text


def test_option_name__knows_powers_of_several_words():
    """The name behind the verb is told whole."""
    powers = {"north_bloc": {"name": "The northern bloc"}, "bloc": {"name": "A bloc"}}

    assert option_name("sanction_north_bloc", {**FORECAST, "powers": powers}) == "puts sanctions on The northern bloc"


def test_assumptions__put_measured_effects_first():
    """A claim whose effect was counted in this run stands above those that are only described."""
    told = [{"claim": "C01", "text": "x"}, {"claim": "C02", "text": "y", "drawn": True}]

    assert [row[0] for row in TABLES["assumptions"]({"assumptions": told}).rows] == ["C02", "C01"]


def test_assumptions__name_endings_as_the_page_does():
    """A reader meets no key of the model in a sentence about a claim."""
    row = {"claim": "C1", "text": "t", "effect_sentence": "Drawn: knockout_A 52 % where it holds."}
    told = TABLES["assumptions"]({**FORECAST, "assumptions": [row]}).rows[0][-1]

    assert told.startswith("Drawn: outright victory of ")
    assert "knockout" not in told


def test_doubt__of_too_few_pairs_is_not_split():
    """The share of luck is a number like any other: from a handful of pairs it is none."""
    f = {**FORECAST, "uncertainty": {"parameter_share": {"ending": 0.4}, "pairs": 30}}

    assert TABLES["doubt"](f).rows == [("Kind of ending", "40 %", "60 %")]
    assert TABLES["doubt"]({**f, "uncertainty": {**f["uncertainty"], "pairs": 29}}).rows == ()


def test_length__marks_what_lasts_to_the_horizon():
    """Where a quantile is the last day of the forecast, the war may last longer: the table says so as the sentence does."""
    q = {"q05": 9.0, "q25": 20.0, "q50": 60.0, "q75": 180.0, "q95": 180.0}
    (row,) = TABLES["length"]({**FORECAST, "length_days": q, "horizon_days": 180}).rows

    assert row[1:] == ("60 days", "20–180+", "9–180+")


def test_brokers_note__explains_shares_that_add_up_to_more_than_all():
    """Joint mediators make the table exceed the whole; else nothing is said."""
    f = {"brokers": {"NOR": 0.4, "SOU": 0.3, "none": 0.4}}

    assert "add up to more than all" in brokers_note(f)
    assert brokers_note({"brokers": {"NOR": 0.6, "none": 0.4}}) == ""
