"""Tables: every part of the forecast as text, marked up safely."""

from __future__ import annotations

import pytest
from tests.report.synthetic import invented_war

from multipolar.report.tables import TABLES, Table, answer, band, html_table, markdown_table, option_name, questions

FORECAST = invented_war(200).forecast


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
    shown = [row[1] for row in TABLES["endings"](FORECAST).rows]
    values = [float(x.strip("<> %")) for x in shown if not x.startswith("<")]

    assert values == sorted(values, reverse=True)


def test_html_table__escapes_what_it_prints():
    """A name with markup in it stays a name."""
    text = html_table(Table(("a",), [("<script>",)]), 'cap"tion')

    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert html_table(Table(("a",), []), "x") == ""


def test_markdown_table__keeps_bars_and_line_ends_inside_cells():
    """A bar in a cell does not open a column."""
    assert markdown_table(Table(("a", "b"), [("x|y", "z\nw")])).splitlines()[-1] == "| x\\|y | z w |"


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


def test_questions__mark_those_lost_to_uniform():
    """A question that the model lost is marked in its own row."""
    rows = {row[0]: row for row in questions(FORECAST).rows}

    assert "(lost)" in rows["Q03"][4]
    assert "(lost)" not in rows["Q01"][4]


def test_band__leaves_out_missing_quantiles():
    """What was not counted is not printed."""
    assert band({"q50": 3}) == ("3.0", "", "")


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("arm_B", "arm → Borland"),
        ("arm_AAA", "arm → Aland"),
        ("border_show", "border show"),
        ("mediate", "mediate"),
        ("sanction_SOU", "sanction → Southia"),
    ],
)
def test_option_name__names_the_side_it_is_for(option, text):
    """Suffixes of sides and powers become names, other words stay words."""
    assert option_name(option, FORECAST) == text


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
