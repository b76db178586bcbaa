"""Outcome files are opened late, and only by one door."""

from __future__ import annotations

from pathlib import Path

import pytest

import multipolar
from invented import sample
from multipolar.errors import DataError
from multipolar.forecast.document import forecast_document, stamp_of
from multipolar.forecast.outcome import Stamp, open_outcome, outcome_names, stamped

STAMP = Stamp("ab" * 32, "2020-10-16T00:00:00+00:00")


def test_open_outcome__the_library_knows_the_flagship():
    """31 answers and an ending are known."""
    found = open_outcome("karabakh_2020", STAMP)

    assert len(found.answers()) == 31
    assert found.end is not None
    assert found.end.label == "knockout_A"
    assert found.power_levels["TUR"].weights == {"armed": 0.5, "direct": 0.5}
    assert "karabakh_2020" in outcome_names()


def test_stamped__a_forecast_changed_after_its_stamp_is_refused():
    """What was written stands; a better number found later is not scored."""
    document = forecast_document(sample(200))
    sha = stamp_of(document)
    stamped(document, sha, "now")
    document["members"] = 201

    with pytest.raises(DataError, match="stamped"):
        stamped(document, sha, "now")


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "format: multipolar-outcome/1\n", "format: other\nscenario: karabakh_2020\n", "{", "a: 1\na: 2\n",
     "format: multipolar-outcome/1\nscenario: karabakh_2020\nend: {label: victory}\n"],
)  # fmt: skip
def test_open_outcome__nonsense_is_an_error(tmp_path, text):
    """A file that is no outcome never gives a score."""
    path = tmp_path / "o.yaml"
    path.write_text(text)

    with pytest.raises(DataError):
        open_outcome("karabakh_2020", STAMP, path)


def test_open_outcome__of_another_war_is_refused(tmp_path):
    """A run is not scored by what happened elsewhere."""
    path = tmp_path / "o.yaml"
    path.write_text("format: multipolar-outcome/1\nscenario: elsewhere\n")

    with pytest.raises(DataError, match="elsewhere"):
        open_outcome("karabakh_2020", STAMP, path)
    with pytest.raises(DataError, match="name a file"):
        open_outcome("elsewhere", STAMP)


def test_open_outcome__nothing_is_opened_before_the_stamp(tmp_path):
    """Without a stamp not even the file's existence is told."""
    for file in (None, tmp_path / "missing.yaml"):
        with pytest.raises(DataError, match="stamped"):
            open_outcome("karabakh_2020", Stamp("", ""), file)


def test_outcomes__are_named_by_no_other_module():
    """Only this one file of the package knows where outcomes are kept."""
    root = Path(multipolar.__file__).parent
    named = [p.relative_to(root).as_posix() for p in root.rglob("*.py") if 'library_dir("outcomes")' in p.read_text()]

    assert named == ["forecast/outcome.py"]
