"""Evidence files: every fault at once, and the reports that come with the package."""

from __future__ import annotations

import pytest

from forecast.reported import day
from multipolar.errors import FaultyFileError
from multipolar.forecast.evidence import evidence_in, evidence_names, open_evidence
from multipolar.scenario.files import loaded_from

HEAD = "format: multipolar-evidence/1\nscenario: karabakh_2020\nreports:\n"
GOOD = """  - {id: a, kind: event, event_date: "2020-10-18", report_date: "2020-10-19", source: S, reliability: A, credibility: 1,
     feature: "lifeline_cut[M12]"}
"""


def read(text: str):
    """Return the reports of a text about the flagship."""
    return evidence_in(loaded_from(text, "e.yaml"), day().frame, "karabakh_2020")


def test_evidence_in__reads_what_is_well_formed():
    """One report, all of it."""
    found = read(HEAD + GOOD)
    assert [(r.id, r.feature, r.by, r.disputed) for r in found.reports] == [("a", "lifeline_cut[M12]", "other", False)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"lifeline_cut[M12]"', '"lifeline_cut[M13]"'), ["no lifeline 'M13'", "reports[a].feature"]),
        (('"lifeline_cut[M12]"', '"lifelinecut[M12]"'), ["no feature 'lifelinecut'", "Did you mean 'lifeline_cut'"]),
        (('"lifeline_cut[M12]"', "lifeline_cut"), ["expected lifeline_cut[LIFELINE]"]),
        (('"lifeline_cut[M12]"', '"option_used[RUS, mediatee]"'), ["no option of RUS 'mediatee'"]),
        (('"lifeline_cut[M12]"', '"deaths_over[many]"'), ["many"]),
        (("kind: event", "kind: evnt"), ["evnt"]),
        (("credibility: 1", "credibility: 7"), ["7"]),
        (('report_date: "2020-10-19"', 'report_date: "2020-10-17"'), ["lies before event_date"]),
        (('report_date: "2020-10-19"', 'report_date: "2020-13-19"'), ["2020-13-19"]),
        (("source: S", "source: S, quantity: displaced"), ["says nothing by quantity"]),
        (('feature: "lifeline_cut[M12]"', "text: x"), ["needs feature"]),
        (("kind: event", "kind: count"), ["needs quantity", "needs value", "says nothing by feature"]),
        (("kind: event", "kind: holds, sector: SHUU, side: AZR"), ["no sector 'SHUU'", "no side 'AZR'"]),
        (("scenario: karabakh_2020", "scenario: cyprus_1974"), ["the run is of 'karabakh_2020'"]),
        (("source: S", "source: S, colour: red"), ["colour"]),
    ],
)
def test_evidence_in__names_every_fault_with_its_place(change, said):
    """What was found, what is allowed, and where."""
    with pytest.raises(FaultyFileError) as caught:
        read((HEAD + GOOD).replace(*change))
    assert [word for word in said if word not in str(caught.value)] == []
    assert all(problem.line > 0 for problem in caught.value.problems)


def test_evidence_in__doubles_and_ranges():
    """Two reports of one id, a range without bounds and one whose bounds are exchanged: all told together."""
    ranged = GOOD.replace("kind: event", "kind: range").replace('feature: "lifeline_cut[M12]"', "quantity: displaced")
    turned = ranged.replace("id: a", "id: b").replace("quantity: displaced", "quantity: displaced, low: 5, high: 4")
    with pytest.raises(FaultyFileError) as caught:
        read(HEAD + GOOD + ranged + turned)
    text = str(caught.value)
    assert [w for w in ("stands more than once", "needs low, high or both", "low 5 is not below high 4") if w not in text] == []


def test_open_evidence__the_packages_own_reports_are_in_order():
    """A hundred reports on the flagship, published by 9 November, with the false ones among them."""
    assert evidence_names() == ["karabakh_2020"]
    found, text = open_evidence("karabakh_2020", day().frame, "karabakh_2020")
    numbers = {report.id[:4] for report in found.reports}
    assert len(numbers) == 100
    assert min(report.event_date for report in found.reports) == "2020-09-27"
    assert max(report.report_date for report in found.reports) == "2020-11-09"
    assert text.startswith("format: multipolar-evidence/1")
    with pytest.raises(FaultyFileError, match="the run is of 'x'"):
        open_evidence("karabakh_2020", day().frame, "x")
