"""A page opened again: what it carried lies in a folder and runs to the same outcomes."""

from __future__ import annotations

import json
import shlex
from dataclasses import replace

import pytest
from tests.report.synthetic import invented_war
from tests.report.test_carried import DOCUMENT, page_of

from multipolar import api
from multipolar.cli import app, main
from multipolar.errors import FaultyFileError, RunError
from multipolar.forecast.document import stamp_of
from multipolar.report import opened as o
from multipolar.report.carried import carried_in, sealed
from multipolar.report.page import page_html
from multipolar.session.run import open_run


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return a run of the flagship's second date with choices of every kind, and its page."""
    folder = tmp_path_factory.mktemp("made")
    done = api.run(
        "karabakh_2020", "2020-10-16", members=200, seed=31, out=folder / "run", claims=["C12=off"], off=["drones"],
        settings=["outside.weight=0.3"],
    )  # fmt: skip
    return done, done.report


@pytest.mark.compiled
def test_open_page__the_recovered_scenario_runs_to_the_same_outcomes(run, tmp_path, capsys):
    """The commands that are printed, typed as they stand, give the digest that is printed; date patch and choices are back."""
    done, page = run
    found = api.open_report(page, tmp_path / "back")
    assert len(found.commands) == 1
    assert (found.folder / "patches" / "karabakh_2020@2020-10-16.yaml").is_file()

    status = main([*shlex.split(found.commands[0])[1:], "--quiet"])

    capsys.readouterr()
    again = open_run(found.folder / o.RUN)
    assert (status, again.digest, again.war.scenario.digest) == (0, done.digest, done.war.scenario.digest)
    assert found.digest == done.digest
    assert json.loads((found.folder / o.FORECAST).read_text()) == done.forecast
    assert found["notes"] == []


def write(tmp_path, document=DOCUMENT):
    """Write a page that carries a document."""
    page = tmp_path / "p.html"
    page.write_text(page_of(document), encoding="utf-8")
    return page


def test_open_page__writes_into_a_new_or_empty_folder_only(tmp_path, monkeypatch):
    """A folder that holds something is kept as it is; by default the folder is named after war, date and digest."""
    page = write(tmp_path)
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "mine.txt").write_text("mine")
    with pytest.raises(RunError, match="is there already and was kept"):
        o.open_page(page, tmp_path / "held")
    assert [path.name for path in (tmp_path / "held").iterdir()] == ["mine.txt"]

    monkeypatch.chdir(tmp_path)
    found = o.open_page(page)

    assert found["into"] == "pass-2030-04-20-abababab"
    assert (tmp_path / found["into"] / "patches" / "top-2.yaml").read_text() == "a"
    assert sorted(found["files"]) == [
        "forecast.json", "patches/top-10.yaml", "patches/top-2.yaml", "scenario.yaml", "settings.json",
    ]  # fmt: skip


def test_open_page__of_an_altered_page_writes_nothing(tmp_path):
    """The folder is not even made."""
    page = write(tmp_path)
    page.write_bytes(page.read_bytes().replace(b"Aland", b"Bland", 1))
    with pytest.raises(FaultyFileError, match="was altered"):
        o.open_page(page, tmp_path / "back")
    with pytest.raises(FaultyFileError, match="cannot be read"):
        o.open_page(tmp_path / "none.html", tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_commands_for__say_every_choice_and_the_patches_in_their_order(tmp_path):
    """What no file holds stands in the command; patches are those of the folder, whatever they were called before."""
    recipe = {"bundle": "dissent", "claims": ["C1=off"], "settings": ["a.b=1"], "patches": ["x.yaml"], "off": ["drones"]}
    found = carried_in(page_of(DOCUMENT | {"recipe": recipe}).encode(), "p")
    words = shlex.split(o.commands_for(found, tmp_path)[0])

    said = [(word, words[i + 1]) for i, word in enumerate(words) if word.startswith("--")]
    assert ("--bundle", "dissent") in said
    assert ("--claim", "C1=off") in said
    assert ("--set", "a.b=1") in said
    assert ("--off", "drones") in said
    assert [v for k, v in said if k == "--patch"] == [str(tmp_path / "patches/top-2.yaml"), str(tmp_path / "patches/top-10.yaml")]


@pytest.mark.parametrize(
    ("until", "settings", "kept"),
    [
        (None, ["outside.weight=0.2"], ["outside.weight=0.2"]),
        ("2030-05-01", ["outside.weight=0.2"], ["outside.weight=0.2"]),
        ("2030-06-01", ["a.b=1", "outside.weight=0.2"], ["a.b=1"]),
        ("2030-06-01", ["outside.weight=0"], ["outside.weight=0"]),
        ("2030-06-01", [], []),
    ],
)
def test_settings_of__leaves_out_the_weight_that_reports_lowered(until, settings, kept, tmp_path):
    """Reports lower the weight of past wars after two weeks; given again they lower it again."""
    recipe = DOCUMENT["recipe"] | {"settings": settings}
    found = carried_in(page_of(DOCUMENT | {"until": until, "recipe": recipe}).encode(), "p")

    assert o.settings_of(found) == kept
    commands = o.commands_for(found, tmp_path)
    assert len(commands) == (1 if until is None else 2)
    for line in commands:  # every word that is printed is one that the command line takes
        app.build_app().parse_args(shlex.split(line)[1:], exit_on_error=False, print_error=False)


def test_notes_on__other_rules_and_an_interrupted_run():
    """The reader is told before running for nothing."""
    found = carried_in(page_of(DOCUMENT | {"done": 50}).encode(), "p")

    assert [note.split()[3] for note in o.notes_on(found)] == ["made", "of"]
    assert "50 of 200 courses" in o.notes_on(found)[1]


def test_stamp__of_a_forecast_put_into_another_page_is_checked():
    """A forecast that is not the stamped one is refused even in a page that was sealed anew."""
    other = DOCUMENT["forecast"] | {"digest": "00"}
    page = sealed(page_html(replace(invented_war(40), carried=DOCUMENT | {"forecast": other})))
    with pytest.raises(FaultyFileError, match=stamp_of(other)[:8]):
        carried_in(page.encode(), "p")
