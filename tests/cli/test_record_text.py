"""How the record is printed."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from multipolar.cli.record_text import happened_text, print_ledger, print_views, said_text

BIN = {"from": 0.7, "to": 0.8, "n": 20, "questions": 18, "said": 0.75, "happened": 0.4, "band": [0.6, 0.9], "consistent": False}
MONTH = {"month": "2030-01", "new": 20, "n": 20, "brier": 0.21, "said": 0.75, "happened": 0.4, "bins": [BIN]}
CHAIN = {"state": "whole", "rows": 12, "head": "ab" * 32, "spoiled": [], "breaks": [], "notes": []}
HEAD = {
    "id": 1, "scenario": "invented_pass", "as_of": "2030-04-20", "bundle": "default", "frozen": "2030-04-21T10:00:00",
    "questions": 3, "scored": 0, "sha256": "ab" * 32, "new": False, "interrupted": None, "spoiled": None,
}  # fmt: skip


def printed(show, document):
    """Return what a document looks like in a wide window, blanks joined."""
    out = Console(file=io.StringIO(), width=200)
    show(out, document)
    return " ".join(out.file.getvalue().split())


@pytest.mark.parametrize(
    ("document", "wanted"),
    [
        ({"kind": "add", "forecasts": [HEAD]}, "was there already"),
        ({"kind": "list", "forecasts": [HEAD]}, "1 invented_pass 2030-04-20 default 2030-04-21T10:00 3 0 abababab"),
        ({"kind": "score", "scores": [], "skipped": [{"id": 2, "why": "nobody knows"}]}, "forecast 2 is not scored: nobody knows"),
        ({"kind": "calibration", "n": 20, "questions": 18, "every": False, "bins": [BIN], "over_time": [MONTH], "notes": ["a"]},
         "70 to 80 % 20 75 % 40 % 60 to 90 % outside"),
        ({"kind": "forecast", "forecasts": [HEAD], "answers": [{"question": "Q05", "type": "binary", "said": {"p": 0.2}}],
          "scores": [{"added": "2031-01-01", "means": {"binary_brier": {"model": 0.2, "uniform": 0.25}},
                      "voids": [{"question": "Q7"}]}]},
         "scored 2031-01-01: binary_brier 0.200 (uniform 0.250); void: Q7"),
        ({"kind": "question", "question": "Q05", "updates": [{**HEAD, "said": {"p": 0.3}, "change": 0.1, "happened": True}]},
         "30.0 % +10.0 points yes"),
    ],
    ids=["add", "list", "score", "calibration", "forecast", "question"],
)  # fmt: skip
def test_print_ledger__each_answer_has_its_table(document, wanted):
    """The words that matter are there, with the place of the ledger above."""
    text = printed(print_ledger, {"db": "l.sqlite3", "chain": CHAIN, **document})
    assert text.startswith("Ledger l.sqlite3")
    assert wanted in text


def test_print_ledger__interrupted_and_spoiled_rows_say_so():
    """In the list, when added and when scored; every row that is not as it was written is named."""
    said = "interrupted: 12 of 60 courses"
    spoilt = {"table": "answers", "row": 3, "why": "is not as it was written"}
    broken = CHAIN | {"state": "broken", "spoiled": [spoilt], "breaks": ["link 4 of the chain was taken out"], "notes": ["old"]}
    rows = [HEAD | {"interrupted": said}, HEAD | {"spoiled": "was taken out"}]
    text = printed(print_ledger, {"db": "l", "chain": broken, "kind": "list", "forecasts": rows})
    assert all(word in text for word in (said, "was taken out", "Row 3 of answers is not as it was written", "link 4", "old"))
    assert said in printed(print_ledger, {"db": "l", "chain": CHAIN, "kind": "add", "forecasts": rows})
    done = {"id": 1, "scenario": "x", "as_of": "d", "means": {}, "lost_to_uniform": [], "interrupted": said}
    done["voids"] = [{"question": "Q7"}]
    text = printed(print_ledger, {"db": "l", "chain": CHAIN, "kind": "score", "scores": [done], "skipped": []})
    assert said in text
    assert "void and not scored: Q7" in text


def test_happened_text__in_a_cell():
    """Yes, no, void, an option, a number."""
    assert [happened_text(v) for v in (True, False, "void", "RUS", 44.0)] == ["yes", "no", "void", "RUS", "44.0"]


def test_said_text__in_a_cell():
    """A chance, the likeliest answer, a spread, nothing."""
    quantiles = {"q05": 1.0, "q50": 20.0, "q95": 300.0}
    assert said_text({"p": 0.25}) == "25.0 %"
    assert said_text({"options": {"a": 0.2, "b": 0.8}}) == "b 80 %"
    assert said_text({"quantiles": quantiles}) == "20.0 (1.000 to 300)"
    assert not said_text({})


def test_print_views__only_the_total_is_judged():
    """The row with a bar names what it beats and what it does not; a derived bound is written as one."""
    forecast = {"mean": 8.0, "q05": 1.0, "q50": 7.0, "q95": 20.0}
    scores = {"crps": 800.0, "ignorance": 0.1, "interval": 9000.0}
    marks = {"zero": {"crps": 7583.0, "derived": True}, "last": {"crps_at_least": 700.0, "derived": True}}
    target = {"recorded": 7583.0, "forecast": forecast, **scores, "benchmarks": marks}
    document = {
        "scenario": "x", "as_of": "2030-04-20", "isoab": "AZE", "draws": 1000, "bins": ["0 to below 0.5"], "source": "s",
        "notes": [], "left_out": ["2020-12 is left out: nobody recorded its deaths"],
        "targets": {"2020-11": {**target, "bar": False, "beats": None}, "all": {**target, "bar": True, "beats": ["zero"]}},
    }  # fmt: skip
    text = printed(print_views, document)
    assert "all: CRPS beats zero; not last. Single months have no bar." in text
    assert ">= 700" in text
    assert "- 2020-12 is left out" in text
    assert "2020-11: CRPS" not in text
